import type { Message } from '../../base/message'
import type { Span } from '../../base/span'

/** Words that are no tags. */
export interface WordAnswer {
  readonly span: Span
  readonly words: readonly CompletionWord[]
}

export interface CompletionWord {
  readonly label: string
  readonly detail?: Message
  readonly inserted: string
  /** A level is to follow as the value of this key. */
  readonly levelled?: boolean
  /** What is told of it when it is looked at, a paragraph each; in place of `detail`. */
  readonly lines?: readonly Message[]
  /** In a few words beside it: its type. */
  readonly note?: Message
  readonly kind?: 'key' | 'table' | 'file' | 'folder'
  /** `inserted` with places to fill in, as LSP writes snippets: for clients that know them. */
  readonly snippet?: string
}
