import { readsAsProse } from './prose'
import { tagKey } from './tag-key'

/** What a tag's name says by itself. */
export interface Word {
  readonly name: string
  /** See `tagKey`. */
  readonly key: string
  /** See `readsAsProse`. */
  readonly prose: boolean
}

/** A dataset has the same few thousand names in all of its captions. Forgotten all at once when there are too many. */
const known = new Map<string, Word>()
const MOST_KEPT = 50_000
/** Longer ones are sentences, which hardly come twice. */
const LONGEST_KEPT = 80

/** Reads a name, or remembers it: the strings of a word that was met before are the same ones again. */
export function readWord(name: string): Word {
  const word = known.get(name)
  if (word) return word
  if (name.length > LONGEST_KEPT) return { name, key: tagKey(name), prose: readsAsProse(name) }
  // a string of its own: a slice would keep its whole caption in memory
  const own = ` ${name}`.slice(1)
  const key = tagKey(own)
  const read = { name: own, key: key === own ? own : key, prose: readsAsProse(own) }
  if (known.size >= MOST_KEPT) known.clear()
  known.set(own, read)
  return read
}
