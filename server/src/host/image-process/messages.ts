import type { ImageTransform } from '../../base/image-transform'
import type { PixelFacts } from '../../dataset/pixel-facts'

/** What the image process can be asked for. Paths are absolute. */
export type ImageJob =
  /** A WebP of which `size` is the longest side in pixels, never larger than the picture: `Uint8Array`. */
  | { readonly kind: 'thumbnail'; readonly path: string; readonly size: number }
  | { readonly kind: 'facts'; readonly path: string }
  /** `to`: a new file to write instead of giving the bytes; the job fails where the name is taken. */
  | { readonly kind: 'transform'; readonly path: string; readonly transform: ImageTransform; readonly to?: string }

/** `bytes` are empty where a file was written. */
export interface TransformedImage {
  readonly bytes: Uint8Array
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** What each kind of job gives. */
export interface ImageAnswers {
  readonly thumbnail: Uint8Array
  readonly facts: PixelFacts
  readonly transform: TransformedImage
}

/** Parent → image process. */
export type ImageRequest = ImageJob & { readonly id: number }

/** Image process → parent. */
export type ImageReply =
  | { readonly id: number; readonly ok: true; readonly answer: ImageAnswers[ImageJob['kind']] }
  | { readonly id: number; readonly ok: false; readonly failure: 'undecodable' | 'unavailable'; readonly message: string }
