import { spansOverlap, type SpanEdit } from '../base/span'
import type { Change } from '../changes/change'
import type { Problem } from './problem'

/** The edits of the first safe fix of each problem of a training file, in order; of those that touch the same text the first. */
export function safeTextEdits(problems: readonly Problem[]): readonly SpanEdit[] {
  const kept: SpanEdit[] = []
  for (const problem of problems) {
    const edits = problem.fixes.find((fix) => fix.safe && fix.textEdits)?.textEdits ?? []
    const isFree = edits.every((edit) => kept.every((other) => !spansOverlap(edit.span, other.span) && edit.span.start !== other.span.start))
    if (isFree) kept.push(...edits)
  }
  return kept.sort((a, b) => a.span.start - b.span.start)
}

/** The problem with its fixes as changes over files: for those who do not have the file in an editor. `text` is the file's. */
export function withChanges(problem: Problem, text: string): Problem {
  const fixes = problem.fixes.map((fix) => {
    const { textEdits: edits } = fix
    return edits ? { ...fix, change: (): Change => ({ title: fix.title, files: [{ kind: 'edit', path: problem.anchor, text, edits }] }) } : fix
  })
  return { ...problem, fixes }
}
