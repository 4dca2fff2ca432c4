import type { WorkspaceEdit } from 'vscode-languageserver-types'
import type { RefactoringRequest } from '../changes/plans/index'

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
  /** Files deselected in the preview. */
  readonly except?: readonly string[]
  readonly workDoneToken?: string | number
}

export interface RefactorResult {
  /** What is wrong with the arguments, the scope or the place, in the user's language; all else is empty then. */
  readonly fault: string | null
  readonly title: string
  /** Sorted by path. */
  readonly files: readonly RefactorFile[]
  /** What is left alone, and why, in the user's language. */
  readonly refusals: readonly { readonly uri: string; readonly message: string }[]
  /** Names the plan for `taglore/refactorFile` and for whoever applies it with the journal; the server keeps the last one. Null for a fault. */
  readonly plan: string | null
  /** More files than an editor opens: the journal applies it, and there is no edit. */
  readonly needsJournal: boolean
  /** With `apply`, up to `EDIT_LIMIT` files. */
  readonly edit: WorkspaceEdit | null
}

/** Files of a plan that an edit may have: the editor opens a document for each. */
export const EDIT_LIMIT = 300

/** What a plan does to one file, as tags. */
export interface RefactorFile {
  readonly uri: string
  readonly kind: 'edit' | 'create' | 'rename' | 'delete'
  /** Tags that the caption has no longer, and that are new in it; a tag written in another way is in both. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** Tags stand in another order. */
  readonly reordered: boolean
}

/** `taglore/refactorFile`: both texts of one file of the last plan, for a diff. Null where that plan is gone or leaves the file alone. */
export const REFACTOR_FILE_REQUEST = 'taglore/refactorFile'

export interface RefactorFileParams {
  readonly plan: string
  readonly uri: string
}

export interface RefactorFileResult {
  readonly before: string
  readonly after: string
}
