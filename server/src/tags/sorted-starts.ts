import { scoreTable, weightOf } from './search-score'
import { sortSuffixes } from './sort-suffixes'

/** Places where a match may begin, in the order of the text that follows each. */
export interface SortedStarts {
  /** The texts that `at` points into, each with a zero after it. */
  readonly bytes: Uint8Array
  readonly at: Uint32Array
  /** Beside `at`: the text the place belongs to. */
  readonly texts: Uint32Array
  /** Beside `at`: what a prefix match there is worth. */
  readonly scores: Uint16Array
  /** The best score in each block of 64 places. */
  readonly best: Uint16Array
}

/** A half-open range of places in `SortedStarts`. */
export interface StartRange {
  readonly from: number
  readonly to: number
}

const blockSize = 64

/** Sorts `at` in place. `textStarts` are the beginnings of the texts, ascending; a text's own beginning comes first among equals. */
export function sortStarts(
  bytes: Uint8Array,
  at: Uint32Array,
  textStarts: Uint32Array,
  scoreOf: (text: number, isTextStart: boolean) => number,
): SortedStarts {
  const opens = new Uint8Array(bytes.length + 1)
  for (const start of textStarts) opens[start] = 1
  sortSuffixes(bytes, at, run => {
    run.sort()
    const heads = run.filter(start => opens[start] === 1)
    if (heads.length === 0 || heads.length === run.length) return
    const rest = run.filter(start => opens[start] !== 1)
    run.set(heads)
    run.set(rest, heads.length)
  })
  const textAt = textOfBytes(bytes, textStarts)
  const texts = at.map(start => textAt[start] ?? 0)
  const scores = new Uint16Array(at.length)
  const best = new Uint16Array(Math.ceil(at.length / blockSize))
  for (let place = 0; place < at.length; place++) {
    const score = scoreOf(texts[place] ?? 0, opens[at[place] ?? 0] === 1)
    const block = Math.floor(place / blockSize)
    scores[place] = score
    if (score > (best[block] ?? 0)) best[block] = score
  }
  return { bytes, at, texts, scores, best }
}

/** The places whose text begins with `query`. */
export function findRange(starts: SortedStarts, query: Uint8Array): StartRange {
  const from = lowerBound(starts, query, 0, 0)
  return { from, to: lowerBound(starts, query, from, 1) }
}

/**
 * Calls `visit` for the places of the range whose score reaches the bar, which `visit` may raise by what it does.
 * Blocks without such a place are passed over. A long range is gone through for popular tags first, which raises the
 * bar; so `visit` may see a place twice.
 */
export function visitRange(starts: SortedStarts, range: StartRange, bar: () => number, visit: Visit): void {
  if (range.to - range.from > longRange) visitFrom(starts, range, () => Math.max(popular, bar()), visit)
  visitFrom(starts, range, bar, visit)
}

type Visit = (place: number, score: number) => void

const longRange = 2_000
/** A word start of a tag with 5,000 posts. */
const popular = scoreTable('nameWord')[weightOf(Math.log2(5_000))] ?? 0

function visitFrom({ scores, best }: SortedStarts, range: StartRange, bar: () => number, visit: Visit): void {
  let least = bar()
  for (let place = range.from; place < range.to; ) {
    const end = Math.min(range.to, place - (place % blockSize) + blockSize)
    if ((best[Math.floor(place / blockSize)] ?? 0) < least) {
      place = end
      continue
    }
    for (; place < end; place++) {
      const score = scores[place] ?? 0
      if (score < least) continue
      visit(place, score)
      least = bar()
    }
  }
}

/** The first place from `low` on whose text, cut to the query's length, is not below the query (`past` 0) or is above it (`past` 1). */
function lowerBound(starts: SortedStarts, query: Uint8Array, low: number, past: 0 | 1): number {
  let high = starts.at.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareAt(starts, middle, query) < past) low = middle + 1
    else high = middle
  }
  return low
}

/** Negative where the text at the place is below the query, 0 where it begins with it. */
function compareAt({ bytes, at }: SortedStarts, place: number, query: Uint8Array): number {
  const start = at[place] ?? 0
  for (let i = 0; i < query.length; i++) {
    const difference = (bytes[start + i] ?? 0) - (query[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Byte → its text. */
function textOfBytes(bytes: Uint8Array, textStarts: Uint32Array): Uint32Array {
  const texts = new Uint32Array(bytes.length)
  for (let text = 0; text + 1 < textStarts.length; text++) texts.fill(text, textStarts[text], textStarts[text + 1])
  return texts
}
