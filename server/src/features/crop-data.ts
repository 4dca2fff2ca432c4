import { folderOf, nameOf, relativePath, stemOf } from '../base/path'
import type { Message } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import { captionTextOf, type ImageFile, type Sample } from '../dataset/sample'
import { shorterBucket } from '../changes/crop-aspect'
import { aspectOf, EXTREME_ASPECT } from '../lint/image-fits'
import { makeBucketTable, type BucketOptions, type Size } from '../trainer/buckets'
import { bucketFitter, bucketOptions } from '../trainer/resolve-buckets'
import { describeImageFault } from './image-fault'
import { placeOf } from './neighbours'

/** How pictures of a folder come to their buckets. */
export interface CropBuckets {
  /** Off: every picture goes to the resolution. */
  readonly enabled: boolean
  readonly options: BucketOptions
  /** Every bucket, by width, then height. */
  readonly table: readonly Size[]
}

/** An image as the crop panel sees it. */
export interface CropData {
  readonly uri: string
  readonly name: string
  /** Name without suffix. */
  readonly stem: string
  /** Pixels as stored; null where `fault` tells why the image cannot be cropped. */
  readonly size: { readonly width: number; readonly height: number } | null
  readonly fault: string | null
  /** EXIF orientation, 1–8. */
  readonly orientation: number
  readonly bytes: number | null
  /** Text of its caption; null without one. */
  readonly caption: string | null
  /** Captions stand in one file for many images: crops get none. */
  readonly listed: boolean
  /** Names without suffix that files of the folder have. */
  readonly taken: readonly string[]
  readonly buckets: CropBuckets
  /** Place among the dataset's images, from 1, and the URIs of its neighbours. */
  readonly place: { readonly index: number; readonly total: number; readonly previous: string | null; readonly next: string | null } | null
}

export interface CropWording {
  readonly toUri: (path: string) => string
  readonly translate: (message: Message) => string
}

/** The sample and the image that a path of an image or a caption means. */
export function imageAt(dataset: Dataset, path: string): { readonly sample: Sample; readonly image: ImageFile } | undefined {
  const sample = dataset.sampleAt(path) ?? dataset.sampleOfCaption(path)
  const image = sample?.images.find((candidate) => candidate.path === path) ?? sample?.images[0]
  return sample && image ? { sample, image } : undefined
}

/** How pictures of a folder are trained. */
export function cropBuckets(dataset: Dataset, folder: string): CropBuckets {
  const { values } = dataset.settingsIn(folder)
  const options = bucketOptions(values)
  return { enabled: values['buckets.enabled'], options, table: makeBucketTable(options) }
}

export function describeCrop(dataset: Dataset, path: string, { toUri, translate }: CropWording): CropData | undefined {
  const found = imageAt(dataset, path)
  if (!found) return undefined
  const { sample, image } = found
  const { header, fault } = image
  const folder = folderOf(image.path)
  const place = placeOf(dataset, sample)
  const uriOf = (neighbour: Sample | undefined): string | null => (neighbour?.images[0] ? toUri(neighbour.images[0].path) : null)
  return {
    uri: toUri(image.path),
    name: nameOf(image.path),
    stem: stemOf(image.path),
    size: header && !fault ? { width: header.width, height: header.height } : null,
    fault: fault ? translate(describeImageFault(fault, nameOf(image.path))) : null,
    orientation: header?.orientation ?? 1,
    bytes: image.size ?? null,
    caption: captionTextOf(sample) ?? null,
    listed: sample.listed !== undefined && sample.caption === undefined,
    taken: [...new Set((dataset.contents.get(folder)?.names ?? []).map(stemOf))],
    buckets: cropBuckets(dataset, sample.folder),
    place: place ? { index: place.index, total: place.total, previous: uriOf(place.previous), next: uriOf(place.next) } : null,
  }
}

/** An image of a dataset, and what training makes of it. */
export interface PictureData {
  readonly uri: string
  readonly name: string
  /** Relative to the dataset. */
  readonly folder: string
  /** Pixels as stored. */
  readonly width: number
  readonly height: number
  readonly orientation: number
  /** As the header says: `png`, `jpg` … */
  readonly type: string
  readonly bytes: number
  /** The shape to crop it to: its bucket, or for one that is too long the nearest that is not. */
  readonly bucket: Size
  /** Share that its own bucket cuts off, 0–1. */
  readonly lost: number
  /** Above 1 the trainer enlarges it. */
  readonly scale: number
  /** Longer than 1:2. */
  readonly long: boolean
}

/** The images of samples that can be read, each file once. */
export function describePictures(dataset: Dataset, samples: Iterable<Sample>, toUri: (path: string) => string): readonly PictureData[] {
  const folders = new Map<string, { readonly fit: ReturnType<typeof bucketFitter>; readonly table: readonly Size[] }>()
  const found: PictureData[] = []
  for (const sample of samples) {
    const { values } = dataset.settingsIn(sample.folder)
    const folder = folders.get(sample.folder) ?? { fit: bucketFitter(values), table: makeBucketTable(bucketOptions(values)) }
    folders.set(sample.folder, folder)
    for (const { path, header, fault, size = 0 } of sample.images) {
      if (!header || fault) continue
      const { width, height, orientation, type } = header
      const fit = folder.fit([width, height])
      const long = aspectOf(fit) > EXTREME_ASPECT
      const bucket = (long ? shorterBucket(folder.table, [width, height], EXTREME_ASPECT) : undefined) ?? fit.bucket
      const names = { uri: toUri(path), name: nameOf(path), folder: relativePath(dataset.root, folderOf(path)) }
      found.push({ ...names, width, height, orientation, type, bytes: size, bucket, lost: fit.lost, scale: fit.scale, long })
    }
  }
  return found
}
