import { tagKey } from '../caption/tag-key'
import { addList, emptyLists, type TagList } from './merge-lists'
import { countRows, type NumberRows, rowOf } from './number-rows'
import type { TagRecord } from './record'
import { countTags, isDeprecated, packTags, rankOfKey, ranksOfAlias, recordAt, resolveKey, type TagTable } from './tag-table'
import { keyOfText, TextKind } from './tag-texts'
import { textOfKey } from './text-hash'

export type { TagList } from './merge-lists'

/** All tag knowledge in force, immutable; ask it through the functions of this file. */
export interface TagIndex {
  readonly table: TagTable
  /** Rank, or number of an `outside` text, → the ranks of the tags that imply it directly, ascending. */
  readonly impliers: NumberRows
  /** Place in `table.groupNames` → the ranks of the group's tags, ascending. */
  readonly members: NumberRows
}

/** Merges lists, first one first, see `addList`. */
export function buildTagIndex(lists: readonly TagList[]): TagIndex {
  const merged = emptyLists()
  for (const list of lists) addList(merged, list)
  return indexTags(packTags(merged.records))
}

export function indexTags(table: TagTable): TagIndex {
  const { texts, implied, groups, groupNames } = table
  const outside = texts.kinds.length - (texts.first[countTags(table)] ?? 0)
  const impliers: [number, number][] = []
  const members: [number, number][] = []
  for (let rank = 0; rank < countTags(table); rank++) {
    for (const text of rowOf(implied, rank)) impliers.push([texts.owners[text] ?? 0, rank])
    const group = groups[rank] ?? 0
    if (group > 0) members.push([group - 1, rank])
  }
  return { table, impliers: countRows(countTags(table) + outside, impliers), members: countRows(groupNames.length, members) }
}

/** How many tags are known. */
export function tagCount(index: TagIndex): number {
  return countTags(index.table)
}

/** The tag of this very name, deprecated ones too; aliases are not followed. */
export function findTag(index: TagIndex, text: string): TagRecord | undefined {
  const rank = rankOfKey(index.table, tagKey(text))
  return rank === undefined ? undefined : recordAt(index.table, rank)
}

/** Every tag, likeliest first, deprecated ones far back; made one after the other, and not kept. */
export function* allTags(index: TagIndex): Iterable<TagRecord> {
  for (let rank = 0; rank < countTags(index.table); rank++) yield recordAt(index.table, rank)
}

/** Whether there is a tag of this very name, deprecated ones too. */
export function hasTag(index: TagIndex, text: string): boolean {
  return rankOfKey(index.table, tagKey(text)) !== undefined
}

/** A tag that the booru still uses under this name. */
export function isLive(index: TagIndex, text: string): boolean {
  const rank = rankOfKey(index.table, tagKey(text))
  return rank !== undefined && !isDeprecated(index.table, rank)
}

/**
 * The tags that carry `text` as an alias, likeliest first, deprecated ones last; none when it is a live tag itself.
 * Slash abbreviations are aliases.
 */
export function findByAlias(index: TagIndex, text: string): readonly TagRecord[] {
  return isLive(index, text) ? [] : recordsOf(index, ranksOfAlias(index.table, tagKey(text)))
}

/** Whether a tag carries `text` as an alias; never true of a live tag. */
export function hasAlias(index: TagIndex, text: string): boolean {
  return !isLive(index, text) && ranksOfAlias(index.table, tagKey(text)).length > 0
}

/** Keys of the tags that `text` implies directly, its aliases resolved. */
export function directlyImplied(index: TagIndex, text: string): readonly string[] {
  const rank = resolveKey(index.table, tagKey(text))
  return rank === undefined ? [] : Array.from(rowOf(index.table.implied, rank), implied => keyOfText(index.table.texts, implied))
}

/** Keys of all that `text` implies, through any number of steps, nearest first; never itself, also in a circle. */
export function allImplied(index: TagIndex, text: string): readonly string[] {
  const { texts, implied } = index.table
  const start = resolveKey(index.table, tagKey(text))
  if (start === undefined) return []
  const found: number[] = []
  // ranks and `found` advance together: what was found is the next to ask
  for (let rank: number | undefined = start, asked = 0; rank !== undefined; rank = texts.owners[found[asked++] ?? -1]) {
    const end = implied.starts[rank + 1] ?? 0
    for (let at = implied.starts[rank] ?? 0; at < end; at++) {
      const target = implied.numbers[at] ?? 0
      if (texts.owners[target] !== start && !found.includes(target)) found.push(target)
    }
  }
  return found.map(target => keyOfText(texts, target))
}

/** The tags that imply `text` directly, likeliest first, deprecated ones last. */
export function impliersOf(index: TagIndex, text: string): readonly TagRecord[] {
  const { texts, hash } = index.table
  const key = tagKey(text)
  const node = textOfKey(texts, hash, key, TextKind.name) ?? textOfKey(texts, hash, key, TextKind.outside)
  return node === undefined ? [] : recordsOf(index, rowOf(index.impliers, texts.owners[node] ?? 0))
}

/** The tags of a semantic group of the vocabulary, likeliest first, deprecated ones last. */
export function groupMembers(index: TagIndex, group: string): readonly TagRecord[] {
  const place = index.table.groupNames.indexOf(group)
  return place < 0 ? [] : recordsOf(index, rowOf(index.members, place))
}

function recordsOf({ table }: TagIndex, ranks: Iterable<number>): readonly TagRecord[] {
  return Array.from(ranks, rank => recordAt(table, rank))
}
