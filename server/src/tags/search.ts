import { tagKey } from '../caption/tag-key'
import { BestList, type Kept } from './best-list'
import { type MatchRange, matchRanges } from './match-ranges'
import type { TagRecord } from './record'
import { keyOf, prepareTypos, type SearchIndex } from './search-index'
import { makeQuery, queryTexts, type SearchQuery } from './search-query'
import { unitsPerBit } from './search-score'
import { matchSubstring } from './search-substring'
import { matchTypos } from './search-typos'
import { countTags, recordAt } from './tag-table'
import { sourceText } from './tag-texts'
import { How, matchInitials, matchPhrase, matchWords } from './search-words'

export type Matched = keyof typeof How

export interface SearchHit {
  /** Rank of the tag in the table of the index it was found in. */
  readonly id: number
  /** The key of `record.name`. */
  readonly key: string
  readonly record: TagRecord
  readonly matched: Matched
  /** The alias or translation that matched, as its source spells it; undefined where the name did. */
  readonly via: string | undefined
  /** What of `via`, else of the name, answers the query: UTF-16 offsets. */
  readonly ranges: readonly MatchRange[]
  /** In doublings of posts: one more is as good as twice the posts. */
  readonly score: number
}

export interface SearchOptions {
  readonly limit: number
  /** Added to a tag's score, in doublings of posts: how the dataset and the caption lift or sink it. */
  readonly boost?: (key: string) => number
}

/** More than anyone reads, and within what `BestList` can number. */
const maxCapacity = 10_000
/** With a boost, a tag may come from as far down as this many limits. */
const boostReach = 2
/** Typing errors are looked for from this many letters on. */
const minTypoLength = 4
/** …unless there are so many other matches, or one that is neither a substring nor an abbreviation. */
const fewMatches = 3
/** Distances of typing errors are a hundredth to the doubling, and below all else. */
const typoBits = 100
const typoBase = -32
/** Substrings are looked for below so many better matches: what VS Code's list shows at once. */
export const substringRoom = 12
/** Keystrokes whose matches are kept. */
const shortQuery = 3
const maxShort = 1_000

/**
 * The tags that a typed text may mean, best first, each key once. Several indexes rank together; the first that has a
 * tag gives its record.
 * Ways of matching, from the most worth to the least: the name itself, an alias itself, beginning of a name, of an
 * alias, words within a name (in any order), abbreviations, substrings; posts and `boost` decide within and, where
 * they are far apart, across. Typing errors come last and only where nothing else was found.
 */
export function searchTags(
  indexes: SearchIndex | readonly SearchIndex[],
  typed: string,
  options: SearchOptions,
): readonly SearchHit[] {
  const all = isList(indexes) ? indexes : [indexes]
  if (options.limit < 1) return []
  const widened = all.length > 1 || options.boost !== undefined
  const capacity = widened ? options.limit * boostReach : options.limit
  const queries = queryTexts(typed).map(makeQuery)
  for (const query of queries) {
    const found = all.flatMap(index => findMatches(index, query, capacity))
    if (isEnough(found, query)) return toHits(widened ? rank(found, options.boost) : found, query, options.limit)
  }
  const query = queries.at(-1)
  if (!query) return []
  const found = all.flatMap(index => [...findMatches(index, query, capacity), ...findTypos(index, query, true)])
  return toHits(rank(found, options.boost), query, options.limit)
}

/** Tags whose name or alias is nearly `text`: what an unknown tag may have been meant to be. */
export function suggestTags(
  indexes: SearchIndex | readonly SearchIndex[],
  text: string,
  options: SearchOptions,
): readonly SearchHit[] {
  const query = makeQuery(tagKey(text))
  const matches = (isList(indexes) ? indexes : [indexes]).flatMap(index => findTypos(index, query, false))
  return toHits(rank(matches, options.boost), query, options.limit)
}

/** A candidate in whichever index, its score already in doublings. */
interface Match {
  readonly index: SearchIndex
  readonly id: number
  readonly text: number
  readonly how: number
  readonly score: number
}

function findMatches(index: SearchIndex, query: SearchQuery, capacity: number): readonly Match[] {
  const kept = query.text.length <= shortQuery ? keptShort(index, query, capacity) : collect(index, query, capacity)
  return kept.map(({ id, score, text, how }) => ({ index, id, text, how, score: score / unitsPerBit }))
}

/** Short queries cost the most and come back the most often. */
function keptShort(index: SearchIndex, query: SearchQuery, capacity: number): readonly Kept[] {
  const { short } = index.memory
  const name = `${capacity} ${query.text}`
  const known = short.get(name)
  if (known) return known
  const kept = collect(index, query, capacity)
  if (short.size >= maxShort) short.clear()
  short.set(name, kept)
  return kept
}

function collect(index: SearchIndex, query: SearchQuery, capacity: number): readonly Kept[] {
  const best = new BestList(Math.min(capacity, countTags(index.table), maxCapacity), index.memory.slots)
  matchPhrase(index, query, best)
  matchWords(index, query, best)
  matchInitials(index, query, best)
  if (wantsSubstring(query, best.length)) matchSubstring(index, prepareTypos(index), query, best)
  return best.drain()
}

/** Within words: for one word where little else was found, for several where nothing was. Every CJK character is a word start already. */
function wantsSubstring(query: SearchQuery, found: number): boolean {
  if (query.text.length < 3 || query.text.charCodeAt(0) >= 0x3000) return false
  return found < (query.words.length > 1 ? 1 : substringRoom)
}

/** Whether typing errors need not be looked for. */
function isEnough(found: readonly Match[], { text }: SearchQuery): boolean {
  if (found.length >= fewMatches || (found.length > 0 && text.length < minTypoLength)) return true
  return found.some(({ how }) => how !== How.substring && how !== How.abbreviation)
}

function findTypos(index: SearchIndex, query: SearchQuery, unfinished: boolean): readonly Match[] {
  if (query.text.length < minTypoLength) return []
  return matchTypos(index, prepareTypos(index), query, { unfinished }).map(({ text, distance }) => {
    const id = index.table.texts.owners[text] ?? 0
    return { index, id, text, how: How.typo, score: typoBase - typoBits * distance }
  })
}

/** Each key once with its best match; the record is that of the first index that has the key. */
function rank(matches: readonly Match[], boost: SearchOptions['boost']): readonly Match[] {
  const byKey = new Map<string, Match>()
  for (const match of matches) {
    const key = keyOf(match.index, match.id)
    const known = byKey.get(key)
    if (!known || match.score > known.score) byKey.set(key, match)
  }
  const ranked = [...byKey].map(([key, match]) => (boost ? { ...match, score: match.score + boost(key) } : match))
  return ranked.sort((a, b) => b.score - a.score)
}

function toHits(matches: readonly Match[], query: SearchQuery, limit: number): readonly SearchHit[] {
  return matches.slice(0, limit).map(({ index, id, text, how, score }): SearchHit => {
    const key = keyOf(index, id)
    const { texts } = index.table
    const record = recordAt(index.table, id)
    const via = text === texts.first[id] ? undefined : sourceText(texts, text)
    const ranges = via === undefined ? matchRanges(record.name, key, query.text) : matchRanges(via, tagKey(via), query.text)
    return { id, key, record, matched: matchedNames[how] ?? 'typo', via, ranges, score }
  })
}

const matchedNames = Object.keys(How) as readonly Matched[] // `How` numbers its keys in order

function isList(indexes: SearchIndex | readonly SearchIndex[]): indexes is readonly SearchIndex[] {
  return Array.isArray(indexes)
}
