import { tagKey } from '../caption/tag-key'
import { editDistance } from './edit-distance'
import { isKnown } from './known-key'
import { suggestTags } from './search'
import type { SearchIndex } from './search-index'
import type { TagIndex } from './tag-index'

const LONGEST = 6
const SHORTEST = 4
const ENDINGS = ['x', 'z', 'q', 'xz', 'zx', 'qx', 'xq', 'zq']

/**
 * A unique word for what `text` names: its consonants with an unusual ending (`hatsune miku` → `htsmkx`), short, no tag or
 * alias, not within two letters of one, and not in `taken`. Undefined where nothing fits, as for a text without Latin letters.
 */
export function proposeTrigger(text: string, tags: TagIndex, search: SearchIndex, taken: Pick<ReadonlySet<string>, 'has'>): string | undefined {
  const words = tagKey(text)
    .replace(/\(.*\)/, '')
    .normalize('NFKD')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const bases = [...new Set([skeleton(words), words.join('').slice(0, LONGEST - 1)])].filter((base) => base.length >= 2)
  for (const base of bases) {
    for (const ending of ENDINGS) {
      const name = base.slice(0, LONGEST - ending.length) + ending
      if (name.length >= SHORTEST && !taken.has(name) && isUnique(name, tags, search)) return name
    }
  }
  return undefined
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
