/** Width and height in pixels. */
export type Size = readonly [width: number, height: number]

/** The bucket options of a dataset, as the trainer gets them. */
export interface BucketOptions {
  /** `resolution`: only its area counts for the table. */
  readonly resolution: Size
  /** `min_bucket_reso`, `max_bucket_reso`, `bucket_reso_steps`, pixels. */
  readonly min: number
  readonly max: number
  readonly step: number
  /** `bucket_no_upscale`: pictures are never enlarged and every size makes a bucket of its own; `min` and `max` are then not used. */
  readonly noUpscale: boolean
}

/** Pixels cut away at each side of the resized picture. */
export interface Crop {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How one picture is brought to its bucket. */
export interface BucketFit {
  readonly image: Size
  readonly bucket: Size
  /** The size after resizing and before cropping; it covers the bucket. */
  readonly resized: Size
  /** `area` where no side grows, else `lanczos`, `none` where the size stays. sd-scripts: trim_and_resize_if_required */
  readonly interpolation: 'none' | 'area' | 'lanczos'
  readonly crop: Crop
  /** Bucket ratio minus picture ratio (width ÷ height, plain difference, signed); Infinity with the fault `zero-height`. */
  readonly arError: number
  /** Share of the resized picture that is cut away, 0–1. */
  readonly lost: number
  /** Pixels of the original that are cut away, per axis; fractional. */
  readonly lostPixels: { readonly width: number; readonly height: number }
  /** Resized ÷ original; above 1 the trainer enlarges the picture. */
  readonly scale: number
  /** Training breaks on this picture: a side is smaller than one step (without upscaling only). */
  readonly fault?: 'zero-width' | 'zero-height'
}

/**
 * Every bucket of the options, sorted by width, then height. Without upscaling the table is open-ended (each picture has
 * its own bucket), and this is the table the trainer would use with it.
 *
 * sd-scripts: model_util.make_bucket_resolutions, BucketManager.make_buckets
 */
export function makeBucketTable(options: BucketOptions): readonly Size[] {
  const { step } = options
  if (!(step >= 1)) return []
  const { min, max } = roundBucketLimits(options)
  const area = options.resolution[0] * options.resolution[1]
  const square = Math.floor(Math.sqrt(area) / step) * step
  const found = new Map<string, Size>([[`${square}x${square}`, [square, square]]])
  for (let width = Math.max(min, step); width <= max; width += step) {
    const height = Math.min(max, Math.floor(Math.floor(area / width) / step) * step)
    if (height < min) continue
    found.set(`${width}x${height}`, [width, height])
    found.set(`${height}x${width}`, [height, width])
  }
  return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

/** `min` and `max` as the trainer uses them: down and up to a multiple of the step. sd-scripts: adjust_min_max_bucket_reso_by_steps */
export function roundBucketLimits(options: BucketOptions): { readonly min: number; readonly max: number } {
  const { min, max, step } = options
  return { min: Math.floor(min / step) * step, max: Math.ceil(max / step) * step }
}

/**
 * The bucket of a picture of `image` pixels (as stored: EXIF orientation is not applied), and what is resized and cut on the way.
 * `table` is `makeBucketTable(options)`, made once for many pictures; without upscaling it is not looked at.
 *
 * sd-scripts: BucketManager.select_bucket, trim_and_resize_if_required
 */
export function selectBucket(table: readonly Size[], options: BucketOptions, image: Size): BucketFit {
  return options.noUpscale ? selectWithoutUpscale(options, image) : cover(image, nearestBucket(table, image) ?? options.resolution)
}

/**
 * Without buckets (`enable_bucket` off) every picture is brought to the training resolution in the same way,
 * but only where latents are cached: see `uncachedFault`.
 */
export function fitResolution(resolution: Size, image: Size): BucketFit {
  return cover(image, resolution)
}

/**
 * Why training without buckets and without cached latents aborts on a picture; undefined where it has the exact size.
 * `larger` is allowed with `random_crop` or with face information in the file name.
 *
 * sd-scripts: BaseDataset.__getitem__, crop_target
 */
export function uncachedFault(resolution: Size, image: Size): 'larger' | 'smaller' | undefined {
  if (image[0] < resolution[0] || image[1] < resolution[1]) return 'smaller'
  return image[0] > resolution[0] || image[1] > resolution[1] ? 'larger' : undefined
}

/** The exact size where the table has it, else the smallest difference of the ratios; the first wins a tie. */
function nearestBucket(table: readonly Size[], image: Size): Size | undefined {
  const ratio = image[0] / image[1]
  let best: Size | undefined
  let bestError = Infinity
  for (const bucket of table) {
    if (bucket[0] === image[0] && bucket[1] === image[1]) return bucket
    const error = Math.abs(bucket[0] / bucket[1] - ratio)
    if (error < bestError) {
      best = bucket
      bestError = error
    }
  }
  return best
}

/** Resizes so that the picture covers the target with one side equal, then crops around the centre. */
function cover(image: Size, target: Size): BucketFit {
  const scale = image[0] / image[1] > target[0] / target[1] ? target[1] / image[1] : target[0] / image[0]
  return describeFit(image, target, [round(image[0] * scale), round(image[1] * scale)], scale)
}

function selectWithoutUpscale(options: BucketOptions, image: Size): BucketFit {
  const resized = shrinkToArea(options.resolution[0] * options.resolution[1], options.step, image)
  const bucket: Size = [resized[0] - (resized[0] % options.step), resized[1] - (resized[1] % options.step)]
  return describeFit(image, bucket, resized, undefined)
}

/** The largest size of (nearly) the same ratio within `area` that has one side on a step; the picture itself where it fits. */
function shrinkToArea(area: number, step: number, image: Size): Size {
  if (image[0] * image[1] <= area) return image
  const ratio = image[0] / image[1]
  const onStep = (side: number): number => round(side) - (round(side) % step)
  const width = Math.sqrt(area * ratio)
  const byWidth = onStep(width)
  const byHeight = onStep(area / width)
  const heightOfWidth = onStep(byWidth / ratio)
  // the trainer divides by zero in both cases; the picture it was about to make is shown with the fault
  if (byWidth === 0) return [round(byHeight * ratio), byHeight]
  if (heightOfWidth === 0) return [byWidth, round(byWidth / ratio)]
  const widthError = Math.abs(byWidth / heightOfWidth - ratio)
  const heightError = Math.abs(onStep(byHeight * ratio) / byHeight - ratio)
  return widthError < heightError ? [byWidth, round(byWidth / ratio)] : [round(byHeight * ratio), byHeight]
}

function describeFit(image: Size, bucket: Size, resized: Size, exactScale: number | undefined): BucketFit {
  const excess: Size = [resized[0] - bucket[0], resized[1] - bucket[1]]
  const left = Math.floor(excess[0] / 2)
  const top = Math.floor(excess[1] / 2)
  const grows = resized[0] > image[0] || resized[1] > image[1]
  const stays = resized[0] === image[0] && resized[1] === image[1]
  return {
    image,
    bucket,
    resized,
    interpolation: stays ? 'none' : grows ? 'lanczos' : 'area',
    crop: { left, top, right: excess[0] - left, bottom: excess[1] - top },
    arError: bucket[0] / bucket[1] - image[0] / image[1],
    lost: 1 - (bucket[0] * bucket[1]) / (resized[0] * resized[1]),
    lostPixels: {
      width: excess[0] / (exactScale ?? resized[0] / image[0]),
      height: excess[1] / (exactScale ?? resized[1] / image[1]),
    },
    scale: exactScale ?? Math.sqrt((resized[0] * resized[1]) / (image[0] * image[1])),
    ...(bucket[1] === 0 ? { fault: 'zero-height' as const } : bucket[0] === 0 ? { fault: 'zero-width' as const } : {}),
  }
}

/** Python's `int(x + 0.5)` for sizes, which are never negative. */
function round(value: number): number {
  return Math.floor(value + 0.5)
}
