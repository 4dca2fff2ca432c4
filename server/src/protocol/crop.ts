import type { PixelArea, PixelSize } from '../base/image-transform'
import type { CropData, PictureData } from '../features/crop-data'
import type { PlannedChange } from './changes'

export type { CropBuckets, CropData, PictureData } from '../features/crop-data'
export type { PixelArea, PixelSize } from '../base/image-transform'
export { fitResolution, selectBucket, type BucketFit } from '../trainer/buckets'

/** `taglore/crop`: what the crop panel shows of an image. Null where there is no image of a dataset. */
export const CROP_REQUEST = 'taglore/crop'

export interface CropParams {
  /** An image, or its caption. */
  readonly uri: string
}

export type CropResult = CropData | null

/** How a picture is turned before it is cropped. */
export interface CropTurn {
  /** By its EXIF orientation. */
  readonly orient: boolean
  readonly turn: 0 | 90 | 180 | 270
  /** Degrees clockwise, -45 to 45. */
  readonly straighten: number
}

/** `taglore/planCrop`: cuts pictures out of images. */
export const PLAN_CROP_REQUEST = 'taglore/planCrop'

export interface PlanCropParams {
  readonly images: readonly CropImage[]
  /** `exclude`: originals go to `_excluded`; a crop of the same name takes their place. */
  readonly original: 'keep' | 'exclude'
  readonly workDoneToken?: string | number
}

export interface CropImage extends CropTurn {
  readonly uri: string
  readonly crops: readonly CropWish[]
}

export interface CropWish {
  /** Without suffix; one that is taken gets a number. */
  readonly name: string
  readonly area: PixelArea
  readonly resize?: PixelSize
  /** Text of the caption; null for none. `same`: that of the original. */
  readonly caption: string | null | { readonly same: true }
}

export type PlanCropResult = PlannedChange | null

/** `taglore/pictures`: the images of a dataset, or of some files and folders of it. */
export const PICTURES_REQUEST = 'taglore/pictures'

export interface PicturesParams {
  /** A file or folder of the dataset. */
  readonly uri: string
  /** Images, captions and folders; the whole dataset without it. */
  readonly within?: readonly string[]
}

export interface PicturesResult {
  /** URI; null outside a dataset. */
  readonly root: string | null
  readonly pictures: readonly PictureData[]
}

/** Extension → page. */
export type CropMessage =
  | { readonly kind: 'show'; readonly data: CropData; readonly picture: CropPicture }
  | { readonly kind: 'done' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** Where the page gets a picture from. */
export interface CropPicture {
  /** Null where there is none: `fault` tells why. */
  readonly address: string | null
  readonly fault: string | null
  /** The address gives pixels as stored; else the browser turns them by EXIF. */
  readonly stored: boolean
}

/** Page → extension. */
export type CropAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'image-failed' }
  | { readonly kind: 'apply'; readonly image: CropImage; readonly original: 'keep' | 'exclude' }
  | { readonly kind: 'go'; readonly to: 'next' | 'previous' }

/** What is asked, and what comes back. */
export interface CropRequests {
  readonly [CROP_REQUEST]: readonly [CropParams, CropResult]
  readonly [PICTURES_REQUEST]: readonly [PicturesParams, PicturesResult]
  readonly [PLAN_CROP_REQUEST]: readonly [PlanCropParams, PlanCropResult]
}
