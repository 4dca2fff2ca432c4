import { eachSliced, type Sliced } from '../base/sliced'
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
export function* fitImages({ folder }: Pick<Concept, 'folder'>, dataset: Dataset): Sliced<readonly FittedImage[]> {
  const fit = bucketFitter(dataset.settingsIn(folder.path).values)
  const fitted: FittedImage[] = []
  yield* eachSliced(dataset.samplesIn(folder.path), (sample) => {
    for (const { path, header, fault } of sample.images) if (header && !fault) fitted.push({ path, sample, fit: fit([header.width, header.height]) })
  })
  return fitted
}

/** Long side ÷ short side; 1 or more. */
export function aspectOf({ image: [width, height] }: BucketFit): number {
  return Math.max(width / height, height / width)
}

/** From this on the short side gets too short to learn from. */
export const EXTREME_ASPECT = 2
