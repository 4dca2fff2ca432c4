import type { SheetAction } from '../changes/plans/edit-concept'
import type { ConceptChoice, ConceptSheet } from '../features/concept-sheet-data'
import type { UsedGroup } from '../features/used-groups'

export type { UsedGroup } from '../features/used-groups'
export type { SheetAction } from '../changes/plans/edit-concept'
export type { ConceptChoice, ConceptPicture, ConceptProposal, ConceptRow, ConceptSection, ConceptSheet } from '../features/concept-sheet-data'

/** `taglore/concepts`: the concepts of the dataset that a file or folder belongs to. */
export const CONCEPTS_REQUEST = 'taglore/concepts'

export interface ConceptsParams {
  readonly uri: string
}

export interface ConceptsResult {
  /** URI; null outside a dataset. */
  readonly root: string | null
  readonly concepts: readonly ConceptChoice[]
  /** Name of the one that the file or folder belongs to; null for the dataset's own folder. */
  readonly at: string | null
}

/** `taglore/conceptSheet`: the identity sheet of a concept. Null where there is no such concept. */
export const CONCEPT_SHEET_REQUEST = 'taglore/conceptSheet'

export interface ConceptSheetParams {
  /** Any file of the dataset. */
  readonly uri: string
  /** Its name. */
  readonly concept: string
}

/** `taglore/conceptEffect`: what decisions on a sheet would change; nothing is kept of it. They are carried out by `taglore/refactor`. */
export const CONCEPT_EFFECT_REQUEST = 'taglore/conceptEffect'

export interface ConceptEffectParams extends ConceptSheetParams {
  readonly actions: readonly SheetAction[]
}

export interface ConceptEffect {
  /** What is wrong with the decisions, in the user's language. */
  readonly fault: string | null
  /** Captions that change. */
  readonly captions: number
  /** `taglore.json` changes too. */
  readonly settings: boolean
}

/** `taglore/usedGroups`: the groups of the vocabulary that a dataset has tags of. */
export const USED_GROUPS_REQUEST = 'taglore/usedGroups'

export interface UsedGroupsParams {
  /** Any file of the dataset, or its folder. */
  readonly uri: string
}

export interface UsedGroupsResult {
  readonly groups: readonly UsedGroup[]
}

/** A small picture of an image; `data` is null where there is none, and `message` tells why. */
export interface ConceptThumbnail {
  readonly image: string
  readonly data: string | null
  readonly message: string | null
}

/** Extension → page. */
export type ConceptMessage =
  | { readonly kind: 'show'; readonly sheet: ConceptSheet }
  | { readonly kind: 'effect'; readonly effect: ConceptEffect }
  | { readonly kind: 'thumbnail'; readonly thumbnail: ConceptThumbnail }
  /** The decisions have been carried out. */
  | { readonly kind: 'done' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. */
export type ConceptAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'effect'; readonly actions: readonly SheetAction[] }
  | { readonly kind: 'preview'; readonly actions: readonly SheetAction[] }
  | { readonly kind: 'thumbnails'; readonly images: readonly string[] }
  /** Index of a picture of the sheet. */
  | { readonly kind: 'open'; readonly picture: number }
  | { readonly kind: 'command'; readonly command: ConceptCommand; readonly folder: string | null }
  | { readonly kind: 'again' }

/** Commands that the page offers for the concept, or for one of its folders. */
export type ConceptCommand = 'setTrigger' | 'removeTagsByCategory' | 'pruneImpliedTags' | 'unifySpelling'

/** What is asked, and what comes back. */
export interface ConceptRequests {
  readonly [CONCEPTS_REQUEST]: readonly [ConceptsParams, ConceptsResult]
  readonly [CONCEPT_SHEET_REQUEST]: readonly [ConceptSheetParams, ConceptSheet | null]
  readonly [CONCEPT_EFFECT_REQUEST]: readonly [ConceptEffectParams, ConceptEffect]
  readonly [USED_GROUPS_REQUEST]: readonly [UsedGroupsParams, UsedGroupsResult]
}
