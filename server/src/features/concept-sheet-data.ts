import type { TagSection } from '../changes/tag-section'
import type { TagCategory } from '../tags/record'

/** A concept to choose: the folders of one character with all its outfits, or one folder. */
export interface ConceptChoice {
  /** Names the concept in requests. */
  readonly name: string
  /** As people call the whole: what its folders share. */
  readonly title: string
  /** URIs. */
  readonly folders: readonly string[]
  readonly images: number
  readonly triggers: readonly string[]
}

/** The identity sheet as a page shows it. */
export interface ConceptSheet {
  /** URI of the dataset's root. */
  readonly root: string
  readonly concept: string
  readonly title: string
  /** URIs of the folders that belong to it, in order. */
  readonly folders: readonly string[]
  readonly goal: string
  readonly strategy: 'bake' | 'keep'
  readonly triggers: readonly { readonly text: string; readonly declared: boolean }[]
  readonly images: number
  /** Null where the folders differ. */
  readonly repeats: number | null
  /** Images × repeats. */
  readonly effective: number
  /** Captions with tags. */
  readonly captions: number
  /** What rows show pictures of, by index. */
  readonly pictures: readonly ConceptPicture[]
  /** The triggers, parts of the picture, the outfits. */
  readonly sections: readonly ConceptSection[]
}

export interface ConceptPicture {
  readonly name: string
  /** URIs. */
  readonly image: string | null
  readonly caption: string | null
}

export interface ConceptSection {
  readonly id: TagSection | 'trigger' | 'outfit'
  /** In the user's language; of an outfit, its name. */
  readonly title: string
  readonly outfit: ConceptOutfit | null
  /** Most used first. */
  readonly rows: readonly ConceptRow[]
}

/** A folder beside others of the same character: its rows are what sets it apart from them. */
export interface ConceptOutfit {
  /** As decisions name it. */
  readonly folder: string
  readonly uri: string
  readonly captions: number
  /** What its tags would be baked into; null without a trigger. */
  readonly trigger: string | null
}

export interface ConceptRow {
  readonly key: string
  readonly text: string
  readonly category: TagCategory | null
  readonly translation: string | null
  /** Captions that carry it, of those of the concept or the outfit. */
  readonly captions: number
  /** Of an outfit: the highest share among its siblings, 0–1. */
  readonly elsewhere: number | null
  /** Indexes of pictures with it and without it: the first few. */
  readonly with: readonly number[]
  readonly without: readonly number[]
  readonly trigger: boolean
  readonly kept: boolean
  /** Other names of the same, or tags that it is mixed up with: as spelled, most used first. */
  readonly rivals: readonly { readonly text: string; readonly captions: number }[]
  readonly proposal: ConceptProposal | null
}

/** What a rule would do; nothing is decided by it. */
export interface ConceptProposal {
  readonly kind: 'bake' | 'unify'
  /** For `unify`: the name that stays. */
  readonly to: string | null
  /** A sentence in the user's language. */
  readonly reason: string
}
