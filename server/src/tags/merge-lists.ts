import { tagKey } from '../caption/tag-key'
import { appendMissing, mergeRecords } from './merge-records'
import type { TagRecord } from './record'
import type { Relation } from './relation'
import type { TagNames } from './translation-source'

/** One list as read from a source. */
export interface TagList {
  /** Names the list to the user: a file path, or `vocabulary`. */
  readonly id: string
  readonly records: readonly TagRecord[]
}

/** Lists on their way to one: ask and change it through the functions of this file. */
export interface MergedLists {
  /** In the order in which the tags were first met. */
  readonly records: TagRecord[]
  readonly byKey: Map<string, number>
}

/** How much a file brought: `tags` it speaks of, and how many of them were new or learned something from it. */
export interface Gain {
  readonly tags: number
  readonly added: number
}

export function emptyLists(): MergedLists {
  return { records: [], byKey: new Map() }
}

/**
 * Merges a list behind those that are there: an earlier list decides name, count and category of a tag where it knows
 * them; a later one adds the aliases, translations, implications, group and category that are missing.
 */
export function addList({ records, byKey }: MergedLists, list: TagList): Gain {
  const before = records.length
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
  return { tags: list.records.length, added: records.length - before }
}

/** Aliases for tags that a list has; an alias may lead to several. The others are left out: no list knows what they are of. */
export function addAliases(lists: MergedLists, pairs: readonly Relation[]): Gain {
  const find = finder(lists)
  const additions = new Map<number, string[]>()
  for (const [alias, tag] of pairs) append(additions, find(tag), alias)
  return change(lists, pairs.length, additions, (record, aliases) => ({ ...record, aliases: appendMissing(record.aliases, aliases, tagKey(record.name)) }))
}

/** Implications of tags that a list has; what is implied need not be in one. */
export function addImplications(lists: MergedLists, pairs: readonly Relation[]): Gain {
  const find = finder(lists)
  const additions = new Map<number, string[]>()
  for (const [tag, implied] of pairs) append(additions, find(tag), implied)
  return change(lists, pairs.length, additions, (record, implies) => ({ ...record, implies: appendMissing(record.implies, implies, tagKey(record.name)) }))
}

/**
 * Translations for tags that a list has, by the tag or by an alias. `files` in their order: a name of the first stands
 * first, before those of the lists, for who gives a file of translations wants them.
 */
export function addTranslations(lists: MergedLists, files: readonly (readonly TagNames[])[]): readonly Gain[] {
  const find = finder(lists)
  const additions = new Map<number, string[]>()
  const gains = files.map(rows => {
    let added = 0
    for (const { tag, names } of rows) {
      const id = find(tag)
      if (id === undefined) continue
      added++
      for (const name of names) append(additions, id, name)
    }
    return { tags: rows.length, added }
  })
  change(lists, 0, additions, (record, names) => ({ ...record, translations: appendMissing(appendMissing([], names), record.translations) }))
  return gains
}

/** How a name stands in the lists: for telling relations apart. */
export function standingIn(lists: MergedLists): (name: string) => 'tag' | 'alias' | 'unknown' {
  const aliases = new Set(lists.records.flatMap(record => record.aliases.map(tagKey)))
  return name => {
    const key = tagKey(name)
    const id = lists.byKey.get(key)
    if (id !== undefined && !lists.records[id]?.deprecated) return 'tag'
    return id !== undefined || aliases.has(key) ? 'alias' : 'unknown'
  }
}

/** The tag of a name, or the one tag that it is an alias of. */
function finder({ records, byKey }: MergedLists): (name: string) => number | undefined {
  const several = -1
  const byAlias = new Map<string, number>()
  records.forEach((record, id) => {
    for (const alias of record.aliases) {
      const key = tagKey(alias)
      byAlias.set(key, (byAlias.get(key) ?? id) === id ? id : several)
    }
  })
  return name => {
    const key = tagKey(name)
    const id = byKey.get(key) ?? byAlias.get(key)
    return id === several ? undefined : id
  }
}

function append(additions: Map<number, string[]>, id: number | undefined, text: string): void {
  if (id === undefined) return
  const known = additions.get(id)
  if (known) known.push(text)
  else additions.set(id, [text])
}

function change(
  { records }: MergedLists,
  tags: number,
  additions: ReadonlyMap<number, readonly string[]>,
  changed: (record: TagRecord, texts: readonly string[]) => TagRecord,
): Gain {
  let added = 0
  for (const [id, texts] of additions) {
    const record = records[id]
    if (!record) continue
    records[id] = changed(record, texts)
    added += texts.length
  }
  return { tags, added }
}
