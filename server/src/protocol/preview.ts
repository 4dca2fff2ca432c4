import type { Neighbour, PreviewData, PreviewImage, PreviewReview } from '../features/preview-data'
import type { FieldTag, TagWish } from './captions'

export type { Neighbour, PreviewBucket, PreviewChip, PreviewData, PreviewImage, PreviewProblem, PreviewReview, PreviewTrained } from '../features/preview-data'

export { MOST_CHIPS } from '../features/preview-data'

export type { TagCategory } from '../tags/record'

/** `taglore/preview`: what the preview panel shows for a caption or an image. */
export const PREVIEW_REQUEST = 'taglore/preview'

export interface PreviewParams {
  /** URI of a caption or of an image. */
  readonly uri: string
}

/** `taglore/trainedText`: what the trainer makes of the caption at a URI, or of that of the image there, as a text with notes. Null for what is neither. */
export const TRAINED_TEXT_REQUEST = 'taglore/trainedText'

export interface TrainedTextParams {
  readonly uri: string
}

export interface TrainedTextResult {
  readonly text: string
}

/** `taglore/markReviewed`: marks an image as looked at, or takes the mark away. Kept beside the caches, never in the dataset. Null outside a dataset. */
export const MARK_REVIEWED_REQUEST = 'taglore/markReviewed'

export interface MarkReviewedParams {
  /** URI of a caption or an image. */
  readonly uri: string
  readonly reviewed: boolean
}

export type MarkReviewedResult = PreviewReview | null

/** `taglore/imageList`: the images of a dataset in their order; those that a query finds. */
export const IMAGE_LIST_REQUEST = 'taglore/imageList'

export interface ImageListParams {
  /** Any file of the dataset. */
  readonly uri: string
  /** A query; all images without it. */
  readonly where: string | null
}

export interface ImageListResult {
  readonly images: readonly ListedImage[]
  /** Images of the dataset. */
  readonly total: number
  /** What is wrong with the query, in the user's language, and where: offsets in its text. */
  readonly fault: { readonly message: string; readonly start: number; readonly end: number } | null
}

export interface ListedImage extends Neighbour {
  readonly image: string
  /** Its file name, and its folder relative to the dataset's. */
  readonly name: string
  readonly folder: string
}

/** Extension → page. */
export type PreviewMessage =
  /** `typed`: the caption's text where it is newer than what the data tell. */
  | { readonly kind: 'show'; readonly data: PreviewData; readonly typed: string | null; readonly sources: PreviewSources; readonly active: ActiveChip; readonly filter: PreviewFilter | null; readonly pinned: boolean }
  | { readonly kind: 'compare'; readonly compared: PreviewCompared | null }
  | { readonly kind: 'completion'; readonly question: number; readonly tags: readonly FieldTag[] }
  /** Addresses of pictures that are likely to be wanted next. */
  | { readonly kind: 'ahead'; readonly addresses: readonly string[] }
  | { readonly kind: 'active'; readonly active: ActiveChip }
  /** What was typed a moment ago in the caption that is shown; `show` follows with what there is to say of it. */
  | { readonly kind: 'typed'; readonly text: string }
  /** What taggers have said of the image that is shown; behind `show`. */
  | { readonly kind: 'scores'; readonly scores: readonly PreviewScore[] }
  /** Something else is about to be shown; what is there stays, dimmed, until then. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'empty'; readonly reason: 'no-caption' | 'not-file' | 'starting' }
  | { readonly kind: 'failed'; readonly message: string }

/** A query that the page goes by: next and previous lead to images that it found. */
export interface PreviewFilter {
  readonly query: string
  /** Place of the image among them, from 1; 0 where it is none of them. */
  readonly index: number
  readonly total: number
}

/** An image beside the one that is shown. */
export interface PreviewCompared {
  readonly image: PreviewImage
  readonly address: string
}

/** A tag as taggers see it, with the highest of their scores. */
export interface PreviewScore {
  readonly name: string
  readonly score: number
  readonly sure: boolean
}

/** Index of the chip that the caret is in; -1 for none. */
export type ActiveChip = number

/** What the page may load, by the URIs in the data. */
export interface PreviewSources {
  /** Addresses of images. */
  readonly images: Readonly<Record<string, string>>
  /** Why there is no address, a sentence. */
  readonly faults: Readonly<Record<string, string>>
}

/** Page → extension. */
export type PreviewAction =
  /** What the page has kept over a reload. */
  | { readonly kind: 'ready'; readonly pinned: boolean; readonly filter: string; readonly compared: string }
  | { readonly kind: 'select-chip'; readonly index: number }
  | { readonly kind: 'edit-tags'; readonly wish: TagWish }
  | { readonly kind: 'edit-quick' }
  /** `question`: comes back with the answer. */
  | { readonly kind: 'complete'; readonly question: number; readonly typed: string; readonly tag: number | null }
  | { readonly kind: 'go'; readonly to: PreviewDirection }
  | { readonly kind: 'filter' }
  | { readonly kind: 'compare'; readonly wanted: boolean }
  | { readonly kind: 'review'; readonly reviewed: boolean }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'own-window' }
  | { readonly kind: 'open-caption' }
  | { readonly kind: 'open-trained' }
  | { readonly kind: 'open-problem'; readonly index: number }
  | { readonly kind: 'fix-problem'; readonly index: number }
  | { readonly kind: 'open-rule'; readonly rule: string }
  /** The page could not show the image at this URI: the extension answers with what is wrong, or with a picture it can show. */
  | { readonly kind: 'image-failed'; readonly uri: string }
  | { readonly kind: 'focus-editor' }

export type PreviewDirection = 'next' | 'previous' | 'next-uncaptioned' | 'next-problem' | 'next-unreviewed'

/** What is asked, and what comes back. */
export interface PreviewRequests {
  readonly [PREVIEW_REQUEST]: readonly [PreviewParams, PreviewData]
  readonly [MARK_REVIEWED_REQUEST]: readonly [MarkReviewedParams, MarkReviewedResult]
  readonly [IMAGE_LIST_REQUEST]: readonly [ImageListParams, ImageListResult]
  readonly [TRAINED_TEXT_REQUEST]: readonly [TrainedTextParams, TrainedTextResult | null]
}
