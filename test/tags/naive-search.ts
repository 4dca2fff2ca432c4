import { tagKey } from '../../server/src/caption/tag-key'
import type { TagRecord } from '../../server/src/tags/record'
import { substringRoom } from '../../server/src/tags/search'
import { queryTexts } from '../../server/src/tags/search-query'
import { exactScore, scoreTable, unitsPerBit, weightOf, type WorthName } from '../../server/src/tags/search-score'
import { standingOf } from '../../server/src/tags/standing'
import { startsWordAt } from '../../server/src/tags/word-starts'

export interface NaiveHit {
  readonly name: string
  readonly score: number
}

type Kind = 'name' | 'alias' | 'translation' | 'slash'

/** What `searchTags` promises, over all texts and without any index; typing errors left out. */
export function naiveSearch(records: readonly TagRecord[], typed: string, limit: number): readonly NaiveHit[] {
  const ranked = records.map(record => ({ record, weight: weightOf(standingOf(record)) }))
  ranked.sort((a, b) => standingOf(b.record) - standingOf(a.record))
  for (const query of queryTexts(typed)) {
    const scored = ranked.map(({ record, weight }) => ({ record, weight, best: bestScore(record, weight, query) }))
    const found = Math.min(limit, scored.filter(({ best }) => best > 0).length)
    const isWord = !query.trim().includes(' ')
    if (query.length >= 3 && query.charCodeAt(0) < 0x3000 && found < (isWord ? substringRoom : 1)) {
      for (const entry of scored) entry.best = Math.max(entry.best, substringScore(entry.record, entry.weight, query))
    }
    const hits = scored.filter(({ best }) => best > 0).sort((a, b) => b.best - a.best)
    if (hits.length > 0) return hits.slice(0, limit).map(({ record, best }) => ({ name: record.name, score: best / unitsPerBit }))
  }
  return []
}

function textsOf(record: TagRecord): readonly (readonly [Kind, string])[] {
  return [
    ['name', tagKey(record.name)],
    ...record.aliases.map(text => [text.length > 1 && text.startsWith('/') ? 'slash' : 'alias', tagKey(text)] as const),
    ...record.translations.map(text => ['translation', tagKey(text)] as const),
  ]
}

const worths: Readonly<Record<Kind, { prefix: WorthName; word: WorthName; inOrder?: WorthName; anyOrder?: WorthName }>> = {
  name: { prefix: 'namePrefix', word: 'nameWord', inOrder: 'nameWordsInOrder', anyOrder: 'nameWordsAnyOrder' },
  alias: { prefix: 'aliasPrefix', word: 'aliasWord', inOrder: 'aliasWordsInOrder', anyOrder: 'aliasWordsAnyOrder' },
  translation: { prefix: 'translationPrefix', word: 'translationWord', inOrder: 'translationWords', anyOrder: 'translationWords' },
  slash: { prefix: 'slashPrefix', word: 'slashWord' },
}

function bestScore(record: TagRecord, weight: number, query: string): number {
  const score = (name: WorthName | undefined) => (name === undefined ? 0 : (scoreTable(name)[weight] ?? 0))
  const scores = textsOf(record).flatMap(([kind, key]) => {
    const worth = worths[kind]
    const starts = wordStarts(key)
    const words = query.trim().split(' ')
    const several = words.length > 1 && words.length <= 12
    return [
      key !== query ? 0 : kind === 'name' ? exactScore(weight, new TextEncoder().encode(query).length) : score(kind === 'translation' ? 'translationExact' : 'aliasExact'),
      key.startsWith(query) ? score(worth.prefix) : 0,
      starts.some(start => start > 0 && key.startsWith(query, start)) ? score(worth.word) : 0,
      several && assignable(key, starts, words, true) ? score(worth.inOrder) : 0,
      several && assignable(key, starts, words, false) ? score(worth.anyOrder) : 0,
    ]
  })
  const initials = wordStarts(tagKey(record.name))
    .map(start => tagKey(record.name).charAt(start))
    .filter(letter => /[a-z0-9]/.test(letter))
    .join('')
  if (/^[a-z0-9]{2,6}$/.test(query) && initials.length > 1 && initials.startsWith(query)) {
    scores.push(score(initials === query ? 'initialsExact' : 'initialsPrefix'))
  }
  return Math.max(...scores)
}

function substringScore(record: TagRecord, weight: number, query: string): number {
  const scores = textsOf(record).map(([kind, key]) => {
    if ((kind !== 'name' && kind !== 'alias') || !key.includes(query)) return 0
    return scoreTable(kind === 'name' ? 'nameSubstring' : 'aliasSubstring')[weight] ?? 0
  })
  return Math.max(...scores)
}

function wordStarts(key: string): readonly number[] {
  return [...key].length === 0 ? [] : Array.from(key, (_, at) => at).filter(at => startsWordAt(key, at))
}

/** Tries every way to give each word a start of its own. */
function assignable(key: string, starts: readonly number[], words: readonly string[], inOrder: boolean): boolean {
  const [word, ...others] = words
  if (word === undefined) return true
  return starts.some((start, place) => {
    if (!key.startsWith(word, start)) return false
    const left = inOrder ? starts.slice(place + 1) : starts.filter(other => other !== start)
    return assignable(key, left, others, inOrder)
  })
}
