import type { PreviewData } from '../features/preview-data'

export type { Neighbour, PreviewBucket, PreviewChip, PreviewData, PreviewImage, PreviewProblem, PreviewTrained } from '../features/preview-data'

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

/** Extension → page. */
export type PreviewMessage =
  | { readonly kind: 'show'; readonly data: PreviewData; readonly sources: PreviewSources; readonly active: ActiveChip }
  | { readonly kind: 'active'; readonly active: ActiveChip }
  /** Something else is about to be shown; what is there stays, dimmed, until then. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'empty'; readonly reason: 'no-caption' | 'not-file' | 'starting' }
  | { readonly kind: 'failed'; readonly message: string }

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
  | { readonly kind: 'ready' }
  | { readonly kind: 'select-chip'; readonly index: number }
  | { readonly kind: 'remove-chip'; readonly index: number }
  | { readonly kind: 'move-chip'; readonly index: number; readonly to: 'left' | 'right' | { readonly before: number } }
  | { readonly kind: 'go'; readonly to: 'next' | 'previous' }
  | { readonly kind: 'open-caption' }
  | { readonly kind: 'open-trained' }
  | { readonly kind: 'open-problem'; readonly index: number }
  | { readonly kind: 'fix-problem'; readonly index: number }
  | { readonly kind: 'open-rule'; readonly rule: string }
  /** The page could not show the image at this URI: the extension answers with what is wrong, or with a picture it can show. */
  | { readonly kind: 'image-failed'; readonly uri: string }
  | { readonly kind: 'focus-editor' }
