import { tagKey } from '../caption/tag-key'
import type { ClipTokenizer } from '../tokens/clip-tokenizer'
import { editDistance } from './edit-distance'
import { isKnown } from './known-key'
import { suggestTags } from './search'
import type { SearchIndex } from './search-index'
import type { TagIndex } from './tag-index'

const LONGEST = 6
const SHORTEST = 4
const ENDINGS = ['x', 'z', 'q', 'xz', 'zx', 'qx', 'xq', 'zq']

/** What triggers are proposed from. */
export interface TriggerKnowledge {
  readonly tags: TagIndex
  readonly search: SearchIndex
  /** Undefined while its table is read: the first proposal is then as good as any. */
  readonly tokenizer: ClipTokenizer | undefined
}

/**
 * A unique word for what `text` names: its consonants or its beginning with an unusual ending (`hatsune miku` → `htmkx`), short, no tag or
 * alias, not within a letter of one, and not in `taken`. Of several the one of the fewest tokens. Undefined where nothing fits, as for a
 * text without Latin letters.
 */
export function proposeTrigger(text: string, { tags, search, tokenizer }: TriggerKnowledge, taken: Pick<ReadonlySet<string>, 'has'>): string | undefined {
  // counting tokens is cheap beside looking for tags that are nearly the same
  const counted = candidatesFor(text).map((name) => ({ name, tokens: tokenizer?.count(name) ?? 0 }))
  return counted.sort((a, b) => a.tokens - b.tokens).find(({ name }) => !taken.has(name) && isUnique(name, tags, search))?.name
}

function candidatesFor(text: string): readonly string[] {
  const words = tagKey(text)
    .replace(/\(.*\)/, '')
    .normalize('NFKD')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const bases = [...new Set([skeleton(words), words.join('').slice(0, LONGEST - 1)])].filter((base) => base.length >= 2)
  const names = bases.flatMap((base) => ENDINGS.map((ending) => base.slice(0, LONGEST - ending.length) + ending))
  return [...new Set(names)].filter((name) => name.length >= SHORTEST)
}

/** Tokens that a word may have and still be short: a name of one's own is better remembered than a proposed one. */
const SHORT = 3

/**
 * Whether a word is a good trigger as it stands: one short word, no tag, not within a letter of one, and not in `taken`. A word that is one
 * token, or made of such words (`starfire`), has a meaning already.
 */
export function isGoodTrigger(text: string, { tags, search, tokenizer }: TriggerKnowledge, taken: Pick<ReadonlySet<string>, 'has'>): boolean {
  const name = tagKey(text)
  const tokens = tokenizer?.tokenSpans(name) ?? []
  const isMeaningful = tokens.every(({ start, end }) => end - start > 2)
  return /^[a-z][a-z0-9]{2,9}$/.test(name) && !taken.has(name) && tokens.length <= SHORT && !isMeaningful && isUnique(name, tags, search)
}

/** First letters and consonants, taken evenly from the words. */
function skeleton(words: readonly string[]): string {
  const share = Math.max(2, Math.floor((LONGEST - 1) / Math.max(1, words.length)))
  return words
    .map((word) => (word.charAt(0) + word.slice(1).replace(/[aeiou]/g, '')).slice(0, share))
    .join('')
    .slice(0, LONGEST - 1)
}

function isUnique(name: string, tags: TagIndex, search: SearchIndex): boolean {
  if (isKnown(tags, name)) return false
  return suggestTags(search, name, { limit: 8 }).every(({ key, via }) => editDistance(name, via === undefined ? key : tagKey(via), 1) > 1)
}
