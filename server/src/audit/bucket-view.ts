import type { Dataset } from '../dataset/dataset'
import type { SettingValues } from '../settings'
import type { Size } from '../trainer/buckets'
import { bucketFitter, bucketOptions } from '../trainer/resolve-buckets'

/** Images of one size. */
export interface ImageSize {
  readonly size: Size
  readonly images: number
  /** With repeats. */
  readonly samples: number
}

/** How the images lie in buckets at a training resolution. */
export interface BucketView {
  readonly resolution: Size
  readonly noUpscale: boolean
  /** Smallest first. */
  readonly buckets: readonly BucketRow[]
  readonly images: number
  readonly enlarged: number
  /** Images that lose more than a tenth of their picture. */
  readonly cut: number
}

export interface BucketRow {
  readonly width: number
  readonly height: number
  readonly images: number
  readonly samples: number
  /** Images that the trainer enlarges. */
  readonly enlarged: number
  /** Share of the picture that is cut away, 0–1: on average, and most. */
  readonly lost: number
  readonly most: number
}

/** A part larger than this is missed. */
const CUT = 0.1

/** The sizes of the images that can be read; what does not change while resolutions are tried. */
export function imageSizes(dataset: Pick<Dataset, 'folders' | 'samplesIn'>): readonly ImageSize[] {
  const sizes = new Map<string, { readonly size: Size; images: number; samples: number }>()
  for (const folder of dataset.folders) {
    for (const { header, fault } of dataset.samplesIn(folder.path).flatMap((sample) => sample.images)) {
      if (!header || fault) continue
      const key = `${header.width}x${header.height}`
      let known = sizes.get(key)
      if (!known) sizes.set(key, (known = { size: [header.width, header.height], images: 0, samples: 0 }))
      known.images++
      known.samples += folder.repeats
    }
  }
  return [...sizes.values()]
}

/** Where the sizes go under these settings, as the trainer sorts them. */
export function viewBuckets(sizes: readonly ImageSize[], values: SettingValues): BucketView {
  const fit = bucketFitter(values)
  const { resolution, noUpscale } = bucketOptions(values)
  const rows = new Map<string, { -readonly [Key in keyof BucketRow]: BucketRow[Key] }>()
  let cut = 0
  for (const { size, images, samples } of sizes) {
    const { bucket: [width, height], lost, scale } = fit(size)
    let row = rows.get(`${width}x${height}`)
    if (!row) rows.set(`${width}x${height}`, (row = { width, height, images: 0, samples: 0, enlarged: 0, lost: 0, most: 0 }))
    row.lost = (row.lost * row.images + lost * images) / (row.images + images)
    row.most = Math.max(row.most, lost)
    row.images += images
    row.samples += samples
    if (scale > 1) row.enlarged += images
    if (lost > CUT) cut += images
  }
  const buckets = [...rows.values()].sort((a, b) => a.width - b.width || a.height - b.height)
  const sum = (of: (row: BucketRow) => number): number => buckets.reduce((total, row) => total + of(row), 0)
  return { resolution, noUpscale, buckets, images: sum(({ images }) => images), enlarged: sum(({ enlarged }) => enlarged), cut }
}
