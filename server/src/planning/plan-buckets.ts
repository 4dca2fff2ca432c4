import { fitResolution, makeBucketTable, selectBucket, type BucketFit, type BucketOptions, type Size } from '../trainer/buckets'
import { balanceRegularization } from '../trainer/regularization'
import { bucketWeakness, splitValidation } from '../trainer/steps'

/** How a dataset groups its images. */
export interface BucketUse extends BucketOptions {
  readonly enabled: boolean
}

export interface PlannedBucket {
  readonly width: number
  readonly height: number
  /** Images, regularisation included. */
  readonly images: number
  /** Samples of an epoch, balanced regularisation included. */
  readonly samples: number
  readonly batches: number
  /** `single-image`: batches hold copies of one image; `under-filled`: no batch is full. */
  readonly weakness: 'single-image' | 'under-filled' | null
}

/** What brings images to their buckets costs. */
export interface ResizeCosts {
  readonly images: number
  /** Images that lose more than a pixel row by cropping, and mean and largest share lost of all images, 0–1. */
  readonly cropped: number
  readonly meanLost: number
  readonly mostLost: number
  /** Images that lose more than a tenth. */
  readonly muchLost: number
  /** Images that are enlarged, and those that are enlarged more than twice. */
  readonly upscaled: number
  readonly upscaledTwice: number
  /** Buckets in use. */
  readonly buckets: number
}

/** What of a fit the plan looks at. */
export type BriefFit = Pick<BucketFit, 'bucket' | 'lost' | 'scale'>

/**
 * Fits images under options; each size is worked out once. The fits of earlier options are kept as long as the facts they belong to,
 * so that a slider that moves nothing of them costs nothing.
 */
export function createFitter(owner: object, use: BucketUse): (size: Size) => BriefFit {
  let fitters = FITTERS.get(owner)
  if (!fitters) FITTERS.set(owner, (fitters = new Map()))
  const name = JSON.stringify([use.enabled, use.resolution, use.min, use.max, use.step, use.noUpscale])
  let fitter = fitters.get(name)
  if (!fitter) {
    // the oldest goes: a slider for the resolution would keep every one
    if (fitters.size >= 16) for (const oldest of [...fitters.keys()].slice(0, 8)) fitters.delete(oldest)
    fitters.set(name, (fitter = makeFitter(use)))
  }
  return fitter
}

const FITTERS = new WeakMap<object, Map<string, (size: Size) => BriefFit>>()

function makeFitter(use: BucketUse): (size: Size) => BriefFit {
  const table = use.enabled ? makeBucketTable(use) : []
  const known = new Map<number, BriefFit>()
  return (size) => {
    const key = size[0] * 0x100000 + size[1]
    let fit = known.get(key)
    if (!fit) known.set(key, (fit = use.enabled ? selectBucket(table, use, size) : fitResolution(use.resolution, size)))
    return fit
  }
}

/** A folder's images as one subset, with the repeats that hold. */
export interface BucketSubset {
  readonly sizes: readonly Size[]
  readonly repeats: number
  readonly regularization: boolean
}

export interface DatasetBuckets {
  readonly buckets: readonly PlannedBucket[]
  /** Images × repeats without regularisation. */
  readonly samples: number
  readonly regularization: { readonly images: number; readonly samples: number; readonly unused: number }
}

/** The buckets of one dataset in one epoch. `validation`: share of the images that is kept back (which ones is drawn by seed; here the last). */
export function fillBuckets(subsets: readonly BucketSubset[], fit: (size: Size) => BriefFit, batch: number, validation = 0): DatasetBuckets {
  const found = new Map<number, { size: Size; images: number; samples: number }>()
  const put = (bucket: Size, images: number, own: number): void => {
    const key = bucket[0] * 0x100000 + bucket[1]
    const held = found.get(key)
    if (!held) found.set(key, { size: bucket, images, samples: own })
    else {
      held.images += images
      held.samples += own
    }
  }
  let samples = 0
  for (const { sizes, repeats } of subsets.filter(({ regularization }) => !regularization)) {
    const { train } = splitValidation(sizes.length, validation)
    for (const { bucket, images } of countBuckets(train === sizes.length ? sizes : sizes.slice(0, train), fit)) put(bucket, images, images * repeats)
    samples += train * repeats
  }
  const reg = subsets.filter(({ regularization }) => regularization).flatMap(({ sizes, repeats }) => sizes.map((size) => ({ size, repeats })))
  const balanced = balanceRegularization(samples, reg.map(({ repeats }) => repeats))
  for (const [index, { size }] of reg.entries()) if ((balanced.repeats[index] ?? 0) > 0) put(fit(size).bucket, 1, balanced.repeats[index] ?? 0)
  const buckets = [...found.values()]
    .sort((a, b) => a.size[0] - b.size[0] || a.size[1] - b.size[1])
    .map(({ size, images, samples: own }): PlannedBucket => ({ width: size[0], height: size[1], images, samples: own, batches: Math.ceil(own / batch), weakness: bucketWeakness({ images, samples: own }, batch) ?? null }))
  return { buckets, samples, regularization: { images: reg.length, samples: balanced.samples, unused: balanced.unused } }
}

interface BucketCount {
  readonly bucket: Size
  images: number
}

const COUNTS = new WeakMap<(size: Size) => BriefFit, WeakMap<readonly Size[], readonly BucketCount[]>>()

/** Images in each bucket; remembered like `resizeCosts`. */
function countBuckets(sizes: readonly Size[], fit: (size: Size) => BriefFit): readonly BucketCount[] {
  let known = COUNTS.get(fit)
  if (!known) COUNTS.set(fit, (known = new WeakMap()))
  const held = known.get(sizes)
  if (held) return held
  const found = new Map<number, BucketCount>()
  for (const size of sizes) {
    const { bucket } = fit(size)
    const key = bucket[0] * 0x100000 + bucket[1]
    const count = found.get(key)
    if (count) count.images++
    else found.set(key, { bucket, images: 1 })
  }
  const counts = [...found.values()]
  known.set(sizes, counts)
  return counts
}

const COSTS = new WeakMap<(size: Size) => BriefFit, WeakMap<readonly Size[], ResizeCosts>>()

/** What these options cost the images. Asked again with the same list and the same fitter, it remembers. */
export function resizeCosts(sizes: readonly Size[], fit: (size: Size) => BriefFit): ResizeCosts {
  let known = COSTS.get(fit)
  if (!known) COSTS.set(fit, (known = new WeakMap()))
  let costs = known.get(sizes)
  if (!costs) known.set(sizes, (costs = countCosts(sizes, fit)))
  return costs
}

function countCosts(sizes: readonly Size[], fit: (size: Size) => BriefFit): ResizeCosts {
  let [images, cropped, muchLost, upscaled, upscaledTwice, lostSum, mostLost] = [0, 0, 0, 0, 0, 0, 0]
  const buckets = new Set<number>()
  for (const size of sizes) {
    const { lost, scale, bucket } = fit(size)
    images++
    buckets.add(bucket[0] * 0x100000 + bucket[1])
    lostSum += lost
    mostLost = Math.max(mostLost, lost)
    if (lost > 0.005) cropped++
    if (lost > 0.1) muchLost++
    if (scale > 1) upscaled++
    if (scale > 2) upscaledTwice++
  }
  return { images, cropped, meanLost: images === 0 ? 0 : lostSum / images, mostLost, muchLost, upscaled, upscaledTwice, buckets: buckets.size }
}
