import type { SettingValues } from '../settings'
import { fitResolution, makeBucketTable, selectBucket, type BucketFit, type BucketOptions, type Size } from './buckets'
import { modelFacts } from './models'

/** The bucket options in force: settings, else what is usual for the model. Pixels. */
export function bucketOptions(values: SettingValues): BucketOptions {
  const usual = modelFacts(values.model)
  const { resolution } = values
  const size: Size = resolution === null ? [usual.resolution, usual.resolution] : typeof resolution === 'number' ? [resolution, resolution] : resolution
  return {
    resolution: size,
    min: values['buckets.min'] ?? usual.buckets.min,
    max: values['buckets.max'] ?? usual.buckets.max,
    step: values['buckets.step'] ?? usual.buckets.step,
    noUpscale: values['buckets.noUpscale'],
  }
}

/** A function that fits images (pixels) under the settings in force; without buckets every image goes to the resolution. */
export function bucketFitter(values: SettingValues): (image: Size) => BucketFit {
  const options = bucketOptions(values)
  if (!values['buckets.enabled']) return remember((image) => fitResolution(options.resolution, image))
  const table = makeBucketTable(options)
  return remember((image) => selectBucket(table, options, image))
}

/** Many images have few sizes. */
function remember(fit: (image: Size) => BucketFit): (image: Size) => BucketFit {
  const known = new Map<number, BucketFit>()
  return (image) => {
    const key = image[0] * WIDEST + image[1]
    let found = known.get(key)
    if (!found) known.set(key, (found = fit(image)))
    return found
  }
}

/** No format has sides of so many pixels. */
const WIDEST = 2 ** 26
