import { tagKey } from '../caption/tag-key'
import type { TagCategory, TagRecord, TagUse } from './record'
import { countRows, type NumberRows, rowOf } from './number-rows'
import { standingOf } from './standing'
import { hashTexts, textOfKey, textsOfKey, type TextHash } from './text-hash'
import { keyOfText, sourceText, TextKind, type TagTexts, TextWriter } from './tag-texts'

/**
 * Tag records, packed. Ids are ranks by standing (see standing.ts): the likeliest tag is 0, deprecated ones stand far back;
 * of two that stand alike the earlier one ranks first. A quarter of a million strings and arrays would cost ten times as much memory and a second
 * at every start; a record is made when it is asked for.
 */
export interface TagTable {
  readonly texts: TagTexts
  readonly hash: TextHash
  /** Rank → posts. */
  readonly counts: Float64Array
  /** Rank → category, use and marks, see `traitsOf`. */
  readonly traits: Uint16Array
  /** Rank → 1 + place in `groupNames`, 0 for none. */
  readonly groups: Uint16Array
  readonly groupNames: readonly string[]
  /** Rank → the texts of what the tag implies directly: names, or `outside` texts. */
  readonly implied: NumberRows
  /** Records that were asked for, by rank. */
  readonly memory: Map<number, TagRecord>
}

/** Enough of a table to look names up. */
export type NamedTexts = Pick<TagTable, 'texts' | 'hash'>

/** What a text is also found by, if anything: see `TextKind.pinyin`. */
export type ToPinyin = (translation: string) => readonly string[]

/** Packs records, of which each key should come once. `toPinyin` adds texts to their translations. */
export function packTags(entries: readonly TagRecord[], toPinyin?: ToPinyin): TagTable {
  const records = sortByStanding(entries)
  const writer = new TextWriter()
  records.forEach((record, rank) => {
    writer.beginTag()
    writeRecord(writer, record, rank, toPinyin)
  })
  writer.beginTag()
  const groupNames = [...new Set(records.flatMap(record => record.group ?? []))]
  const groupNumbers = new Map(groupNames.map((name, place) => [name, place + 1]))
  return {
    ...packImplied(records, writer),
    counts: Float64Array.from(records, record => record.count),
    traits: Uint16Array.from(records, traitsOf),
    groups: Uint16Array.from(records, record => groupNumbers.get(record.group ?? '') ?? 0),
    groupNames,
    memory: new Map(),
  }
}

/** How many tags there are. */
export function countTags(table: TagTable): number {
  return table.counts.length
}

/** The tag of a rank; the rank must be one of this table. */
export function recordAt(table: TagTable, rank: number): TagRecord {
  const { memory } = table
  const known = memory.get(rank)
  if (known) return known
  const record = makeRecord(table, rank)
  if (memory.size >= mostKept) memory.clear()
  memory.set(rank, record)
  return record
}

/** The key of the tag of a rank. */
export function keyAt({ texts }: TagTable, rank: number): string {
  return keyOfText(texts, texts.first[rank] ?? 0)
}

/** The rank of the tag with this very key; undefined where no tag has it. */
export function rankOfKey({ texts, hash }: NamedTexts, key: string): number | undefined {
  const text = textOfKey(texts, hash, key, TextKind.name)
  return text === undefined ? undefined : texts.owners[text]
}

/** The ranks of the tags that carry the key as an alias, ascending. */
export function ranksOfAlias({ texts, hash }: NamedTexts, key: string): readonly number[] {
  const ranks: number[] = []
  for (const text of textsOfKey(texts, hash, key)) {
    const kind = texts.kinds[text]
    const rank = texts.owners[text] ?? 0
    if ((kind === TextKind.alias || kind === TextKind.slash) && ranks.at(-1) !== rank) ranks.push(rank)
  }
  return ranks
}

/** The rank of the tag of this key, or of the one tag that it is an alias of; an alias of several tags leads to none. */
export function resolveKey(table: NamedTexts, key: string): number | undefined {
  const own = rankOfKey(table, key)
  if (own !== undefined) return own
  const [target, other] = ranksOfAlias(table, key)
  return other === undefined ? target : undefined
}

/** See `standingOf`. */
export function standingAt({ counts, traits, groups, groupNames }: TagTable, rank: number): number {
  const bits = traits[rank] ?? 0
  const group = groupNames[(groups[rank] ?? 0) - 1]
  return standingOf({ count: counts[rank] ?? 0, category: categories[bits & categoryMask] ?? 'general', deprecated: (bits & deprecatedBit) !== 0, group })
}

export function isDeprecated({ traits }: TagTable, rank: number): boolean {
  return ((traits[rank] ?? 0) & deprecatedBit) !== 0
}

/** Records are made again when asked again. */
const mostKept = 20_000

const categories: readonly TagCategory[] = ['general', 'artist', 'copyright', 'character', 'meta', 'species', 'lore', 'invalid']
const uses: readonly TagUse[] = ['N', 'I', 'O', 'V', 'C', 'B', 'S', 'X', 'M']
const categoryMask = 7
const uncategorisedBit = 8
const deprecatedBit = 16
/** The use's place plus one stands above these. */
const useShift = 5

function traitsOf({ category, uncategorised, deprecated, use }: TagRecord): number {
  const marks = (uncategorised ? uncategorisedBit : 0) + (deprecated ? deprecatedBit : 0)
  return categories.indexOf(category) + marks + ((use === undefined ? 0 : uses.indexOf(use) + 1) << useShift)
}

function sortByStanding(entries: readonly TagRecord[]): readonly TagRecord[] {
  const standings = Float64Array.from(entries, standingOf)
  const order = Uint32Array.from(entries, (_, place) => place)
  order.sort((a, b) => (standings[b] ?? 0) - (standings[a] ?? 0) || a - b)
  return Array.from(order, place => entries[place] as TagRecord) // places of entries
}

/** Abbreviations as the common Danbooru list has them among the aliases: `/lh`. */
function isSlash(alias: string): boolean {
  return alias.length > 1 && alias.startsWith('/')
}

function writeRecord(writer: TextWriter, record: TagRecord, rank: number, toPinyin: ToPinyin | undefined): void {
  writer.write(record.name, rank, TextKind.name)
  for (const alias of record.aliases) writer.write(alias, rank, isSlash(alias) ? TextKind.slash : TextKind.alias)
  for (const translation of record.translations) {
    writer.write(translation, rank, TextKind.translation)
    for (const pinyin of toPinyin?.(translation) ?? []) writer.write(pinyin, rank, TextKind.pinyin)
  }
}

/** Implied names as texts; those that no list has are written after all others. */
function packImplied(records: readonly TagRecord[], writer: TextWriter): Pick<TagTable, 'texts' | 'hash' | 'implied'> {
  const texts = writer.finish()
  const tags = { texts, hash: hashTexts(texts) }
  if (records.every(({ implies }) => implies.length === 0)) return { ...tags, implied: countRows(records.length, []) }
  const outside = new Map<string, number>()
  const pairs: [rank: number, text: number][] = []
  records.forEach(({ implies }, rank) => {
    const seen = new Set<number>()
    for (const name of implies) {
      if (tagKey(name) === '') continue
      const text = targetText(tags, name, outside, writer)
      if (text === texts.first[rank] || seen.has(text)) continue
      seen.add(text)
      pairs.push([rank, text])
    }
  })
  const implied = countRows(records.length, pairs)
  if (outside.size === 0) return { ...tags, implied }
  const all = writer.finish()
  return { texts: all, hash: hashTexts(all), implied }
}

/** The text of an implied name: its tag's, that of the one tag it is an alias of, or one of its own. */
function targetText(tags: NamedTexts, name: string, outside: Map<string, number>, writer: TextWriter): number {
  const key = tagKey(name)
  const target = resolveKey(tags, key)
  if (target !== undefined) return tags.texts.first[target] ?? 0
  const known = outside.get(key)
  if (known !== undefined) return known
  const text = writer.length
  outside.set(key, text)
  writer.write(name, tags.texts.first.length - 1 + outside.size - 1, TextKind.outside)
  return text
}

function makeRecord({ texts, counts, traits, groups, groupNames, implied }: TagTable, rank: number): TagRecord {
  const aliases: string[] = []
  const translations: string[] = []
  const first = texts.first[rank] ?? 0
  const end = texts.first[rank + 1] ?? first + 1
  for (let text = first + 1; text < end; text++) {
    const kind = texts.kinds[text]
    if (kind === TextKind.pinyin) continue
    const list = kind === TextKind.translation ? translations : aliases
    list.push(sourceText(texts, text))
  }
  const bits = traits[rank] ?? 0
  const record: { -readonly [K in keyof TagRecord]: TagRecord[K] } = {
    name: sourceText(texts, first),
    category: categories[bits & categoryMask] ?? 'general',
    count: counts[rank] ?? 0,
    aliases,
    implies: Array.from(rowOf(implied, rank), text => sourceText(texts, text)),
    translations,
  }
  const group = groupNames[(groups[rank] ?? 0) - 1]
  const use = uses[(bits >> useShift) - 1]
  if (bits & uncategorisedBit) record.uncategorised = true
  if (group !== undefined) record.group = group
  if (use !== undefined) record.use = use
  if (bits & deprecatedBit) record.deprecated = true
  return record
}
