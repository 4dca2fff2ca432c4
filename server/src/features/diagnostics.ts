import { joinPath } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import type { Dataset } from '../dataset/dataset'
import { lintCaption, lintConcept, lintDataset, lintSample } from '../lint/lint'
import type { Problem } from '../lint/problem'
import type { Snapshot } from '../workspace/workspace'
import { worldOf } from './world'

/** Rows of one rule that the editor lists for a dataset; the audit has them all. */
const ROWS_PER_RULE = 100

/**
 * The problems of the caption at `path`. `typingAt`: the caret while a tag is being typed; nothing fires on that very tag.
 */
export function diagnoseCaption(snapshot: Snapshot, path: string, typingAt?: number): readonly Problem[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const problems = lintCaption(caption, path, worldOf(snapshot, path))
  if (typingAt === undefined) return problems
  return problems.filter(({ span, rule }) => !span || span.end !== typingAt || rule.id === 'ignored-lines')
}

/**
 * The problems of a dataset that are not about the text of one caption, each with the file it stands at in the editor:
 * its own where it has one, the concept's first caption, or `taglore.json`.
 */
export function diagnoseDataset(snapshot: Snapshot, dataset: Dataset): readonly { readonly path: string; readonly problem: Problem }[] {
  const world = { ...worldOf(snapshot, dataset.root), settings: dataset.settings, dataset }
  const problems = [
    ...lintDataset(world),
    ...dataset.concepts().flatMap((concept) => lintConcept(concept, world)),
    ...[...dataset.samples.values()].flatMap((sample) => lintSample(sample, world)),
  ]
  const counts = new Map<string, number>()
  return problems.flatMap((problem) => {
    const count = (counts.get(problem.rule.id) ?? 0) + 1
    counts.set(problem.rule.id, count)
    return count > ROWS_PER_RULE ? [] : [{ path: stablePlace(dataset, problem), problem }]
  })
}

/** A file that can be opened for a problem's anchor. */
export function stablePlace(dataset: Dataset, problem: Problem): string {
  const { anchor } = problem
  if (dataset.sampleAt(anchor)) return anchor
  const folder = dataset.folders.find((candidate) => candidate.path === anchor)
  if (folder) return firstCaption(dataset, folder.path) ?? anchor
  if (anchor !== dataset.root) return anchor
  const first = dataset.folders.map((candidate) => firstCaption(dataset, candidate.path)).find((path) => path !== undefined)
  return dataset.hasSettingsFile ? joinPath(dataset.root, SETTINGS_FILE) : (first ?? joinPath(dataset.root, SETTINGS_FILE))
}

function firstCaption(dataset: Dataset, folder: string): string | undefined {
  return dataset.samplesIn(folder).find((sample) => sample.caption && !sample.caption.fault)?.caption?.path
}
