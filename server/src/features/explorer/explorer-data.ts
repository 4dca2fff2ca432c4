import type { Level } from '../../base/level'

export interface ExplorerDataset {
  /** URI. */
  readonly root: string
  readonly name: string
  /** In the user's language; null for a folder without a layout. */
  readonly format: string | null
  /** Why this format, where it was chosen or several fit. */
  readonly formatReason: string | null
  readonly goal: string
  readonly model: string
  readonly images: number
  /** Images that the filter finds; all without one. */
  readonly shown: number
  readonly uncaptioned: number
  readonly excluded: number
}

export interface ExplorerConcept {
  /** URI of its folder. */
  readonly folder: string
  readonly name: string
  /** The folder relative to the dataset. */
  readonly relative: string
  readonly repeats: number
  readonly regularization: boolean
  readonly triggers: readonly string[]
  readonly images: number
  readonly shown: number
  readonly uncaptioned: number
}

export interface ExplorerImage {
  /** URI. */
  readonly uri: string
  readonly name: string
  /** URI, also of one that is not there yet; null where captions stand in one file. */
  readonly caption: string | null
  readonly hasCaption: boolean
  /** What its caption says, shortened. */
  readonly text: string
  readonly tags: number
  /** Problems of the image and its caption. */
  readonly problems: number
  readonly level: Level | null
  /** The worst, a sentence each. */
  readonly messages: readonly string[]
}

/** Things between two of them, in order. */
export interface ExplorerPage {
  readonly page: number
  readonly count: number
  readonly first: string
  readonly last: string
}

export interface ExplorerTag {
  readonly key: string
  /** As the dataset spells it most. */
  readonly text: string
  /** Null where there is none. */
  readonly translation: string | null
  readonly group: TagGroup
  /** Captions that carry it. */
  readonly captions: number
  /** Those of them that the filter finds; all without one. */
  readonly shown: number
}

/** In the order in which people of this field read them. */
export const TAG_GROUPS = ['trigger', 'count', 'character', 'copyright', 'artist', 'general', 'meta', 'unknown'] as const
export type TagGroup = (typeof TAG_GROUPS)[number]

export interface ExplorerTagGroup {
  readonly group: TagGroup
  /** In the user's language. */
  readonly title: string
  /** Different tags. */
  readonly tags: number
}

export const IMAGE_ORDERS = ['name', 'problems', 'tags'] as const
/** `problems`: worst first; `tags`: fewest first. */
export type ImageOrder = (typeof IMAGE_ORDERS)[number]

/** `count`: most used first. */
export type TagOrder = 'count' | 'name'

/** Rows that one level of a tree holds; more are parted into pages. */
export const PAGE = 500
