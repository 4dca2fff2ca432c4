import { joinPath, nameOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { hasCaption, type CaptionFile, type Sample } from '../dataset/sample'
import { lenderOf } from '../trainer/files'
import { isForScripts } from './scripts-format'

/** The caption of another image that the trainer reads for one without caption; undefined where it reads none. */
export function borrowedCaption(sample: Sample, dataset: Dataset): CaptionFile | undefined {
  if (hasCaption(sample) || sample.images.length === 0 || !isForScripts(dataset)) return undefined
  const lender = lenderOf(nameOf(sample.id))
  return lender === undefined ? undefined : dataset.samples.get(joinPath(sample.folder, lender))?.caption
}

/** Whether images without caption read this one. */
export function isLent({ folder, caption }: Sample, dataset: Dataset): boolean {
  return caption !== undefined && dataset.samplesIn(folder).some((other) => borrowedCaption(other, dataset) === caption)
}
