import Fuse from 'fuse.js'
import { BestList } from './best-list'
import { type GramIndex, openingLetter, pairFrequency, pairOf } from './gram-index'
import type { SearchIndex } from './search-index'
import type { SearchQuery } from './search-query'
import { keyOfText } from './tag-texts'

/** A text that may be meant. `distance` is 0 for the same, about 0.1 for one error, with a little for a low rank. */
export interface TypoMatch {
  readonly text: number
  readonly distance: number
}

export interface TypoOptions {
  /** Also texts that only begin like the query: it may be unfinished. */
  readonly unfinished: boolean
}

/** Candidates a pool; bigger ones find nothing more (spec/ecosystem.md § 4). */
const poolSize = 60
/** Postings that one search looks at, of the rarest pairs first. */
const maxPostings = 120_000
/** Longer texts are prose. */
const maxLength = 64
/** How far a text's length may be from the query's. */
const lengthWindow = 0.35
/** Below this many letters a swapped pair is looked for too, since few pairs are left. */
const shortLength = 8
/** Makes likeness, 0–1, a score for `BestList`. */
const scoreScale = 10_000

/**
 * Names and aliases like the query but for typing errors, likeliest first: those that share the most pairs of letters
 * go into two small pools (whole texts of like length; texts that begin alike), which fuse.js then ranks.
 */
export function matchTypos(index: SearchIndex, grams: GramIndex, query: SearchQuery, options: TypoOptions): readonly TypoMatch[] {
  const { bytes, text } = query
  if (bytes.length < 3 || bytes.length > maxLength) return []
  const pool = buildPool(index, grams, bytes, options.unfinished)
  const items = pool.map(candidate => keyOfText(index.table.texts, candidate))
  const fuse = new Fuse(items, { threshold: 0.55, location: 0, distance: 60, ignoreFieldNorm: true, includeScore: true })
  return fuse
    .search(text.trim())
    .map(({ refIndex, score = 1 }) => {
      const candidate = pool[refIndex] ?? 0
      return { text: candidate, distance: score + 0.01 * Math.log2(1 + (index.table.texts.owners[candidate] ?? 0)) }
    })
    .sort((a, b) => a.distance - b.distance || a.text - b.text)
}

function buildPool(index: SearchIndex, grams: GramIndex, bytes: Uint8Array, unfinished: boolean): readonly number[] {
  const pairs = pairsOf(grams, bytes)
  const least = Math.max(2, Math.ceil(pairs.distinct * 0.3))
  const candidates = closest(grams, countShared(grams, pairs.rows, least))
  const whole = new BestList(poolSize, grams.slots)
  for (const text of candidates) {
    const length = textLength(index, text)
    if (Math.abs(length - bytes.length) > Math.max(2, lengthWindow * bytes.length)) continue
    const likeness = (2 * sharedBy(grams, text)) / (pairs.distinct + length)
    whole.offer(text, 1 + Math.round(likeness * scoreScale), 0, 0)
  }
  const pool = new Set(whole.drain().map(kept => kept.id))
  if (unfinished) {
    const begun = new BestList(poolSize, grams.slots)
    for (const text of candidates) {
      if (textLength(index, text) >= bytes.length - 1) begun.offer(text, 1 + ((grams.shared[text] ?? 0) >> 8), 0, 0)
    }
    for (const kept of begun.drain()) pool.add(kept.id)
  }
  grams.shared.fill(0)
  return [...pool]
}

interface QueryPairs {
  /** Rows of the gram index, rarest pairs first, cut where they would cost too much. */
  readonly rows: readonly number[]
  readonly distinct: number
}

function pairsOf(grams: GramIndex, bytes: Uint8Array): QueryPairs {
  const pairs = new Set<number>()
  const swapped = new Set<number>()
  for (let at = 0; at < bytes.length; at++) {
    const before = at === 0 ? openingLetter : (bytes[at - 1] ?? 0)
    const letter = bytes[at] ?? 0
    pairs.add(pairOf(before, letter))
    if (at > 0 && bytes.length < shortLength) swapped.add(pairOf(letter, before))
  }
  const distinct = pairs.size
  const rows: number[] = []
  let postings = 0
  const all = [...new Set([...pairs, ...swapped])]
  for (const pair of all.sort((a, b) => pairFrequency(grams, a) - pairFrequency(grams, b))) {
    postings += pairFrequency(grams, pair)
    if (postings > maxPostings) break
    rows.push(2 * pair, 2 * pair + 1)
  }
  return { rows, distinct }
}

/** Counts in the scratch array how many pairs each text shares; the texts that share `least` or more. */
function countShared({ rows, postings, shared }: GramIndex, queryRows: readonly number[], least: number): readonly number[] {
  const candidates: number[] = []
  for (const row of queryRows) {
    const end = rows[row + 1] ?? 0
    const one = row % 2 === 0 ? 257 : 1
    for (let place = rows[row] ?? 0; place < end; place++) {
      const text = postings[place] ?? 0
      const count = (shared[text] ?? 0) + one
      shared[text] = count
      if ((count & 255) === least) candidates.push(text)
    }
  }
  return candidates
}

/** Pairs that a text shares, at the head or not; a query has at most 127, see `maxLength`. */
function sharedBy({ shared }: GramIndex, text: number): number {
  return (shared[text] ?? 0) & 255
}

/** Those that share the most pairs: as many as the pools can choose from, and all that share as much as the last of these. */
function closest(grams: GramIndex, candidates: readonly number[]): readonly number[] {
  const frequency = new Uint32Array(256)
  for (const text of candidates) frequency[sharedBy(grams, text)] = (frequency[sharedBy(grams, text)] ?? 0) + 1
  let least = 255
  for (let count = frequency[least] ?? 0; least > 0 && count < 10 * poolSize; count += frequency[least] ?? 0) least--
  return candidates.filter(text => sharedBy(grams, text) >= least)
}

function textLength({ table }: SearchIndex, text: number): number {
  const { starts } = table.texts
  return (starts[text + 1] ?? 1) - 1 - (starts[text] ?? 0)
}
