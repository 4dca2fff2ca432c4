import { say } from '../../base/message'
import type { Dataset } from '../../dataset/dataset'
import { bucketFitter } from '../../trainer/resolve-buckets'
import { bucketWeakness } from '../../trainer/steps'
import { balanceSet, epochSets, type EpochSet } from '../epoch'
import type { DatasetRule } from '../rule'

export const thinBucket: DatasetRule = {
  id: 'thin-bucket',
  scope: 'dataset',
  level: 'info',
  summary: say`A bucket holds fewer samples than a batch, so its batches are smaller than the others`,

  *check(dataset, { settings }) {
    if (!settings.values['buckets.enabled']) return
    for (const set of epochSets(dataset)) {
      const { batchSize } = set
      if (batchSize === undefined || batchSize < 2) continue
      const buckets = [...countSamples(set, dataset).values()].sort((a, b) => a.samples - b.samples || (a.name < b.name ? -1 : 1))
      const thin = buckets.filter((bucket) => bucketWeakness(bucket, batchSize) === 'under-filled')
      if (thin.length === 0) continue
      const list = thin.slice(0, SHOWN).map(({ name, samples }) => `${name} (${samples})`).join(', ')
      yield {
        anchor: dataset.root,
        message: say`${thin.length} of ${buckets.length} buckets hold fewer samples than a batch of ${batchSize}, so that their images weigh more: ${thin.length > SHOWN ? say`${list} and ${thin.length - SHOWN} more` : list}`,
      }
    }
  },
}

const SHOWN = 4

interface Bucket {
  readonly name: string
  images: number
  samples: number
}

/** Samples of one epoch by bucket, with the regularisation that the trainer adds. */
function countSamples(set: EpochSet, dataset: Dataset): ReadonlyMap<string, Bucket> {
  const { values } = dataset.settings
  const fit = bucketFitter(set.resolution ? { ...values, resolution: set.resolution } : values)
  const balanced = balanceSet(set, dataset)
  const repeatsOf = new Map(balanced.images.map((path, index) => [path, balanced.repeats[index] ?? 0]))
  const buckets = new Map<string, Bucket>()
  for (const { folder, repeats, regularization } of set.folders) {
    for (const { path, header, fault } of dataset.samplesIn(folder.path).flatMap(({ images }) => images)) {
      if (!header || fault) continue
      const name = fit([header.width, header.height]).bucket.join('×')
      const bucket = buckets.get(name) ?? { name, images: 0, samples: 0 }
      bucket.images++
      bucket.samples += regularization ? (repeatsOf.get(path) ?? 0) : repeats
      buckets.set(name, bucket)
    }
  }
  return buckets
}
