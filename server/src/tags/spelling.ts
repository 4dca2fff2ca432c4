import type { TagRecord } from './record'

/** How inserted tags are spelt. */
export type Spelling = 'blank' | 'underscore' | 'as-is'

/** Faces whose `_` is no blank. The list that taggers and completers use (toriato's tagger extension, tagcomplete). */
const KAOMOJI: ReadonlySet<string> = new Set([
  '0_0', '(o)_(o)', '+_+', '+_-', '._.', '<o>_<o>', '<|>_<|>', '=_=', '>_<', '3_3', '6_9', '>_o', '@_@', '^_^', 'o_o', 'u_u', 'x_x', '|_|', '||_||',
])

export function isKaomoji(name: string): boolean {
  return KAOMOJI.has(name) || !/[\p{L}\p{N}]{2}/u.test(name)
}

/** Groups of the vocabulary whose words keep their `_` everywhere. */
const SACRED: ReadonlySet<string | undefined> = new Set(['score-word', 'source-word', 'rating-word'])

/** Whether a word is written as base models were trained on it, whatever the dataset's spelling is; also one that no list has. */
export function keepsUnderscores(name: string, record: Pick<TagRecord, 'group'> | undefined): boolean {
  return SACRED.has(record?.group) || /^(?:score_\d+(?:_up)?|source_[a-z]+|rating[_:][a-z]+)$/i.test(name)
}

/**
 * A tag's name as it is written into a caption. Faces and words whose `_` the vocabulary itself keeps (`score_9`) are never
 * respelt. `escape` puts backslashes before brackets, which is right only where brackets are weights.
 */
export function spellTag(name: string, spelling: Spelling, options: { readonly keep?: boolean; readonly escape?: boolean } = {}): string {
  const sacred = options.keep === true || isKaomoji(name)
  const spelt = sacred || spelling === 'as-is' ? name : spelling === 'underscore' ? name.replaceAll(' ', '_') : name.replaceAll('_', ' ')
  return options.escape ? spelt.replace(/[()[\]]/g, '\\$&') : spelt
}
