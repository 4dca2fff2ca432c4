import type { RefactorScope } from './refactor'
import type { MergeChoice, ReviewCounts, ReviewResult, ReviewTag, ReviewTagResult, TagDecisions, Thresholds } from './tagging'

/** What is reviewed, and how it is merged: kept with the window for each dataset. */
export interface ReviewSetup {
  readonly scope: RefactorScope
  /** By name. */
  readonly taggers: readonly string[]
  readonly merge: MergeChoice
  readonly order: 'append' | 'category'
  /** Share of the way from its threshold to 1 from which a tag is sure. */
  readonly sureFrom: number
  readonly decisions: TagDecisions
}

/** The setup of whoever reviews for the first time: general 0.35, characters 0.85 (trainer-facts § 8.3). */
export const USUAL_SETUP: ReviewSetup = {
  scope: { kind: 'dataset' },
  taggers: [],
  merge: { method: 'union', thresholds: { categories: { general: 0.35, character: 0.85, copyright: 0.85, artist: 0.85 } }, caption: 'keep', ratings: 'leave-out', characters: 'tag' },
  order: 'append',
  sureFrom: 0.5,
  decisions: {},
}

/** From the extension to the page of the review. */
export type ReviewMessage =
  | { readonly kind: 'show'; readonly title: string; readonly setup: ReviewSetup; readonly review: ReviewResult }
  | { readonly kind: 'counts'; readonly counts: ReviewCounts }
  | { readonly kind: 'image'; readonly uri: string; readonly tags: readonly ReviewTag[] }
  | { readonly kind: 'tag'; readonly key: string; readonly tagger: string; readonly from: number; readonly found: ReviewTagResult }
  | { readonly kind: 'thumbnail'; readonly image: string; readonly size: number; readonly data: string | null; readonly message: string | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** From the page to the extension. */
export type ReviewAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'again' }
  /** While a slider moves. */
  | { readonly kind: 'counts'; readonly thresholds: Thresholds; readonly sureFrom: number }
  /** Merges anew. */
  | { readonly kind: 'merge'; readonly merge: MergeChoice; readonly sureFrom: number }
  | { readonly kind: 'order'; readonly order: ReviewSetup['order'] }
  | { readonly kind: 'decide'; readonly decisions: TagDecisions }
  | { readonly kind: 'image'; readonly uri: string }
  /** `tagger`: empty for all together. */
  | { readonly kind: 'tag'; readonly key: string; readonly tagger: string; readonly from: number }
  | { readonly kind: 'thumbnails'; readonly images: readonly string[]; readonly size: number }
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'tagImages' }
  | { readonly kind: 'preview' }
