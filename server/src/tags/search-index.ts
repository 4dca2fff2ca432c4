import type { Kept } from './best-list'
import { buildGramIndex, type GramIndex } from './gram-index'
import type { TagRecord } from './record'
import { scoreTable, weightOf, type WorthName } from './search-score'
import { type SortedStarts, sortStarts } from './sorted-starts'
import { countTags, keyAt, packTags, standingAt, type TagTable } from './tag-table'
import { TextKind, type TagTexts } from './tag-texts'
import { isLetter, letterBit, startsWord } from './word-starts'

/**
 * A table of tags made searchable; immutable but for `memory`, which only saves work. Ids are the table's ranks.
 * All are plain typed arrays, so that they can be cached or sent between threads as they are.
 */
export interface SearchIndex {
  readonly table: TagTable
  /** Rank → weight, see `weightOf`; it falls as ranks rise. */
  readonly weights: Uint16Array
  /** Where words begin; `bytes` are those of the table's texts. */
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

/** Makes records searchable, of which each key should come once. */
export function createSearchIndex(records: readonly TagRecord[]): SearchIndex {
  return indexSearch(packTags(records))
}

/** Makes a table of tags searchable. */
export function indexSearch(table: TagTable): SearchIndex {
  const weights = Uint16Array.from(table.counts, (_, rank) => weightOf(standingAt(table, rank)))
  const words = buildWords(table.texts, weights)
  const initials = buildInitials(table.texts, weights)
  return { table, weights, words, openings: buildOpenings(table.texts, words), initials, memory: emptyMemory(countTags(table)) }
}

export function emptyMemory(tags: number, grams?: GramIndex): SearchMemory {
  return { slots: new Uint16Array(tags), keys: [], short: new Map<string, readonly Kept[]>(), grams }
}

/** The key of the tag of this rank. */
export function keyOf({ table, memory }: SearchIndex, id: number): string {
  return (memory.keys[id] ??= keyAt(table, id))
}

/** Builds the tables for substrings and typing errors now, which the first such search would do otherwise. */
export function prepareTypos(index: SearchIndex): GramIndex {
  index.memory.grams ??= buildGramIndex(index.table.texts)
  return index.memory.grams
}

/** What a place is worth at a text's beginning and at other words, by `TextKind`. */
const startWorths: readonly (readonly [prefix: WorthName, word: WorthName])[] = [
  ['namePrefix', 'nameWord'],
  ['aliasPrefix', 'aliasWord'],
  ['translationPrefix', 'translationWord'],
  ['slashPrefix', 'slashWord'],
  ['pinyinPrefix', 'pinyinWord'],
]

function buildWords(texts: TagTexts, weights: Uint16Array): SortedStarts {
  const { bytes, starts, owners, kinds } = texts
  const at = new Uint32Array(bytes.length)
  let count = 0
  for (let text = 0; text < owners.length; text++) {
    if (kinds[text] === TextKind.outside) break
    const start = starts[text] ?? 0
    const end = (starts[text + 1] ?? 1) - 1
    for (let byte = start; byte < end; byte++) if (startsWord(bytes, byte, start)) at[count++] = byte
  }
  const tables = startWorths.map(worths => worths.map(name => scoreTable(name)))
  return sortStarts(bytes, at.slice(0, count), starts, (text, isTextStart) => {
    const table = tables[kinds[text] ?? 0]?.[isTextStart ? 0 : 1]
    return table?.[weights[owners[text] ?? 0] ?? 0] ?? 0
  })
}

function buildOpenings(texts: TagTexts, words: SortedStarts): Uint32Array {
  const openings = new Uint32Array(texts.owners.length)
  for (let place = 0; place < words.at.length; place++) {
    const text = words.texts[place] ?? 0
    openings[text] = (openings[text] ?? 0) | letterBit(words.bytes[words.at[place] ?? 0] ?? 0)
  }
  return openings
}

function buildInitials({ bytes, starts, first }: TagTexts, weights: Uint16Array): SortedStarts {
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
