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
}
