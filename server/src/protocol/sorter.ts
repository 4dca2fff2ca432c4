import type { SorterList } from '../features/sorter-data'
import type { GalleryItem, GalleryThumbnail } from './gallery'

export type { SorterList, SorterTag } from '../features/sorter-data'

/** `taglore/sorter`: which images of a dataset, or of a part of it, have a tag and which lack it. */
export const SORTER_REQUEST = 'taglore/sorter'

export interface SorterParams {
  /** Any file of the dataset, or its folder. */
  readonly uri: string
  /** In any spelling. */
  readonly tag: string
  /** URIs of images and folders; null for the whole dataset. */
  readonly within: readonly string[] | null
  /** The digest of the list that the client has: it is not sent again while it is the same. */
  readonly known?: string
}

export interface SorterResult {
  /** URI of the dataset; null where there is none. */
  readonly root: string | null
  readonly digest: string
  /** Null where it is the one that the client has, with a fault, or without a dataset. */
  readonly list: SorterList | null
  /** Why the text is no tag, in the user's language. */
  readonly fault: string | null
}

/** What somebody has sorted so far: kept with the window, and over the closing of the tab. Images are named as the list names them. */
export interface SorterProgress {
  /** Images that were moved and are not written yet: whether they get the tag or lose it. */
  readonly moves: readonly (readonly [image: string, has: boolean])[]
  /** Images that were looked at. */
  readonly seen: readonly string[]
}

export const NO_PROGRESS: SorterProgress = { moves: [], seen: [] }

/** Extension → page. */
export type SorterMessage =
  /** `part`: what the images are a part of, in words; '' for the whole dataset. `progress` is of this tag: given once, where the list is not the page's own again. */
  | { readonly kind: 'show'; readonly list: SorterList; readonly part: string; readonly progress: SorterProgress | null }
  /** Nothing that the page shows has changed but what stands beside the pictures. */
  | { readonly kind: 'same' }
  | { readonly kind: 'items'; readonly items: readonly GalleryItem[] }
  | { readonly kind: 'thumbnails'; readonly thumbnails: readonly GalleryThumbnail[] }
  /** The moves were written; null where they were not, or were undone. */
  | { readonly kind: 'done'; readonly words: string | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. */
export type SorterAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'again' }
  | { readonly kind: 'items'; readonly images: readonly string[] }
  /** Every picture that is wanted now, the most wanted first; what was asked for before and is not among them is given up. */
  | { readonly kind: 'thumbnails'; readonly images: readonly string[]; readonly size: number }
  | { readonly kind: 'progress'; readonly progress: SorterProgress }
  /** Writes the moves as one change; with `list` after a list of the captions. */
  | { readonly kind: 'apply'; readonly list: boolean }
  /** Another tag for the same images. */
  | { readonly kind: 'tag' }
  /** The whole dataset in place of a part. */
  | { readonly kind: 'whole' }
  /** The image that commands are about. */
  | { readonly kind: 'select'; readonly image: string | null }
  | { readonly kind: 'open'; readonly image: string; readonly what: 'caption' | 'image' }
  | { readonly kind: 'undo' }

/** What is asked, and what comes back. */
export interface SorterRequests {
  readonly [SORTER_REQUEST]: readonly [SorterParams, SorterResult]
}
