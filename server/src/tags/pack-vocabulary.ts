import type { Vocabulary } from './check-vocabulary'
import type { TagCategory, TagRecord } from './record'
import type { ToPinyin } from './tag-table'
import type { VocabularyGroup } from './vocabulary'

/** One tag as a row: name, count, aliases, implied, translations, group's place, then category and 1 for deprecated where not usual. */
type PackedTag = readonly [
  name: string,
  count: number,
  aliases: readonly string[],
  implies: readonly string[],
  translations: readonly string[],
  group: number,
  category?: TagCategory,
  deprecated?: 1,
]

/** The content of `dist/vocabulary.json`. */
export interface PackedVocabulary {
  readonly groups: readonly VocabularyGroup[]
  readonly tags: readonly PackedTag[]
  /** Translation → its pinyin, see `toPinyin`. */
  readonly pinyin: Readonly<Record<string, readonly string[]>>
}

export function packVocabulary(vocabulary: Vocabulary, toPinyin: ToPinyin = () => []): PackedVocabulary {
  const places = new Map(vocabulary.groups.map((group, place) => [group.id, place]))
  const tags = vocabulary.records.map((record): PackedTag => {
    const { name, count, aliases, implies, translations, category } = record
    const row = [name, count, aliases, implies, translations, places.get(record.group ?? '') ?? -1] as const
    if (record.deprecated) return [...row, category, 1]
    return category === 'general' ? row : [...row, category]
  })
  const names = [...new Set(vocabulary.records.flatMap(({ translations }) => translations))]
  const pinyin = Object.fromEntries(names.map(name => [name, toPinyin(name)] as const).filter(([, texts]) => texts.length > 0))
  return { groups: vocabulary.groups, tags, pinyin }
}

export function unpackVocabulary(packed: PackedVocabulary): Vocabulary {
  const records = packed.tags.map((row): TagRecord => {
    const [name, count, aliases, implies, translations, place, category = 'general', deprecated] = row
    const group = packed.groups[place]
    const record = { name, category, count, aliases, implies, translations, group: group?.id, use: group?.use }
    return deprecated ? { ...record, deprecated: true } : record
  })
  return { groups: packed.groups, records }
}
