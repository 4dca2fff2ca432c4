import type { RefactoringRequest } from '../changes/plans/index'
import type { PlannedChange } from './changes'

export type { RefactoringId, RefactoringRequest } from '../changes/plans/index'

/**
 * `taglore/refactor`: plans a refactoring over many captions and shows what it would do; with `apply` also the edit. Nothing is
 * written. The request may be cancelled, and tells its progress at `workDoneToken`.
 */
export const REFACTOR_REQUEST = 'taglore/refactor'

/** Which captions are looked at. */
export type RefactorScope =
  | { readonly kind: 'dataset' }
  /** A caption or its image. */
  | { readonly kind: 'caption'; readonly uri: string }
  /** Files and folders. */
  | { readonly kind: 'selection'; readonly uris: readonly string[] }
  /** Every folder of the concept of this name. */
  | { readonly kind: 'concept'; readonly name: string }
  /** Images that a query finds, within another scope or the whole dataset. */
  | { readonly kind: 'filter'; readonly query: string; readonly within?: RefactorScope }

export type RefactorParams = RefactoringRequest & {
  /** Any file of the dataset. */
  readonly uri: string
  readonly scope: RefactorScope
  /** Also gives the edit, worked out from the files as they are now. */
  readonly apply?: boolean
  readonly workDoneToken?: string | number
}

export interface RefactorResult extends PlannedChange {
  /** What is wrong with the arguments, the scope or the place, in the user's language; all else is empty then. */
  readonly fault: string | null
}

/** What is asked, and what comes back. */
export interface RefactorRequests {
  readonly [REFACTOR_REQUEST]: readonly [RefactorParams, RefactorResult]
}
