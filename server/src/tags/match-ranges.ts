import { tagKey } from '../caption/tag-key'
import { startsWordAt } from './word-starts'

/** A half-open range of UTF-16 offsets in a shown text. */
export type MatchRange = readonly [start: number, end: number]

/**
 * What of `shown` (a tag, alias or translation as its source spells it) with this key answers the query: ascending,
 * apart from each other.
 */
export function matchRanges(shown: string, key: string, query: string): readonly MatchRange[] {
  const ranges = rangesInKey(key, query)
  return key.length === shown.length ? ranges : moveToShown(ranges, shown, key)
}

function rangesInKey(key: string, query: string): readonly MatchRange[] {
  const text = query.trim()
  if (key.startsWith(text)) return [[0, text.length]]
  for (let at = key.indexOf(text); at >= 0; at = key.indexOf(text, at + 1)) {
    if (startsWordAt(key, at)) return [[at, at + text.length]]
  }
  const words = text.split(' ')
  return wordRanges(key, words) ?? substringRange(key, text) ?? initialRanges(key, text) ?? letterRanges(key, text)
}

/** Each word at a word start of its own: in the order typed where possible, else the longest first. */
function wordRanges(key: string, words: readonly string[]): readonly MatchRange[] | undefined {
  if (words.length < 2) return undefined
  const starts = wordStarts(key)
  const inOrder: MatchRange[] = []
  for (const start of starts) {
    const word = words[inOrder.length]
    if (word !== undefined && key.startsWith(word, start)) inOrder.push([start, start + word.length])
  }
  if (inOrder.length === words.length) return joinOverlapping(inOrder)
  const anyOrder: MatchRange[] = []
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const place = starts.findIndex(start => key.startsWith(word, start))
    const [start] = place < 0 ? [] : starts.splice(place, 1)
    if (start === undefined) return undefined
    anyOrder.push([start, start + word.length])
  }
  return joinOverlapping(anyOrder.sort((a, b) => a[0] - b[0]))
}

/** Of `(a` and `a` at its second letter, the one that holds the other. */
function joinOverlapping(sorted: readonly MatchRange[]): readonly MatchRange[] {
  const joined: MatchRange[] = []
  for (const [start, end] of sorted) {
    const last = joined.at(-1)
    if (last && start < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)]
    else joined.push([start, end])
  }
  return joined
}

function wordStarts(key: string): number[] {
  const starts: number[] = []
  for (let at = 0; at < key.length; at++) if (startsWordAt(key, at)) starts.push(at)
  return starts
}

function substringRange(key: string, text: string): readonly MatchRange[] | undefined {
  const at = key.indexOf(text)
  return at < 0 ? undefined : [[at, at + text.length]]
}

function initialRanges(key: string, text: string): readonly MatchRange[] | undefined {
  const starts = wordStarts(key).filter(start => /[a-z0-9]/.test(key.charAt(start)))
  if (![...text].every((letter, place) => key.charAt(starts[place] ?? key.length) === letter)) return undefined
  return starts.slice(0, text.length).map(start => [start, start + 1])
}

/** The letters of the query that the text has in the same order: for typing errors. */
function letterRanges(key: string, text: string): readonly MatchRange[] {
  const ranges: [number, number][] = []
  let at = 0
  for (const letter of text) {
    const found = key.indexOf(letter, at)
    if (found < 0 || found - at > 3) continue
    const last = ranges.at(-1)
    if (last && last[1] === found) last[1] = found + letter.length
    else ranges.push([found, found + letter.length])
    at = found + letter.length
  }
  return ranges
}

/** Ranges in the key as ranges in a text whose escapes and doubled blanks the key leaves out. */
function moveToShown(ranges: readonly MatchRange[], shown: string, key: string): readonly MatchRange[] {
  const places: number[] = []
  let at = 0
  for (let place = 0; place < shown.length && at < key.length; place++) {
    if (tagKey(`.${shown.charAt(place)}.`) === `.${key.charAt(at)}.`) places[at++] = place
  }
  return ranges.flatMap(([start, end]): MatchRange[] => {
    const first = places[start]
    const last = places[end - 1]
    return first === undefined || last === undefined ? [] : [[first, last + 1]]
  })
}
