import type { Position, WorkspaceEdit } from 'vscode-languageserver-types'

/**
 * A change over files of a dataset that was planned and not yet applied: what every request that plans one answers with. It is applied
 * by the editor (`edit`) or, as a whole and with an undo of its own, by the journal (`taglore/applyChange`).
 */
export interface PlannedChange {
  /** Names the plan for `taglore/changeFile` and `taglore/applyChange`. The server keeps the last few. */
  readonly plan: string
  /** URI of the dataset's root: its history takes the change. */
  readonly root: string
  /** In the user's language, as all words here. */
  readonly title: string
  /** Sorted by path. */
  readonly files: readonly PlannedFile[]
  /** What is left alone, and why. */
  readonly refusals: readonly LeftFile[]
  /** More files than an editor opens, or something that is no edit of a text: the journal applies it, and there is no edit. */
  readonly needsJournal: boolean
  /** Null where the journal is needed, nothing changes, or no edit was asked for. */
  readonly edit: WorkspaceEdit | null
}

/** Files of a plan that an edit may have: the editor opens a document for each. */
export const EDIT_LIMIT = 300

/** What a plan does to one file, as tags. */
export interface PlannedFile {
  readonly uri: string
  /** `bytes`, `transform`: the file as a whole becomes another (an image, another encoding), or comes into being. */
  readonly kind: 'edit' | 'create' | 'rename' | 'delete' | 'bytes' | 'transform'
  /** Where a renamed file goes. */
  readonly to?: string
  /** Tags that the caption has no longer, and that are new in it; a tag written in another way is in both. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** Tags stand in another order. */
  readonly reordered: boolean
}

export interface LeftFile {
  readonly uri: string
  readonly message: string
}

/** `taglore/changeFile`: both texts of one file of a plan, for a diff. Null where the plan is gone, leaves the file alone, or the file is no text. */
export const CHANGE_FILE_REQUEST = 'taglore/changeFile'

export interface ChangeFileParams {
  readonly plan: string
  readonly uri: string
}

export interface ChangeFileResult {
  readonly before: string
  readonly after: string
}

/**
 * `taglore/applyChange`: applies a plan through the journal, every file or none. May be cancelled, which takes back what is done, and tells
 * its progress at `workDoneToken`. The datasets know of it when it answers.
 */
export const APPLY_CHANGE_REQUEST = 'taglore/applyChange'

export interface ApplyChangeParams {
  readonly plan: string
  /** URIs of files that were deselected in the preview. */
  readonly except?: readonly string[]
  /** URIs of documents with unsaved text; without it the server compares the open ones with the disk. */
  readonly unsaved?: readonly string[]
  readonly workDoneToken?: string | number
}

/** `taglore/undoChange`, `taglore/redoChange`: takes a step of a dataset's history back as a whole, or applies it again; as `taglore/applyChange` otherwise. */
export const UNDO_CHANGE_REQUEST = 'taglore/undoChange'
export const REDO_CHANGE_REQUEST = 'taglore/redoChange'

export interface TravelChangeParams {
  /** URI of the dataset. */
  readonly root: string
  /** Without it the last one. */
  readonly step?: string
  /** Leaves files alone that changed meanwhile; without it one such file keeps all of them as they are. */
  readonly others?: boolean
  /** URIs of documents with unsaved text; without it the server compares the open ones with the disk. */
  readonly unsaved?: readonly string[]
  readonly workDoneToken?: string | number
}

export type ChangeOutcome =
  /** `left` are URIs of files that changed meanwhile and were left alone. */
  | { readonly kind: 'done'; readonly step: ChangeStep; readonly left: readonly string[] }
  /** The files are so already, or there is nothing to undo or redo. */
  | { readonly kind: 'nothing' }
  /** Nothing was written. `files` are the URIs of those that are in the way; `others` is the number of files that could be undone or redone all the same. */
  | { readonly kind: 'refused'; readonly message: string; readonly files: readonly string[]; readonly others: number }

/** One change of a dataset's history. */
export interface ChangeStep {
  readonly id: string
  /** URI of the dataset. */
  readonly root: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly when: number
  readonly files: number
}

/** `taglore/changeHistory`: what can be undone and redone in the datasets that are open, the newest change first. */
export const CHANGE_HISTORY_REQUEST = 'taglore/changeHistory'

export interface ChangeHistoryParams {
  /** Only the dataset that this file or folder belongs to, if there is one. */
  readonly uri?: string
}

export interface ChangeHistoryResult {
  readonly undo: readonly ChangeStep[]
  readonly redo: readonly ChangeStep[]
}

/**
 * `taglore/planRename`: what `textDocument/rename` would do, for a client that shows large changes itself. Null where there is no tag; an
 * error answers where the name is none.
 */
export const PLAN_RENAME_REQUEST = 'taglore/planRename'

export interface PlanRenameParams {
  readonly uri: string
  readonly position: Position
  readonly newName: string
  readonly workDoneToken?: string | number
}

/** What is asked, and what comes back. */
export interface ChangesRequests {
  readonly [CHANGE_FILE_REQUEST]: readonly [ChangeFileParams, ChangeFileResult | null]
  readonly [APPLY_CHANGE_REQUEST]: readonly [ApplyChangeParams, ChangeOutcome]
  readonly [UNDO_CHANGE_REQUEST]: readonly [TravelChangeParams, ChangeOutcome]
  readonly [REDO_CHANGE_REQUEST]: readonly [TravelChangeParams, ChangeOutcome]
  readonly [PLAN_RENAME_REQUEST]: readonly [PlanRenameParams, PlannedChange | null]
  readonly [CHANGE_HISTORY_REQUEST]: readonly [ChangeHistoryParams, ChangeHistoryResult]
}
