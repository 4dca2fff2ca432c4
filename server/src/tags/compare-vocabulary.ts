import { formatCount } from '../base/number-format'
import { tagKey } from '../caption/tag-key'
import type { VocabularyFile } from './check-vocabulary'
import type { TagRecord } from './record'
import type { Relation } from './relation'

/** Lists of a booru to compare with; undefined where none was given, and then nothing of that kind is compared. */
export interface ComparedLists {
  readonly tags?: readonly TagRecord[]
  readonly aliases?: readonly Relation[]
  readonly implications?: readonly Relation[]
}

/** One difference; `kind` is for counting them. */
export interface VocabularyDifference {
  readonly kind: 'unknown' | 'count' | 'alias' | 'implication'
  readonly place: string
  readonly text: string
}

/** Counts that differ by more than this are told: they are written with two digits, and lists age. */
const countFactor = 2

/**
 * How the vocabulary differs from lists, in the order of its lines: names that the lists do not have (but for deprecated
 * and meta ones, which are ours), counts beyond a factor of two, aliases that are tags or lead elsewhere there,
 * implications that are not there, and those between tags of the vocabulary that are only there.
 */
export function compareVocabulary(files: readonly VocabularyFile[], lists: ComparedLists): readonly VocabularyDifference[] {
  const records = new Map(files.flatMap(({ parsed }) => parsed.records.map(record => [tagKey(record.name), record] as const)))
  const comparison: Comparison = {
    tags: lists.tags && new Map(lists.tags.map(record => [tagKey(record.name), record])),
    aliases: collectAliases(lists),
    implications: lists.implications && collect(lists.implications),
    ours: collect([...records.values()].flatMap(({ name, implies }) => implies.map(other => [name, other] as const))),
    records,
  }
  return files.flatMap(({ file, parsed }) =>
    parsed.records.flatMap((record, index) => {
      const place = `${file}:${(parsed.lines[index] ?? 0) + 1}`
      const found = [...compareTag(record, comparison), ...compareAliases(record, comparison), ...compareImplications(record, comparison)]
      return found.map(([kind, text]) => ({ kind, place, text }))
    }),
  )
}

type KeyMap = ReadonlyMap<string, ReadonlySet<string>>
type Found = readonly [kind: VocabularyDifference['kind'], text: string]

interface Comparison {
  readonly tags: ReadonlyMap<string, TagRecord> | undefined
  /** Alias → tags, of the alias file and of the list's own column. */
  readonly aliases: KeyMap
  readonly implications: KeyMap | undefined
  readonly ours: KeyMap
  readonly records: ReadonlyMap<string, TagRecord>
}

function* compareTag(record: TagRecord, { tags, aliases }: Comparison): Iterable<Found> {
  if (!tags || record.deprecated) return
  const key = tagKey(record.name)
  const listed = tags.get(key)
  if (!listed) {
    const targets = [...(aliases.get(key) ?? [])]
    if (targets.length > 0) yield ['unknown', `'${record.name}' is an alias of '${targets.join("', '")}' there`]
    else if (record.category !== 'meta') yield ['unknown', `'${record.name}' is not in the list`]
    return
  }
  const [less, more] = [Math.min(record.count, listed.count), Math.max(record.count, listed.count)]
  if (more > less * countFactor) {
    yield ['count', `'${record.name}' has ${formatCount(record.count)} posts here, ${formatCount(listed.count)} there`]
  }
}

function* compareAliases(record: TagRecord, { tags, aliases }: Comparison): Iterable<Found> {
  const own = tagKey(record.name)
  for (const alias of record.aliases) {
    const key = tagKey(alias)
    const targets = aliases.get(key)
    if (tags?.has(key)) yield ['alias', `'${alias}', an alias of '${record.name}', is a tag there`]
    else if (targets && !targets.has(own)) {
      yield ['alias', `'${alias}', an alias of '${record.name}', is one of '${[...targets].join("', '")}' there`]
    }
  }
}

function* compareImplications(record: TagRecord, { implications, ours, records }: Comparison): Iterable<Found> {
  if (!implications) return
  const own = tagKey(record.name)
  const theirs = reachable(implications, own)
  for (const name of record.implies) {
    if (!theirs.has(tagKey(name))) yield ['implication', `'${record.name}' does not imply '${name}' there`]
  }
  const known = reachable(ours, own)
  for (const key of implications.get(own) ?? []) {
    if (records.has(key) && !known.has(key)) yield ['implication', `'${record.name}' implies '${key}' there`]
  }
}

function collectAliases({ tags = [], aliases = [] }: ComparedLists): KeyMap {
  return collect([...aliases, ...tags.flatMap(({ name, aliases }) => aliases.map(alias => [alias, name] as const))])
}

function collect(relations: readonly Relation[]): KeyMap {
  const map = new Map<string, Set<string>>()
  for (const [antecedent, consequent] of relations) {
    const key = tagKey(antecedent)
    const known = map.get(key)
    if (known) known.add(tagKey(consequent))
    else map.set(key, new Set([tagKey(consequent)]))
  }
  return map
}

/** All keys that can be reached from one, itself only where there is a circle. */
function reachable(map: KeyMap, from: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...(map.get(from) ?? [])]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    waiting.push(...(map.get(key) ?? []))
  }
  return reached
}
