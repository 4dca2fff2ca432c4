import type { TagWish } from '../features/edit-tags'
import type { TagCategory } from '../tags/record'
import type { Neighbour } from './preview'

export type { TagWish } from '../features/edit-tags'

/** `taglore/captionKind`: whether a text file is a caption. */
export const CAPTION_KIND_REQUEST = 'taglore/captionKind'

export interface CaptionKindParams {
  readonly uri: string
  /** Names in the file's folder, where the server cannot look for itself (schemes other than `file`). */
  readonly siblings?: readonly string[]
}

export interface CaptionKindResult {
  readonly caption: boolean
}

/** `taglore/neighbour`: another image of the dataset, with its caption. `next` and `previous` are null at the ends; the others go on from the start. */
export const NEIGHBOUR_REQUEST = 'taglore/neighbour'

export interface NeighbourParams {
  /** URI of a caption or an image. */
  readonly uri: string
  readonly direction: 'next' | 'previous' | 'next-uncaptioned' | 'next-problem' | 'next-unreviewed'
}

/** `taglore/tagAt`: ranges for the commands that move through and move the tags of a caption. */
export const TAG_COMMAND_REQUEST = 'taglore/tagCommand'

export interface TagCommandParams {
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
  readonly command: 'select-next' | 'select-previous' | 'delete' | 'move-left' | 'move-right' | 'move-before'
  /** Of `move-before`: the place among the caption's tags, from 0, of the one that it is put in front of; their number for the end. */
  readonly before?: number
}

export interface TagCommandResult {
  readonly version: number | null
  readonly edits: readonly { readonly range: LspRange; readonly newText: string }[]
  /** Selection afterwards. */
  readonly selection: LspRange | null
}

/** `taglore/editTags`: the edits of a caption's text that a wish about its tags comes to. It need not be open. */
export const EDIT_TAGS_REQUEST = 'taglore/editTags'

export interface EditTagsParams {
  readonly uri: string
  readonly wish: TagWish
}

/** Null for what is no caption. */
export type EditTagsResult = Omit<TagCommandResult, 'selection'> | null

/** `taglore/completeTag`: tags for what is typed into a field beside a caption. */
export const COMPLETE_TAG_REQUEST = 'taglore/completeTag'

export interface CompleteTagParams {
  /** URI of a caption, or of an image without one. */
  readonly uri: string
  /** All of it stands before the caret. */
  readonly typed: string
  /** Place of the tag that is typed over; null for a new one. */
  readonly tag: number | null
}

export interface CompleteTagResult {
  readonly tags: readonly FieldTag[]
}

/** A tag as a list shows it. */
export interface FieldTag {
  readonly label: string
  readonly detail: string
  readonly description: string
  readonly category: TagCategory | 'trigger' | 'dataset'
  readonly inserted: string
}

export interface LspRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

/** What is asked, and what comes back. */
export interface CaptionsRequests {
  readonly [CAPTION_KIND_REQUEST]: readonly [CaptionKindParams, CaptionKindResult]
  readonly [NEIGHBOUR_REQUEST]: readonly [NeighbourParams, Neighbour | null]
  readonly [TAG_COMMAND_REQUEST]: readonly [TagCommandParams, TagCommandResult]
  readonly [EDIT_TAGS_REQUEST]: readonly [EditTagsParams, EditTagsResult]
  readonly [COMPLETE_TAG_REQUEST]: readonly [CompleteTagParams, CompleteTagResult]
}
