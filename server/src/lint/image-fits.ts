import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { BucketFit } from '../trainer/buckets'
import { bucketFitter } from '../trainer/resolve-buckets'

/** An image that can be read, and what the trainer makes of it. */
export interface FittedImage {
  readonly path: string
  readonly sample: Sample
  readonly fit: BucketFit
}

/** The images of a concept in their buckets. */
export function fitImages({ folder }: Pick<Concept, 'folder'>, dataset: Dataset): readonly FittedImage[] {
  const fit = bucketFitter(dataset.settingsIn(folder.path).values)
  return dataset.samplesIn(folder.path).flatMap((sample) =>
    sample.images.flatMap(({ path, header, fault }) => (header && !fault ? [{ path, sample, fit: fit([header.width, header.height]) }] : [])),
  )
}

/** Long side ÷ short side; 1 or more. */
export function aspectOf({ image: [width, height] }: BucketFit): number {
  return Math.max(width / height, height / width)
}

/** From this on the short side gets too short to learn from. */
export const EXTREME_ASPECT = 2
