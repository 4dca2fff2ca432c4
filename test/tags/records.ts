import type { TagRecord } from '../../server/src/tags/record'

/** A tag for tests: a general one without relations unless said otherwise. */
export function tag(name: string, count = 0, more: Partial<TagRecord> = {}): TagRecord {
  return { name, category: 'general', count, aliases: [], implies: [], translations: [], ...more }
}

/** A few well-known tags with rounded counts. */
export const someTags: readonly TagRecord[] = [
  tag('1girl', 6_000_000, { aliases: ['sole_female'], translations: ['1个女孩'] }),
  tag('long_hair', 4_400_000, { aliases: ['/lh', 'longhair'], translations: ['长发'] }),
  tag('looking_at_viewer', 3_300_000, { aliases: ['/lav', 'eye_contact_with_viewer'], translations: ['看向观众'] }),
  tag('short_hair', 2_300_000, { aliases: ['shorthair'], translations: ['短发'] }),
  tag('long_sleeves', 1_600_000, { translations: ['长袖'] }),
  tag('blonde_hair', 1_500_000, { aliases: ['golden_hair', 'yellow_hair'], translations: ['金发'] }),
  tag('very_long_hair', 950_000, { implies: ['long_hair'], translations: ['超长发'] }),
  tag('ponytail', 600_000, { translations: ['马尾'] }),
  tag('school_uniform', 790_000, { translations: ['校服'] }),
  tag('hair_ornament', 1_400_000, { translations: ['发饰'] }),
  tag('hatsune_miku', 100_000, { category: 'character', translations: ['初音未来'] }),
  tag('bow_(weapon)', 24_000, { aliases: ['longbow'], translations: ['弓'] }),
  tag('long_horns', 700),
]
