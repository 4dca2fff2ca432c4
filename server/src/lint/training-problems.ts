import { say } from '../base/message'
import type { SpanEdit } from '../base/span'
import type { TrainingProblem, TrainingProblemKind } from '../training-files/problem'
import type { Fix, TrainingFileFinding, TrainingFileSubject } from './rule'

/** Findings for what the reader of a training file says is wrong. */
export function* tellProblems(subject: TrainingFileSubject, kinds: readonly TrainingProblemKind[], nameCase: (problem: TrainingProblem) => string | undefined): Iterable<TrainingFileFinding> {
  const { file, text } = subject
  for (const problem of file.problems) {
    if (!kinds.includes(problem.kind)) continue
    const named = nameCase(problem)
    yield {
      span: problem.span,
      message: problem.message,
      fixes: fixesOf(problem, text),
      ...(problem.key === undefined ? {} : { tag: problem.key }),
      ...(named === undefined ? {} : { case: named }),
    }
  }
}

function fixesOf({ span, key = '', kind, near = [], replacement }: TrainingProblem, text: string): Fix[] {
  if (replacement !== undefined) {
    const written = text.slice(span.start, span.end)
    return written === replacement ? [] : [{ title: say`Write ${replacement}`, safe: true, textEdits: [{ span, newText: replacement }] }]
  }
  return near.map((word) => ({ title: say`Replace with '${word}'`, safe: false, textEdits: [replaceWord(text, span, kind === 'unknown-key' || kind === 'other-file' ? 'key' : 'value', key, word)] }))
}

/** Puts another word in the place of a key or a value, within its quotes; of `key=value` only that half. */
function replaceWord(text: string, span: TrainingProblem['span'], half: 'key' | 'value', key: string, word: string): SpanEdit {
  const written = text.slice(span.start, span.end)
  const quote = /^["']/.exec(written)?.[0] ?? ''
  const inner = written.slice(quote.length, written.length - quote.length)
  const cut = inner.indexOf('=')
  if (cut < 0) return { span, newText: `${quote}${word}${quote}` }
  const start = span.start + quote.length
  if (half === 'key') return { span: { start, end: start + (inner.startsWith(key) ? key.length : cut) }, newText: word }
  return { span: { start: start + cut + 1, end: start + inner.length }, newText: word }
}
