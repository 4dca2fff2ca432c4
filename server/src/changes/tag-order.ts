import { applySpanEdits } from '../base/span'
import type { Caption, Tag } from '../caption/caption'
import { editCaption, type TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import { knownKey, recordOfPhrase } from '../tags/known-key'
import { findTag } from '../tags/tag-index'
import type { Knowledge } from '../workspace/knowledge'
import type { LinePieces } from './locked-tags'
import { sectionOf, TAG_SECTIONS } from './tag-section'

export const TAG_ORDERS = ['category', 'alphabetical', 'frequency'] as const
export type TagOrder = (typeof TAG_ORDERS)[number]

/** Where a tag stands among others: numbers first, then texts; equal tags keep their order. */
export type TagRank = (key: string) => readonly (number | string)[]

/** The order that people come with: trigger, count, character, copyright, general by group, meta. Artists stand behind series. */
export function categoryRank(knowledge: Pick<Knowledge, 'tags' | 'groups'>, triggers: ReadonlySet<string>): TagRank {
  let rank = ranks.get(knowledge.tags)
  if (!rank) ranks.set(knowledge.tags, (rank = remembered(rankByCategory(knowledge))))
  const listed = rank
  return (key) => (triggers.has(key) ? [0] : listed(key))
}

/** Knowledge is replaced as a whole, so what was looked up stays true. */
const ranks = new WeakMap<Knowledge['tags'], TagRank>()

function rankByCategory(knowledge: Pick<Knowledge, 'tags' | 'groups'>): TagRank {
  const groups = new Map(knowledge.groups.map((group, place) => [group.id, place]))
  const names = ['character', 'copyright', 'artist']
  return (key) => {
    const known = knownKey(knowledge.tags, key)
    const record = findTag(knowledge.tags, known) ?? recordOfPhrase(knowledge.tags, known)
    // a phrase that ends in a name is no name
    const section = record && names.includes(record.category) && !findTag(knowledge.tags, known) ? 'other' : sectionOf(record)
    // `1girl` before `solo`
    if (section === 'persons') return [1, /^\d/.test(known) ? 0 : 1]
    if (section === 'names') return [2, names.indexOf(record?.category ?? '')]
    return section === 'meta' ? [4] : [3, TAG_SECTIONS.indexOf(section), groups.get(record?.group ?? '') ?? groups.size]
  }
}

/** Most used first. */
export function frequencyRank({ counts }: Pick<Dataset, 'counts'>): TagRank {
  return (key) => [-(counts.get(key)?.captions ?? 0)]
}

/** By code points, so that the order is the same everywhere. */
export const alphabeticalRank: TagRank = (key) => [key]

const MOST_REMEMBERED = 50_000

function remembered(rank: TagRank): TagRank {
  const known = new Map<string, readonly (number | string)[]>()
  return (key) => {
    let found = known.get(key)
    if (found) return found
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, (found = rank(key)))
    return found
  }
}

/**
 * Puts the tags of a line in order, within each comma list: the tags change places, everything between them stays.
 * Locked tags stand where they stand.
 */
export function orderLine(caption: Caption, line: LinePieces, locked: ReadonlySet<Tag>, rank: TagRank): TagEdit[] {
  const edits: TagEdit[] = []
  let free: Tag[] = []
  for (let piece = line.first; piece <= line.last; piece++) {
    const tag = caption.pieces[piece]?.tag
    if (tag && !locked.has(tag)) free.push(tag)
    if (piece < line.last && caption.separators[piece]?.kind === 'comma') continue
    edits.push(...permute(free, rank))
    free = []
  }
  return edits
}

function permute(tags: readonly Tag[], rank: TagRank): TagEdit[] {
  const ranked = tags.map((tag) => ({ tag, rank: rank(tag.key) }))
  const sorted = ranked.toSorted((a, b) => compareRanks(a.rank, b.rank))
  return ranked.flatMap(({ tag }, place): TagEdit[] => {
    const text = sorted[place]?.tag.text ?? tag.text
    return text === tag.text ? [] : [{ kind: 'rewrite', span: tag.span, text }]
  })
}

/** Numbers before texts of the same place are not told apart: ranks of one order are alike in kind. */
export function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

/** Whether edits leave a caption the same tags with the same weights on each line, in whatever order. */
export function keepsTags(caption: Caption, edits: readonly TagEdit[]): boolean {
  const after = parseCaption(applySpanEdits(caption.text, editCaption(caption, edits)))
  const describe = ({ tags }: Caption): string => JSON.stringify(tags.map((tag) => `${tag.line} ${tag.weight} ${tag.text}`).sort())
  return describe(after) === describe(caption)
}
