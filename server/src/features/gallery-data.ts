import type { Level } from '../base/level'
import type { TagCategory } from '../tags/record'

export const GALLERY_GROUPS = ['none', 'concept', 'bucket', 'tag', 'problem'] as const
export type GalleryGrouping = (typeof GALLERY_GROUPS)[number]

export const GALLERY_SORTS = ['name', 'tags', 'size', 'problems', 'date'] as const
export type GallerySorting = (typeof GALLERY_SORTS)[number]

export interface GalleryWish {
  /** TagGUI's filter language; everything for an empty text. */
  readonly query: string
  readonly group: GalleryGrouping
  readonly sort: GallerySorting
  readonly descending: boolean
}

/** Every image that a query finds, in the order in which a gallery shows them. */
export interface GalleryList {
  /** Images of the dataset. */
  readonly total: number
  /** Relative to the dataset, with `/`; absolute for folders outside. Each once. */
  readonly images: readonly string[]
  /** Places in `images`, group after group: an image stands in each of its groups. Null where each stands once, in the order of `images`. */
  readonly order: readonly number[] | null
  /** None for a list without groups. */
  readonly groups: readonly GalleryGroup[]
  /** Rarer groups that are not listed. */
  readonly leftOut: number
}

export interface GalleryGroup {
  readonly key: string
  readonly title: string
  /** What the title alone does not say; '' for nothing. */
  readonly detail: string
  readonly images: number
}

/** What a cell of the gallery shows beside the picture. */
export interface GalleryItem {
  /** As in the list. */
  readonly image: string
  readonly name: string
  /** The beginning of what is written; null without a caption. */
  readonly caption: string | null
  readonly tags: number
  /** Pixels; null where the header cannot be read. */
  readonly size: { readonly width: number; readonly height: number } | null
  readonly bucket: { readonly width: number; readonly height: number } | null
  readonly concept: string | null
  readonly repeats: number | null
  /** Worst level of its problems. */
  readonly level: Level | null
  /** Sentences, the worst first; not all where there are many. */
  readonly problems: readonly string[]
  readonly problemCount: number
  /** Bytes of the file: another number is another picture. */
  readonly stamp: number
}

/** The tags of a selection of images. */
export interface GalleryTags {
  /** Captions of the selection: images of one stem share theirs. */
  readonly captions: number
  readonly all: readonly GalleryTag[]
  readonly some: readonly GalleryTag[]
  /** Frequent in the dataset, in none of the captions. */
  readonly none: readonly GalleryTag[]
}

export interface GalleryTag {
  readonly key: string
  readonly text: string
  /** Captions of the selection that carry it. */
  readonly captions: number
  /** Captions of the dataset. */
  readonly total: number
  readonly category: TagCategory | null
  readonly translation: string | null
  readonly trigger: boolean
}
