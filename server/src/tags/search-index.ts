import type { Kept } from './best-list'
import type { TagRecord } from './record'
import { buildSearchTexts, keyText, type SearchTexts } from './search-texts'
import { scoreTable, TextKind, weightOf } from './search-score'
import { type SortedStarts, sortStarts } from './sorted-starts'
import { buildGramIndex, type GramIndex } from './gram-index'
import { isLetter, letterBit, startsWord } from './word-starts'

/**
 * A list of tags made searchable; immutable but for `memory`, which only saves work. Ids are ranks: the most posted tag is 0.
 * The tables are plain typed arrays, so that they can be cached or sent between threads as they are.
 */
export interface SearchIndex {
  /** By rank. */
  readonly records: readonly TagRecord[]
  readonly texts: SearchTexts
  /** Rank → weight, see `weightOf`. */
  readonly weights: Uint16Array
  readonly words: SortedStarts
  /** Text → the letters that its words begin with, see `letterBit`. */
  readonly openings: Uint32Array
  /** First letters of the words of names with two words or more; `texts` are ranks. */
  readonly initials: SortedStarts
  readonly memory: SearchMemory
}

/** What a search index keeps between searches. */
export interface SearchMemory {
  /** For `BestList`: zeros between searches. */
  readonly slots: Uint16Array
  /** Rank → key, where it was asked for. */
  readonly keys: string[]
  /** Matches of queries of up to three characters. */
  readonly short: Map<string, readonly Kept[]>
  grams: GramIndex | undefined
}

/** Makes a search index of any records; of two with equal counts the earlier one ranks first, deprecated ones far back. */
export function createSearchIndex(entries: readonly TagRecord[]): SearchIndex {
  const records = [...entries].sort((a, b) => standing(b) - standing(a))
  const texts = buildSearchTexts(records)
  const weights = Uint16Array.from(records, record => weightOf(record.count, record.deprecated === true))
  const words = buildWords(texts, weights)
  const initials = buildInitials(texts, weights)
  const slots = new Uint16Array(records.length)
  const memory = { slots, keys: [], short: new Map<string, readonly Kept[]>(), grams: undefined }
  return { records, texts, weights, words, openings: buildOpenings(texts, words), initials, memory }
}

/** The key of the tag of this rank. */
export function keyOf(index: SearchIndex, id: number): string {
  const { keys } = index.memory
  return (keys[id] ??= keyText(index.records, index.texts, index.texts.first[id] ?? 0))
}

/** What decides the rank, as `weightOf` does but unrounded. */
function standing({ count, deprecated }: TagRecord): number {
  return deprecated ? (1 + count) ** (1 / 4) - 1 : count
}

/** Builds the tables for substrings and typing errors now, which the first such search would do otherwise. */
export function prepareTypos(index: SearchIndex): GramIndex {
  index.memory.grams ??= buildGramIndex(index.texts)
  return index.memory.grams
}

const prefixTables = {
  [TextKind.name]: 'namePrefix',
  [TextKind.alias]: 'aliasPrefix',
  [TextKind.translation]: 'translationPrefix',
  [TextKind.slash]: 'slashPrefix',
} as const
const wordTables = {
  [TextKind.name]: 'nameWord',
  [TextKind.alias]: 'aliasWord',
  [TextKind.translation]: 'translationWord',
  [TextKind.slash]: 'slashPrefix',
} as const

function buildWords(texts: SearchTexts, weights: Uint16Array): SortedStarts {
  const { bytes, starts, owners, kinds } = texts
  const at = new Uint32Array(bytes.length)
  let count = 0
  for (let text = 0; text < owners.length; text++) {
    const start = starts[text] ?? 0
    const end = (starts[text + 1] ?? 1) - 1
    for (let byte = start; byte < end; byte++) if (startsWord(bytes, byte, start)) at[count++] = byte
  }
  const kindOrder = [TextKind.name, TextKind.alias, TextKind.translation, TextKind.slash] as const
  const prefixes = kindOrder.map(kind => scoreTable(prefixTables[kind]))
  const words = kindOrder.map(kind => scoreTable(wordTables[kind]))
  return sortStarts(bytes, at.slice(0, count), starts, (text, isTextStart) => {
    const table = (isTextStart ? prefixes : words)[kinds[text] ?? 0]
    return table?.[weights[owners[text] ?? 0] ?? 0] ?? 0
  })
}

function buildOpenings(texts: SearchTexts, words: SortedStarts): Uint32Array {
  const openings = new Uint32Array(texts.owners.length)
  for (let place = 0; place < words.at.length; place++) {
    const text = words.texts[place] ?? 0
    openings[text] = (openings[text] ?? 0) | letterBit(words.bytes[words.at[place] ?? 0] ?? 0)
  }
  return openings
}

function buildInitials({ bytes, starts, first }: SearchTexts, weights: Uint16Array): SortedStarts {
  const initials = new Uint8Array(bytes.length)
  const initialStarts = new Uint32Array(weights.length + 1)
  const at = new Uint32Array(weights.length)
  let length = 0
  let count = 0
  for (let rank = 0; rank < weights.length; rank++) {
    const start = starts[first[rank] ?? 0] ?? 0
    const end = (starts[(first[rank] ?? 0) + 1] ?? 1) - 1
    const from = length
    for (let byte = start; byte < end; byte++) {
      if (startsWord(bytes, byte, start) && isInitial(bytes[byte] ?? 0)) initials[length++] = bytes[byte] ?? 0
    }
    if (length - from < 2) length = from
    else at[count++] = from
    if (length > from) length++
    initialStarts[rank + 1] = length
  }
  const table = scoreTable('initialsPrefix')
  return sortStarts(initials.slice(0, length), at.slice(0, count), initialStarts, rank => table[weights[rank] ?? 0] ?? 0)
}

/** Initials are typed, so they are ASCII. */
function isInitial(byte: number): boolean {
  return byte < 128 && isLetter(byte)
}
