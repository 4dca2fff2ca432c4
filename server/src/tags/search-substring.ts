import type { BestList } from './best-list'
import type { GramIndex } from './gram-index'
import { lettersOf, pairFrequency, pairOf } from './gram-index'
import type { SearchIndex } from './search-index'
import type { SearchQuery } from './search-query'
import { scoreTable } from './search-score'
import { How } from './search-words'
import { TextKind } from './tag-texts'

/** No search looks at more texts than this in one row of the gram index, the most posted ones. */
const maxVisits = 12_000

/** Names and aliases that contain the query anywhere: those that have its rarest pair of letters are looked at, most posted first. */
export function matchSubstring(index: SearchIndex, grams: GramIndex, query: SearchQuery, best: BestList): void {
  const pair = rarestPair(grams, query.bytes)
  if (pair === undefined) return
  const { weights } = index
  const { texts } = index.table
  const nameTable = scoreTable('nameSubstring')
  const aliasTable = scoreTable('aliasSubstring')
  const letters = lettersOf(query.bytes, 0, query.bytes.length)
  for (const row of [2 * pair, 2 * pair + 1]) {
    const start = grams.rows[row] ?? 0
    const end = Math.min(grams.rows[row + 1] ?? 0, start + maxVisits)
    for (let place = start; place < end; place++) {
      const text = grams.postings[place] ?? 0
      if (((grams.letters[text] ?? 0) & letters) !== letters) continue
      const owner = texts.owners[text] ?? 0
      const weight = weights[owner] ?? 0
      // Texts come most posted first: below the bar of the best kind nothing later can enter.
      if ((nameTable[weight] ?? 0) < best.bar) break
      const score = (texts.kinds[text] === TextKind.name ? nameTable : aliasTable)[weight] ?? 0
      if (score >= best.bar && contains(index, text, query.bytes)) best.offer(owner, score, text, How.substring)
    }
  }
}

function rarestPair(grams: GramIndex, bytes: Uint8Array): number | undefined {
  let rarest: number | undefined
  let fewest = Infinity
  for (let at = 1; at < bytes.length; at++) {
    const pair = pairOf(bytes[at - 1] ?? 0, bytes[at] ?? 0)
    const frequency = pairFrequency(grams, pair)
    if (frequency < fewest) {
      rarest = pair
      fewest = frequency
    }
  }
  return rarest
}

function contains({ table }: SearchIndex, text: number, query: Uint8Array): boolean {
  const { bytes, starts } = table.texts
  const last = (starts[text + 1] ?? 1) - 1 - query.length
  const first = query[0]
  for (let at = starts[text] ?? 0; at <= last; at++) {
    if (bytes[at] !== first) continue
    let length = 1
    while (length < query.length && bytes[at + length] === query[length]) length++
    if (length === query.length) return true
  }
  return false
}
