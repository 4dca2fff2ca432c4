import { tagKey } from '../caption/tag-key'

/** What is searched for, in the forms that the ways of matching need. */
export interface SearchQuery {
  /** The key of what was typed; a blank at its end is kept as one, for it says that a word is complete. */
  readonly text: string
  readonly bytes: Uint8Array
  /** The words of `text`, in UTF-8. */
  readonly words: readonly Uint8Array[]
}

const encoder = new TextEncoder()

export function makeQuery(text: string): SearchQuery {
  const words = text.trim().split(' ')
  return { text, bytes: encoder.encode(text), words: words.length === 1 ? [] : words.map(word => encoder.encode(word)) }
}

/**
 * The queries to try for a typed text, one after the other until one has matches: as typed, then without what looks
 * like the beginning of something more (a blank, the `\` of an escape).
 */
export function queryTexts(typed: string): readonly string[] {
  const key = tagKey(typed)
  if (key === '') return []
  const ending = /[\s_]$/.test(typed) ? ' ' : ''
  const stripped = key.replace(/[\s\\]+$/, '')
  const first = key + ending
  return stripped === '' || stripped === first ? [first] : [first, stripped]
}
