import { tagKey } from '../../server/src/caption/tag-key'
import { mergeRecords } from '../../server/src/tags/merge-records'
import type { TagRecord } from '../../server/src/tags/record'
import { standingOf } from '../../server/src/tags/standing'
import type { TagList } from '../../server/src/tags/tag-index'


/** What `TagIndex` promises, in maps and arrays of records. */
export interface PlainTagIndex {
  readonly records: readonly TagRecord[]
  readonly byKey: ReadonlyMap<string, number>
  /** Alias key → ids of the tags that carry it, never a live tag's own key. */
  readonly byAlias: ReadonlyMap<string, number | readonly number[]>
  readonly implied: ReadonlyMap<number, readonly string[]>
  readonly impliers: ReadonlyMap<string, readonly number[]>
  readonly groups: ReadonlyMap<string, readonly number[]>
}

/**
 * Merges lists, first one first: an earlier list decides name, count and category of a tag where it knows them;
 * a later one adds the aliases, translations, implications, group and category that are missing.
 */
export function buildPlainIndex(lists: readonly TagList[]): PlainTagIndex {
  const records: TagRecord[] = []
  const byKey = new Map<string, number>()
  for (const list of lists) {
    for (const record of list.records) {
      const key = tagKey(record.name)
      if (key === '') continue
      const id = byKey.get(key)
      const known = id === undefined ? undefined : records[id]
      if (id === undefined || known === undefined) {
        byKey.set(key, records.length)
        records.push(record)
      } else {
        records[id] = mergeRecords(known, record)
      }
    }
  }
  const byAlias = indexAliases(records, byKey)
  return { records, byKey, byAlias, ...indexRelations(records, byKey, byAlias), groups: indexGroups(records) }
}

/** The tag of this very name, deprecated ones too; aliases are not followed. */
export function findTag(index: PlainTagIndex, text: string): TagRecord | undefined {
  const id = index.byKey.get(tagKey(text))
  return id === undefined ? undefined : index.records[id]
}

/** A tag that the booru still uses under this name. */
export function isLive(index: PlainTagIndex, text: string): boolean {
  const record = findTag(index, text)
  return record !== undefined && !record.deprecated
}

/** The tags that carry `text` as an alias, most posts first; none when it is a live tag itself. Slash abbreviations are aliases. */
export function findByAlias(index: PlainTagIndex, text: string): readonly TagRecord[] {
  return recordsOf(index, toIds(index.byAlias.get(tagKey(text))))
}

/** Keys of the tags that `text` implies directly, its aliases resolved. */
export function directlyImplied(index: PlainTagIndex, text: string): readonly string[] {
  const id = resolve(index.byKey, index.byAlias, tagKey(text))
  return id === undefined ? [] : (index.implied.get(id) ?? [])
}

/** Keys of all that `text` implies, through any number of steps, nearest first; never itself, also in a circle. */
export function allImplied(index: PlainTagIndex, text: string): readonly string[] {
  const start = resolve(index.byKey, index.byAlias, tagKey(text))
  const seen = new Set<string>()
  const waiting = start === undefined ? [] : [start]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    for (const key of index.implied.get(id) ?? []) {
      const next = index.byKey.get(key)
      if (seen.has(key) || next === start) continue
      seen.add(key)
      if (next !== undefined) waiting.push(next)
    }
  }
  return [...seen]
}

/** The tags that imply `text` directly, most posts first. */
export function impliersOf(index: PlainTagIndex, text: string): readonly TagRecord[] {
  return recordsOf(index, index.impliers.get(tagKey(text)) ?? [])
}

/** The tags of a semantic group of the vocabulary, most posts first. */
export function groupMembers(index: PlainTagIndex, group: string): readonly TagRecord[] {
  return recordsOf(index, index.groups.get(group) ?? [])
}

function indexAliases(records: readonly TagRecord[], byKey: ReadonlyMap<string, number>) {
  const byAlias = new Map<string, number | number[]>()
  records.forEach((record, id) => {
    for (const alias of record.aliases) {
      const key = tagKey(alias)
      const own = byKey.get(key)
      if (key === '' || (own !== undefined && !records[own]?.deprecated)) continue
      const known = byAlias.get(key)
      if (known === undefined) byAlias.set(key, id)
      else if (typeof known === 'number') {
        if (known !== id) byAlias.set(key, [known, id])
      } else if (!known.includes(id)) known.push(id)
    }
  })
  for (const ids of byAlias.values()) if (typeof ids !== 'number') sortByCount(ids, records)
  return byAlias
}

function indexRelations(
  records: readonly TagRecord[],
  byKey: ReadonlyMap<string, number>,
  byAlias: PlainTagIndex['byAlias'],
): Pick<PlainTagIndex, 'implied' | 'impliers'> {
  const implied = new Map<number, readonly string[]>()
  const impliers = new Map<string, number[]>()
  records.forEach((record, id) => {
    const keys = new Set<string>()
    for (const name of record.implies) {
      const target = resolve(byKey, byAlias, tagKey(name))
      if (target === id || tagKey(name) === '') continue
      const resolved = target === undefined ? undefined : records[target]
      keys.add(tagKey(resolved?.name ?? name))
    }
    if (keys.size === 0) return
    implied.set(id, [...keys])
    for (const key of keys) appendTo(impliers, key, id)
  })
  for (const ids of impliers.values()) sortByCount(ids, records)
  return { implied, impliers }
}

function indexGroups(records: readonly TagRecord[]): PlainTagIndex['groups'] {
  const groups = new Map<string, number[]>()
  records.forEach((record, id) => {
    if (record.group !== undefined) appendTo(groups, record.group, id)
  })
  for (const ids of groups.values()) sortByCount(ids, records)
  return groups
}

/** The tag of this key, or the one tag that it is an alias of; an alias of several tags resolves to none. */
function resolve(byKey: PlainTagIndex['byKey'], byAlias: PlainTagIndex['byAlias'], key: string): number | undefined {
  const own = byKey.get(key)
  if (own !== undefined) return own
  const target = byAlias.get(key)
  return typeof target === 'number' ? target : undefined
}

function toIds(ids: number | readonly number[] | undefined): readonly number[] {
  return ids === undefined ? [] : typeof ids === 'number' ? [ids] : ids
}

function recordsOf(index: PlainTagIndex, ids: readonly number[]): readonly TagRecord[] {
  return ids.flatMap(id => index.records[id] ?? [])
}

function appendTo<K>(map: Map<K, number[]>, key: K, id: number): void {
  const ids = map.get(key)
  if (ids) ids.push(id)
  else map.set(key, [id])
}

function sortByCount(ids: number[], records: readonly TagRecord[]): void {
  const standing = (id: number) => (records[id] ? standingOf(records[id]) : 0)
  ids.sort((a, b) => standing(b) - standing(a) || a - b)
}
