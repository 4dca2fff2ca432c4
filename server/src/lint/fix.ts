import { comparePaths } from '../base/path'
import { applySpanEdits } from '../base/span'
import type { Caption } from '../caption/caption'
import { editCaption, type TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import { planTagChange } from '../changes/tag-change'
import type { JournalledChange } from '../changes/change'
import type { Message } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { lintSample } from './lint'
import type { Problem } from './problem'
import type { Rule } from './rule'
import { CaptionRun, rulesOf, sortProblems, type LintWorld } from './run'

const ROUNDS = 10

export interface FixResult {
  readonly text: string
  /** Fixes applied, over all rounds. */
  readonly applied: number
}

/** Applies the first wanted fix of every problem and lints again, until nothing wanted remains (at most ten rounds). */
export function fixCaption(text: string, anchor: string, world: LintWorld, wanted: (problem: Problem) => readonly TagEdit[] | undefined): FixResult {
  let current = text
  let applied = 0
  for (let round = 0; round < ROUNDS; round++) {
    const caption = parseCaption(current)
    const chosen = lintAlone(caption, anchor, world).flatMap((problem) => wanted(problem) ?? [])
    const edits = editCaption(caption, chosen)
    if (edits.length === 0) break
    applied += chosen.length
    current = applySpanEdits(current, edits)
  }
  return { text: current, applied }
}

/** All problems of a caption, those too that are told once for its folder. */
export function lintAlone(caption: Caption, anchor: string, world: LintWorld): Problem[] {
  const run = new CaptionRun(caption, anchor, world)
  return sortProblems(rulesOf(world).caption.flatMap((rule) => run.run(rule)))
}

/** The edits of a problem's first safe fix. */
export function safeEdits(problem: Problem): readonly TagEdit[] | undefined {
  return problem.fixes.find((fix) => fix.safe && fix.edits)?.edits
}

/** The same fix wherever its rule finds it: in all captions of `samples`, or for the samples themselves. */
export function planFixEverywhere(title: Message, rule: Rule, id: string, samples: Iterable<Sample>, world: LintWorld & { readonly dataset: Dataset }): JournalledChange {
  const narrowed = { ...world, rules: [rule] }
  if (rule.scope === 'sample') {
    const files = [...samples].flatMap((sample) => lintSample(sample, narrowed).flatMap((problem) => problem.fixes.find((fix) => fix.everywhere?.id === id)?.change?.().files ?? []))
    return { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }
  }
  const editsOf = (caption: Caption, sample: Sample): readonly TagEdit[] =>
    lintAlone(caption, sample.caption?.path ?? '', narrowed).flatMap((problem) => problem.fixes.find((fix) => fix.everywhere?.id === id)?.edits ?? [])
  return planTagChange(title, samples, editsOf)
}
