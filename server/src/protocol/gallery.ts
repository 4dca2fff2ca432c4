import type { QueryItem } from '../features/complete-query'
import type { GalleryItem, GalleryList, GalleryTags, GalleryWish } from '../features/gallery-data'
import type { QuickTag } from '../features/status-data'
import type { PlannedChange } from './changes'

export type { QueryItem } from '../features/complete-query'
export type { GalleryGroup, GalleryGrouping, GalleryItem, GalleryList, GallerySorting, GalleryTag, GalleryTags, GalleryWish } from '../features/gallery-data'
export { GALLERY_GROUPS, GALLERY_SORTS } from '../features/gallery-data'

/** `taglore/gallery`: the images that a gallery shows, in their order. May be cancelled, and tells its progress at `workDoneToken`. */
export const GALLERY_REQUEST = 'taglore/gallery'

export interface GalleryParams extends GalleryWish {
  /** Any file of the dataset, or its folder. */
  readonly uri: string
  /** The digest of the list that the client has: it is not sent again while it is the same. */
  readonly known?: string
  readonly workDoneToken?: string | number
}

export interface GalleryResult {
  /** URI of the dataset; null where there is none. */
  readonly root: string | null
  readonly digest: string
  /** Null where it is the one that the client has, or the query is wrong. */
  readonly list: GalleryList | null
  readonly fault: QueryFault | null
  /** Of the keys 1 to 9, in their order. */
  readonly quickTags: readonly QuickTag[]
}

/** What is wrong with a query, in the user's language, and the characters it is about. */
export interface QueryFault {
  readonly message: string
  readonly start: number
  readonly end: number
}

/** `taglore/galleryItems`: what stands beside the pictures. Images that are gone are left out. */
export const GALLERY_ITEMS_REQUEST = 'taglore/galleryItems'

export interface GalleryImagesParams {
  /** The dataset, as `taglore/gallery` names it. */
  readonly root: string
  /** As the list names them. */
  readonly images: readonly string[]
}

/** `taglore/galleryTags`: the tags of a selection. */
export const GALLERY_TAGS_REQUEST = 'taglore/galleryTags'

/** `taglore/completeQuery`: what may stand in a query at the caret; nothing is searched, as `taglore/query` does. */
export const COMPLETE_QUERY_REQUEST = 'taglore/completeQuery'

export interface CompleteQueryParams {
  /** Any file of the dataset, or its folder. */
  readonly uri: string
  readonly text: string
  readonly offset: number
}

export interface CompleteQueryResult {
  /** What an item stands in place of. */
  readonly start: number
  readonly end: number
  readonly items: readonly QueryItem[]
}

/** `taglore/planMove`: moves images, with all that belongs to them, to the folder of another concept. Null where there is nothing to move. */
export const MOVE_REQUEST = 'taglore/planMove'

export interface MoveParams {
  /** Images, captions, and folders of them. */
  readonly uris: readonly string[]
  /** The folder. */
  readonly to: string
}

/** `taglore/planRepeats`: gives the folders of images other repeats, where the trainer reads them. */
export const REPEATS_REQUEST = 'taglore/planRepeats'

export interface RepeatsParams {
  readonly uris: readonly string[]
  readonly repeats: number
}

export interface RepeatsResult {
  /** Why there is no plan, in the user's language. */
  readonly fault: string | null
  readonly change: PlannedChange | null
}

/** `taglore/planDelete`: deletes images with all that belongs to them. Null where there is nothing to delete. */
export const DELETE_REQUEST = 'taglore/planDelete'

export interface DeleteParams {
  readonly uris: readonly string[]
}

/** Images of a list: from one place to another, both included. */
export type Ranges = readonly (readonly [from: number, to: number])[]

/** A picture of an image; `data` is null where there is none, and `message` tells why. */
export interface GalleryThumbnail {
  readonly image: string
  /** Longest side in pixels that was asked for. */
  readonly size: number
  readonly data: string | null
  readonly message: string | null
}

/** Extension → page. */
export type GalleryMessage =
  /** `list` is null where it is the one that the page has; what stands beside the pictures may be new all the same. */
  | { readonly kind: 'show'; readonly title: string; readonly digest: string; readonly list: GalleryList | null; readonly fault: QueryFault | null; readonly wish: GalleryWish; readonly quickTags: readonly QuickTag[] }
  | { readonly kind: 'items'; readonly items: readonly GalleryItem[] }
  | { readonly kind: 'thumbnails'; readonly thumbnails: readonly GalleryThumbnail[] }
  | { readonly kind: 'tags'; readonly asked: number; readonly tags: GalleryTags }
  | { readonly kind: 'completion'; readonly asked: number; readonly completion: CompleteQueryResult }
  /** A change of the selection was carried out; null where it was undone or left. */
  | { readonly kind: 'done'; readonly words: string | null }
  | { readonly kind: 'waiting'; readonly words: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. */
export type GalleryAction =
  /** `digest`: of the list that the page has. */
  | { readonly kind: 'ready'; readonly wish: GalleryWish }
  | { readonly kind: 'list'; readonly wish: GalleryWish; readonly digest: string }
  | { readonly kind: 'items'; readonly images: readonly string[] }
  /** Every picture that is wanted now, the most wanted first; what was asked for before and is not among them is given up. */
  | { readonly kind: 'thumbnails'; readonly images: readonly string[]; readonly size: number }
  /** Places in the list's `images`. */
  | { readonly kind: 'select'; readonly digest: string; readonly ranges: Ranges; readonly current: number | null }
  | { readonly kind: 'tags'; readonly asked: number }
  | { readonly kind: 'complete'; readonly asked: number; readonly text: string; readonly offset: number }
  /** Adds a tag to all captions of the selection, or takes it out of them. */
  | { readonly kind: 'tag'; readonly tag: string; readonly on: boolean }
  /** Gives the selection a quick tag, or takes it away where all have it; by its place, from 0. */
  | { readonly kind: 'quick'; readonly place: number }
  | { readonly kind: 'edit-quick' }
  /** Pictures that were dropped or pasted; `at` is the image that they came down on, or beside which they were pasted. */
  | { readonly kind: 'incoming'; readonly files: readonly { readonly name: string; readonly bytes: ArrayBuffer }[]; readonly uris: readonly string[]; readonly at: string | null }
  | { readonly kind: 'open'; readonly image: string; readonly what: 'caption' | 'image' }
  | { readonly kind: 'command'; readonly command: GalleryCommand }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'undo' }

/** Commands that the page offers for its selection. */
export type GalleryCommand =
  | 'addTags' | 'removeTagEverywhere' | 'renameTagEverywhere' | 'replaceInTags' | 'mergeTags' | 'moveToConcept' | 'setRepeats' | 'excludeImages' | 'deleteImages'

/** What is asked, and what comes back. */
export interface GalleryRequests {
  readonly [GALLERY_REQUEST]: readonly [GalleryParams, GalleryResult]
  readonly [GALLERY_ITEMS_REQUEST]: readonly [GalleryImagesParams, readonly GalleryItem[]]
  readonly [GALLERY_TAGS_REQUEST]: readonly [GalleryImagesParams, GalleryTags]
  readonly [COMPLETE_QUERY_REQUEST]: readonly [CompleteQueryParams, CompleteQueryResult]
  readonly [MOVE_REQUEST]: readonly [MoveParams, PlannedChange | null]
  readonly [REPEATS_REQUEST]: readonly [RepeatsParams, RepeatsResult]
  readonly [DELETE_REQUEST]: readonly [DeleteParams, PlannedChange | null]
}
