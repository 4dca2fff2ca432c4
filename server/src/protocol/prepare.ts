import type { PrepareOptions } from '../changes/prepare-images'
import type { PictureData } from '../features/crop-data'
import type { PlannedChange } from './changes'
import type { CropImage } from './crop'

export type { PrepareFormat, PrepareOptions } from '../changes/prepare-images'
export type { PictureData } from '../features/crop-data'

/** `taglore/prepareSample`: what an image would become. */
export const PREPARE_SAMPLE_REQUEST = 'taglore/prepareSample'

export interface PrepareSampleParams {
  readonly uri: string
  readonly options: PrepareOptions
}

/** Measured by making the picture; null where it stays as it is, `message` where it cannot be made. */
export interface PrepareSampleResult {
  readonly made: { readonly bytes: number; readonly width: number; readonly height: number } | null
  readonly message: string | null
}

/** `taglore/planPrepare`: converts, scales and cleans images. */
export const PLAN_PREPARE_REQUEST = 'taglore/planPrepare'

export interface PlanPrepareParams {
  readonly uris: readonly string[]
  readonly options: PrepareOptions
  readonly workDoneToken?: string | number
}

/** `taglore/upscale`: hands images to the user's own tool (`taglore.tools.upscale`) and plans the change that its pictures make. */
export const UPSCALE_REQUEST = 'taglore/upscale'

export interface UpscaleParams {
  readonly uris: readonly string[]
  readonly workDoneToken?: string | number
}

export interface UpscaleResult {
  /** Why there is no picture at all, in the user's language. */
  readonly fault: string | null
  readonly change: PlannedChange | null
}

export type PrepareTask = 'buckets' | 'convert' | 'upscale'

export interface PrepareThumbnail {
  readonly image: string
  readonly data: string | null
  readonly message: string | null
}

/** Extension → page. */
export type PrepareMessage =
  | { readonly kind: 'show'; readonly pictures: readonly PictureData[]; readonly scope: string; readonly task: PrepareTask | null; readonly upscaler: string | null; readonly trusted: boolean }
  | { readonly kind: 'thumbnail'; readonly thumbnail: PrepareThumbnail }
  | { readonly kind: 'sample'; readonly uri: string; readonly key: string; readonly result: PrepareSampleResult }
  | { readonly kind: 'done' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. */
export type PrepareAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'thumbnails'; readonly images: readonly string[] }
  /** `key` names the options, so that answers to older ones are told apart. */
  | { readonly kind: 'samples'; readonly uris: readonly string[]; readonly options: PrepareOptions; readonly key: string }
  | { readonly kind: 'crop'; readonly images: readonly CropImage[] }
  | { readonly kind: 'convert'; readonly uris: readonly string[]; readonly options: PrepareOptions }
  | { readonly kind: 'upscale'; readonly uris: readonly string[] }
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'settings' }

/** What is asked, and what comes back. */
export interface PrepareRequests {
  readonly [PREPARE_SAMPLE_REQUEST]: readonly [PrepareSampleParams, PrepareSampleResult]
  readonly [PLAN_PREPARE_REQUEST]: readonly [PlanPrepareParams, PlannedChange | null]
  readonly [UPSCALE_REQUEST]: readonly [UpscaleParams, UpscaleResult]
}
