import { folderOf, joinPath, nameOf } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { TrainingSurroundings } from '../dataset/training-surroundings'
import { lintCaption, lintConceptByRule, lintDatasetByRule, lintSample, lintTrainingFile, lintTrainingFiles } from '../lint/lint'
import type { Problem } from '../lint/problem'
import type { LintWorld } from '../lint/run'
import type { Settings } from '../settings'
import { readTrainingFile } from '../training-files/read-training-file'
import type { Snapshot } from '../workspace/workspace'
import { worldOf } from './world'

/** Rows of one rule that the editor lists for a dataset; the audit has them all. */
const ROWS_PER_RULE = 100

/** A problem of a dataset with the file that it is shown at. */
export interface PlacedProblem {
  readonly path: string
  readonly problem: Problem
}

/**
 * The problems of the caption at `path`. `typingAt`: the caret while a tag is being typed; nothing fires on that very tag.
 */
export function diagnoseCaption(snapshot: Snapshot, path: string, typingAt?: number): readonly Problem[] {
  const caption = snapshot.captionOf(path)
  if (!caption || isUnwritten(snapshot, path)) return []
  const problems = lintCaption(caption, path, worldOf(snapshot, path))
  if (typingAt === undefined) return problems
  return problems.filter(({ span, rule }) => !span || span.start > typingAt || span.end < typingAt || rule.id === 'ignored-lines')
}

/** The problems of the open training file at `path`. `typingAt`: the caret while something is being typed; its line is not judged yet. */
export function diagnoseTrainingFile(snapshot: Snapshot, path: string, typingAt?: number): readonly Problem[] {
  const open = snapshot.trainingFileAt(path)
  const file = open && readTrainingFile(open.document.text, nameOf(path), open.document.kind)
  if (!open || !file) return []
  const { text } = open.document
  const problems = lintTrainingFile({ path, text, file, surroundings: open.surroundings, datasetAt: (folder) => snapshot.datasetOf(folder) }, trainingWorld(snapshot, path, open.surroundings))
  if (typingAt === undefined) return problems
  const start = text.lastIndexOf('\n', typingAt - 1) + 1
  const end = text.indexOf('\n', typingAt)
  return problems.filter(({ span }) => span && (span.end < start || (end >= 0 && span.start > end)))
}

/** What is in force for a training file: the dataset around it, else the one that holds the images it names. */
function trainingWorld(snapshot: Snapshot, path: string, surroundings: TrainingSurroundings | undefined): LintWorld {
  if (snapshot.datasetOf(path)) return worldOf(snapshot, path)
  const held = [...(surroundings?.found.values() ?? [])].find((found) => found.kind === 'folder' && snapshot.datasetOf(found.path))
  return worldOf(snapshot, held?.path ?? path)
}

/** The text that spans of problems at `path` count in: of a caption, or of a training file. */
export function textAt(snapshot: Snapshot, path: string): string | undefined {
  const known = snapshot.trainingFileAt(path)?.document ?? snapshot.datasetOf(path)?.trainingFiles.find(({ document }) => document.path === path)?.document
  return known?.text ?? snapshot.captionOf(path)?.text
}

/** Opened for an image that has no caption yet, and nothing typed so far: that the file is empty is nobody's fault. */
function isUnwritten(snapshot: Snapshot, path: string): boolean {
  const dataset = snapshot.datasetOf(path)
  return dataset !== undefined && snapshot.captionOf(path)?.text === '' && dataset.sampleAt(path) === undefined
}

/**
 * The problems of a dataset that are not about the text of one caption, each with the file it stands at in the editor:
 * its own where it has one, the concept's first caption, or `taglore.json`. Files of a dataset within this one are its own affair.
 * Undefined stands for a place to pause: whoever asks for a large dataset gives other work a turn there.
 */
export function* diagnoseDataset(snapshot: Snapshot, dataset: Dataset): Iterable<PlacedProblem | undefined> {
  const world = { ...worldOf(snapshot, dataset.root), settings: dataset.settings, dataset }
  const counts = new Map<string, number>()
  const place = function* (problems: readonly Problem[]): Iterable<PlacedProblem> {
    for (const problem of problems) {
      const count = (counts.get(problem.rule.id) ?? 0) + 1
      counts.set(problem.rule.id, count)
      if (count > ROWS_PER_RULE) continue
      const path = stablePlace(dataset, problem)
      if (isOwn(snapshot, dataset, path)) yield { path, problem }
    }
  }
  for (const problems of lintDatasetByRule(world)) {
    yield* place(problems)
    yield undefined
  }
  // an open one is told as it stands in its editor
  yield* place(lintTrainingFiles(world, (path) => snapshot.trainingFileAt(path) !== undefined))
  yield undefined
  for (const concept of dataset.concepts()) {
    for (const problems of lintConceptByRule(concept, world)) {
      yield* place(problems)
      yield undefined
    }
  }
  let looked = 0
  for (const sample of dataset.samples.values()) {
    yield* place(diagnoseSample(snapshot, dataset, sample))
    if (++looked % SLICE === 0) yield undefined
  }
}

/** Samples between two pauses. */
const SLICE = 100

/** Samples, settings and looks are replaced when they change; rules of this scope look at nothing else. */
const known = new WeakMap<Sample, { readonly settings: Settings; readonly looks: Dataset['looks']; readonly problems: readonly Problem[] }>()

/** What is wrong with the files of a sample as such. */
export function diagnoseSample(snapshot: Snapshot, dataset: Dataset, sample: Sample): readonly Problem[] {
  const { settings, looks } = dataset
  const before = known.get(sample)
  if (before?.settings === settings && before.looks === looks) return before.problems
  const problems = lintSample(sample, { knowledge: snapshot.knowledge, settings, dataset })
  known.set(sample, { settings, looks, problems })
  return problems
}

/** A dataset that lies within another one has its files for itself. */
function isOwn(snapshot: Snapshot, dataset: Dataset, path: string): boolean {
  return snapshot.datasets.length === 1 || (snapshot.datasetOf(path) ?? dataset) === dataset
}

/** A file that can be opened for a problem's anchor. */
export function stablePlace(dataset: Dataset, { anchor }: Problem): string {
  if (dataset.trainingFiles.some(({ document }) => document.path === anchor)) return anchor
  if (dataset.sampleAt(anchor) || anchor === joinPath(dataset.root, SETTINGS_FILE)) return anchor
  // a file that is no sample's, such as a picture that the trainer never finds
  if (dataset.contents.get(folderOf(anchor))?.names.includes(nameOf(anchor))) return anchor
  return folderPlace(dataset, anchor) ?? datasetPlace(dataset)
}

/** Where a folder's problems are shown: its first caption, else its first image. */
export function folderPlace(dataset: Dataset, folder: string): string | undefined {
  const samples = dataset.samplesIn(folder)
  return samples.find((sample) => sample.caption && !sample.caption.fault)?.caption?.path ?? samples[0]?.images[0]?.path
}

/** Where the problems of the dataset as a whole are shown: `taglore.json`, else the first caption or image. */
export function datasetPlace(dataset: Dataset): string {
  const settings = joinPath(dataset.root, SETTINGS_FILE)
  if (dataset.hasSettingsFile) return settings
  return dataset.folders.map((folder) => folderPlace(dataset, folder.path)).find((path) => path !== undefined) ?? settings
}
