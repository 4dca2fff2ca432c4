import type { Message } from '../base/message'
import type { SpanEdit } from '../base/span'

/** One file of a change. Paths are absolute. */
export type FileChange =
  /** Edits against the text the plan was made from; whoever applies them checks that it is still that text. */
  | { readonly kind: 'edit'; readonly path: string; readonly text: string; readonly edits: readonly SpanEdit[] }
  /** The file must not exist yet. */
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }

/** A plan over files as plain data: previewed, applied as a whole, undone as a whole. */
export interface Change {
  readonly title: Message
  /** Sorted by path; a file appears once. */
  readonly files: readonly FileChange[]
}
