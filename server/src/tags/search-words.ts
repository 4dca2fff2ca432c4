import type { BestList } from './best-list'
import { exactScore, scoreTable, type WorthName } from './search-score'
import type { SearchIndex } from './search-index'
import type { SearchQuery } from './search-query'
import { findRange, type SortedStarts, type StartRange, visitRange } from './sorted-starts'
import { TextKind } from './tag-texts'
import { isLetter, letterBit, startsWord } from './word-starts'

/** How a tag was found, as small numbers for `BestList`; `Matched` in search.ts names them. */
export const How = { exact: 0, prefix: 1, alias: 2, word: 3, abbreviation: 4, substring: 5, translation: 6, typo: 7 } as const

/** Texts that begin with the query, or have a word from which on they go like it. */
export function matchPhrase(index: SearchIndex, query: SearchQuery, best: BestList): void {
  const { words } = index
  const { texts } = index.table
  const range = findRange(words, query.bytes)
  matchExact(index, query, range, best)
  visitRange(words, range, () => best.bar, (place, score) => {
    const text = words.texts[place] ?? 0
    const isTextStart = words.at[place] === texts.starts[text]
    best.offer(texts.owners[text] ?? 0, score, text, howOf(texts.kinds[text] ?? 0, isTextStart))
  })
}

/** Texts that have a word beginning with each word of the query, in any order, each query word at a word of its own. */
export function matchWords(index: SearchIndex, query: SearchQuery, best: BestList): void {
  if (query.words.length < 2 || query.words.length > maxWords) return
  const { words, weights } = index
  const { texts } = index.table
  const range = smallestRange(words, query.words)
  if (!range) return
  const openings = query.words.reduce((bits, word) => bits | letterBit(word[0] ?? 0), 0)
  const longestFirst = [...query.words].sort((a, b) => b.length - a.length)
  const inOrder = wordTables.map(names => scoreTable(names.inOrder))
  const anyOrder = wordTables.map(names => scoreTable(names.anyOrder))
  visitRange(words, range, () => best.bar, place => {
    const text = words.texts[place] ?? 0
    if (((index.openings[text] ?? 0) & openings) !== openings) return
    const kind = texts.kinds[text] ?? 0
    const owner = texts.owners[text] ?? 0
    const weight = weights[owner] ?? 0
    const score = inOrder[kind]?.[weight] ?? 0
    if (kind === TextKind.slash || score < best.bar) return
    const from = texts.starts[text] ?? 0
    const to = (texts.starts[text + 1] ?? 1) - 1
    if (matchesInOrder(words.bytes, from, to, query.words)) best.offer(owner, score, text, howOf(kind, false))
    else if (matchesAnyOrder(words.bytes, from, to, longestFirst)) {
      best.offer(owner, anyOrder[kind]?.[weight] ?? 0, text, howOf(kind, false))
    }
  })
}

/** Names whose words begin with the letters of the query: `lh`, `lav`. */
export function matchInitials(index: SearchIndex, query: SearchQuery, best: BestList): void {
  const { bytes } = query
  if (bytes.length < 2 || bytes.length > maxInitials || !bytes.every(byte => byte < 128 && isLetter(byte))) return
  const { initials, weights } = index
  const { texts } = index.table
  const exact = scoreTable('initialsExact')
  const whole = new Uint8Array(bytes.length + 1)
  whole.set(bytes)
  const range = findRange(initials, bytes)
  const wholeRange = findRange(initials, whole)
  for (let place = wholeRange.from; place < wholeRange.to; place++) {
    const rank = initials.texts[place] ?? 0
    const score = exact[weights[rank] ?? 0] ?? 0
    if (score >= best.bar) best.offer(rank, score, texts.first[rank] ?? 0, How.abbreviation)
  }
  visitRange(initials, range, () => best.bar, (place, score) => {
    const rank = initials.texts[place] ?? 0
    best.offer(rank, score, texts.first[rank] ?? 0, How.abbreviation)
  })
}

/** More words than any tag has: prose. */
const maxWords = 12
const maxInitials = 6

/** By `TextKind`; slash abbreviations have one word. */
const wordTables: readonly { inOrder: WorthName; anyOrder: WorthName }[] = [
  { inOrder: 'nameWordsInOrder', anyOrder: 'nameWordsAnyOrder' },
  { inOrder: 'aliasWordsInOrder', anyOrder: 'aliasWordsAnyOrder' },
  { inOrder: 'translationWords', anyOrder: 'translationWords' },
  { inOrder: 'aliasWordsInOrder', anyOrder: 'aliasWordsAnyOrder' },
  { inOrder: 'pinyinWord', anyOrder: 'pinyinWord' },
]

/** Texts that are the query and nothing more: they stand first in its range. */
function matchExact(index: SearchIndex, query: SearchQuery, range: StartRange, best: BestList): void {
  const { words, weights } = index
  const { texts } = index.table
  const aliasTable = scoreTable('aliasExact')
  const translationTable = scoreTable('translationExact')
  const pinyinTable = scoreTable('pinyinExact')
  for (let place = range.from; place < range.to; place++) {
    const at = words.at[place] ?? 0
    const text = words.texts[place] ?? 0
    if (words.bytes[at + query.bytes.length] !== 0 || at !== texts.starts[text]) break
    const owner = texts.owners[text] ?? 0
    const weight = weights[owner] ?? 0
    const kind = texts.kinds[text]
    if (kind === TextKind.name) best.offer(owner, exactScore(weight, query.bytes.length), text, How.exact)
    else if (kind === TextKind.translation) best.offer(owner, translationTable[weight] ?? 0, text, How.translation)
    else if (kind === TextKind.pinyin) best.offer(owner, pinyinTable[weight] ?? 0, text, How.translation)
    else best.offer(owner, aliasTable[weight] ?? 0, text, How.exact)
  }
}

function howOf(kind: number, isTextStart: boolean): number {
  if (kind === TextKind.alias) return How.alias
  if (kind === TextKind.translation || kind === TextKind.pinyin) return How.translation
  if (kind === TextKind.slash) return How.abbreviation
  return isTextStart ? How.prefix : How.word
}

/** The range of the word with the fewest places; undefined where a word has none. */
function smallestRange(words: SortedStarts, queryWords: readonly Uint8Array[]): StartRange | undefined {
  let smallest: StartRange | undefined
  for (const word of queryWords) {
    const range = findRange(words, word)
    if (range.from === range.to) return undefined
    if (!smallest || range.to - range.from < smallest.to - smallest.from) smallest = range
  }
  return smallest
}

/** Each word at a start of its own, from left to right; the first start that fits a word leaves the most to the next. */
function matchesInOrder(bytes: Uint8Array, from: number, to: number, words: readonly Uint8Array[]): boolean {
  let next = 0
  for (let at = from; at < to; at++) {
    const word = words[next]
    if (word && bytes[at] === word[0] && startsWord(bytes, at, from) && beginsWith(bytes, at, word)) next++
  }
  return next === words.length
}

/**
 * Longest words choose first. A word that a longer one can also match is its beginning, so the longer one's places are
 * among the shorter one's: no choice of the longer one can take away a place that another would have left.
 */
function matchesAnyOrder(bytes: Uint8Array, from: number, to: number, longestFirst: readonly Uint8Array[]): boolean {
  const taken: number[] = []
  return longestFirst.every(word => {
    for (let at = from; at < to; at++) {
      if (bytes[at] !== word[0] || !startsWord(bytes, at, from) || !beginsWith(bytes, at, word)) continue
      if (taken.includes(at)) continue
      taken.push(at)
      return true
    }
    return false
  })
}

function beginsWith(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false
  return true
}
