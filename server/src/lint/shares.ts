import type { Dataset } from '../dataset/dataset'

/** From this many captions on, shares within a folder say something. */
const ENOUGH = 4
const CONSTANT = 0.8

/** The share of a folder's captions that carry a tag, 0–1; 0 in an empty folder. */
export function shareIn(dataset: Dataset, folder: string, key: string): number {
  const { captions } = dataset.counts.inFolder(folder)
  return captions === 0 ? 0 : (dataset.counts.get(key)?.byFolder.get(folder) ?? 0) / captions
}

/** Whether nearly every caption of a folder carries the tag; undefined where there are too few captions to tell. */
export function isConstantIn(dataset: Dataset, folder: string, key: string): boolean | undefined {
  return dataset.counts.inFolder(folder).captions < ENOUGH ? undefined : shareIn(dataset, folder, key) >= CONSTANT
}
