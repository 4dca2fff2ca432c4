import { captionSuffix } from '../trainer/files'
import { suffixOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { Snapshot } from '../workspace/workspace'
import { diagnoseCaption, diagnoseSample } from './diagnostics'

export interface SamplePlace {
  /** From 1. */
  readonly index: number
  readonly total: number
  readonly previous: Sample | undefined
  readonly next: Sample | undefined
}

/** The dataset's samples with an image, in the order people go through them: folder by folder, by name. */
export function imageOrder(dataset: Dataset): readonly Sample[] {
  return dataset.folders.flatMap(({ path }) => withImages(dataset.samplesIn(path)))
}

/** How many those are; costs the folders that have changed. */
export function imageCount(dataset: Dataset): number {
  return dataset.folders.reduce((count, { path }) => count + withImages(dataset.samplesIn(path)).length, 0)
}

/** A dataset gives the same list for a folder until something in it changes. */
const known = new WeakMap<readonly Sample[], readonly Sample[]>()

function withImages(samples: readonly Sample[]): readonly Sample[] {
  const found = known.get(samples) ?? samples.filter(({ images }) => images.length > 0)
  known.set(samples, found)
  return found
}

/** Where a sample stands in that order; costs its folder. */
export function placeOf(dataset: Dataset, sample: Sample): SamplePlace | undefined {
  const lists = dataset.folders.map(({ path }) => withImages(dataset.samplesIn(path))).filter((list) => list.length > 0)
  const at = lists.findIndex((list) => list[0]?.folder === sample.folder)
  const list = lists[at]
  const index = list?.findIndex((candidate) => candidate.id === sample.id) ?? -1
  if (!list || index < 0) return undefined
  const before = lists.slice(0, at).reduce((count, { length }) => count + length, 0)
  const total = lists.reduce((count, { length }) => count + length, 0)
  return { index: before + index + 1, total, previous: list[index - 1] ?? lists[at - 1]?.at(-1), next: list[index + 1] ?? lists[at + 1]?.[0] }
}

/** The next sample without a caption, or with an empty one; from the start again where none follows. */
export function nextUncaptioned(dataset: Dataset, from: Sample | undefined): Sample | undefined {
  const order = imageOrder(dataset)
  const start = from ? order.findIndex((sample) => sample.id === from.id) + 1 : 0
  return [...order.slice(start), ...order.slice(0, start)].find((sample) => dataset.keysOf(sample.id).length === 0)
}

/** The samples behind `from`, then those from the start up to it. */
export function samplesAfter(dataset: Dataset, from: Sample | undefined): readonly Sample[] {
  const order = imageOrder(dataset)
  const start = from ? order.findIndex((sample) => sample.id === from.id) + 1 : 0
  return [...order.slice(start), ...order.slice(0, from ? Math.max(0, start - 1) : 0)]
}

/** Whether something is wrong with a sample that a person should see: its caption, or its files as such. */
export function hasProblem(snapshot: Snapshot, dataset: Dataset, sample: Sample): boolean {
  const path = captionPath(dataset, sample)
  const problems = [...(path === undefined ? [] : diagnoseCaption(snapshot, path)), ...diagnoseSample(snapshot, dataset, sample)]
  return problems.some(({ level }) => level !== 'hint')
}

/** Where a sample's caption is, or would be. */
export function captionPath(dataset: Dataset, sample: Sample): string | undefined {
  const [image] = sample.images
  if (sample.caption) return sample.caption.path
  if (!image) return undefined
  return image.path.slice(0, image.path.length - suffixOf(image.path).length) + captionSuffix(dataset.settingsIn(sample.folder).values['captions.extension'])
}
