import { beginningOf, tagKey } from '../caption/tag-key'
import { editDistance } from './edit-distance'
import { hasWord } from './has-word'
import { suggestTags } from './search'
import type { SearchIndex } from './search-index'
import type { TagRecord } from './record'

/** A tag that an unknown one may have been meant to be. */
export interface NearSpelling {
  readonly record: TagRecord
  /** Letters that differ: 1 to 3. */
  readonly distance: number
}

const cache = new WeakMap<SearchIndex, Map<string, readonly NearSpelling[]>>()
const MOST_CACHED = 20_000
const POOL = 16
/** Tags with fewer posts are as rare as typing errors. */
const COMMON = 1000

/** Common tags that `key` may be a slip for, likeliest first. Each key is looked up once. */
export function nearSpellings(search: SearchIndex, key: string): readonly NearSpelling[] {
  let known = cache.get(search)
  if (!known || known.size > MOST_CACHED) cache.set(search, (known = new Map()))
  const found = known.get(key)
  if (found) return found
  const near = lookUp(search, key)
  known.set(key, near)
  return near
}

function lookUp(search: SearchIndex, key: string): readonly NearSpelling[] {
  const byKey = new Map<string, NearSpelling>()
  for (const { record, via } of suggestTags(search, key, { limit: POOL })) {
    if (record.deprecated || (record.count < COMMON && record.count > 0)) continue
    const distance = misspelling(search, key, tagKey(via ?? record.name))
    const name = tagKey(record.name)
    if (distance !== undefined && distance < (byKey.get(name)?.distance ?? Infinity)) byKey.set(name, { record, distance })
  }
  return [...byKey.values()].sort((a, b) => a.distance - b.distance || b.record.count - a.record.count || (a.record.name < b.record.name ? -1 : 1))
}

/** How many letters `key` is off where it can be a slip for `wanted`; undefined where the two are different things. */
export function misspelling(search: SearchIndex, key: string, wanted: string): number | undefined {
  if (key === wanted || beginsOtherwise(key, wanted)) return undefined
  // joints are got wrong among known words too: `blue eye`, `two tone hair`
  const { bare, words } = shapeOf(key)
  const { bare: wantedBare, words: wantedWords } = shapeOf(wanted)
  if (key.length >= 6 && bare === wantedBare) return editDistance(key, wanted, 3)
  if (words.length !== wantedWords.length) return undefined
  const at = words.findIndex((word, place) => word !== wantedWords[place])
  if (at < 0 || words.some((word, place) => place > at && word !== wantedWords[place])) return undefined
  const word = words[at] ?? ''
  const distance = slip(word, wantedWords[at] ?? '', words.length === 1)
  return distance === undefined || isKnown(search, word) ? undefined : distance
}

/** Whether the first letters alone tell that one is no slip for the other: they are neither the same nor swapped. Most tags end here. */
function beginsOtherwise(key: string, wanted: string): boolean {
  const first = beginningOf(key)
  const other = beginningOf(wanted)
  if (first === other || first === 0 || other === 0) return false
  return key.charCodeAt(1) !== other || wanted.charCodeAt(1) !== first
}

/** What those keys begin with that `key` may be a slip for; undefined where that can be anything. */
export function beginningsNear(key: string): readonly number[] | undefined {
  const first = beginningOf(key)
  return first === 0 ? undefined : [...new Set([first, beginningOf(key.slice(1)), 0])]
}

const knownWords = new WeakMap<SearchIndex, Map<string, boolean>>()

/** `hasWord`, looked up once for each word: it is asked of one word beside many tags. */
function isKnown(search: SearchIndex, word: string): boolean {
  let known = knownWords.get(search)
  if (!known || known.size > MOST_CACHED) knownWords.set(search, (known = new Map()))
  let found = known.get(word)
  if (found === undefined) known.set(word, (found = hasWord(search, word)))
  return found
}

/** Letters that a word is off, where that can be a slip: people rarely get the first letter or a number wrong, and short words are near to everything. */
function slip(word: string, wanted: string, alone: boolean): number | undefined {
  // what tells most words apart comes first
  if (word[0] !== wanted[0] && (word[0] !== wanted[1] || word[1] !== wanted[0])) return undefined
  const limit = alone ? (word.length < 6 ? 0 : word.length < 9 ? 1 : 2) : word.length < 3 ? 0 : word.length < 8 ? 1 : 2
  if (Math.abs(word.length - wanted.length) > Math.max(limit, 1)) return undefined
  if (word.replace(/\D/g, '') !== wanted.replace(/\D/g, '') || /^[ivx]+$/.test(wanted)) return undefined
  if (limit === 0) return alone && word.length >= 4 && isPlainSlip(word, wanted) ? 1 : undefined
  const distance = editDistance(word, wanted, limit)
  return distance > limit ? undefined : distance
}

/** Two letters swapped, or a vowel left out: slips even in a short word. */
function isPlainSlip(word: string, wanted: string): boolean {
  if (word.length === wanted.length) return editDistance(word, wanted, 1) === 1 && [...word].sort().join('') === [...wanted].sort().join('')
  if (word.length + 1 !== wanted.length) return false
  return [...wanted].some((letter, at) => 'aeiou'.includes(letter) && wanted.slice(0, at) + wanted.slice(at + 1) === word)
}

interface Shape {
  /** Without what people write or leave out: blanks, hyphens, the plural's `s`. */
  readonly bare: string
  readonly words: readonly string[]
}

/** One key is held against every tag of a dataset, and the same tags against the next. */
const shapes = new Map<string, Shape>()

function shapeOf(key: string): Shape {
  const known = shapes.get(key)
  if (known) return known
  if (shapes.size >= MOST_CACHED) shapes.clear()
  const shape = { bare: key.replace(/[ -]/g, '').replace(/s$/, ''), words: key.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== '') }
  shapes.set(key, shape)
  return shape
}
