import { captionSuffix } from '../trainer/files'
import { suffixOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'

export interface SamplePlace {
  /** From 1. */
  readonly index: number
  readonly total: number
  readonly previous: Sample | undefined
  readonly next: Sample | undefined
}

/** The dataset's samples with an image, in the order people go through them: folder by folder, by name. */
export function imageOrder(dataset: Dataset): readonly Sample[] {
  return dataset.folders.flatMap((folder) => dataset.samplesIn(folder.path).filter((sample) => sample.images.length > 0).sort(byId))
}

/** Where a sample stands in that order. */
export function placeOf(dataset: Dataset, sample: Sample): SamplePlace | undefined {
  const order = imageOrder(dataset)
  const index = order.findIndex((candidate) => candidate.id === sample.id)
  if (index < 0) return undefined
  return { index: index + 1, total: order.length, previous: order[index - 1], next: order[index + 1] }
}

/** The next sample without a caption, or with an empty one; from the start again where none follows. */
export function nextUncaptioned(dataset: Dataset, from: Sample | undefined): Sample | undefined {
  const order = imageOrder(dataset)
  const start = from ? order.findIndex((sample) => sample.id === from.id) + 1 : 0
  return [...order.slice(start), ...order.slice(0, start)].find((sample) => dataset.keysOf(sample.id).length === 0)
}

/** Where a sample's caption is, or would be. */
export function captionPath(dataset: Dataset, sample: Sample): string | undefined {
  const [image] = sample.images
  if (sample.caption) return sample.caption.path
  if (!image) return undefined
  return image.path.slice(0, image.path.length - suffixOf(image.path).length) + captionSuffix(dataset.settingsIn(sample.folder).values['captions.extension'])
}

function byId(a: Sample, b: Sample): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
