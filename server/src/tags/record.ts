/** Danbooru's and e621's categories by name; lists with other numbers map onto these. */
export type TagCategory = 'general' | 'artist' | 'copyright' | 'character' | 'meta' | 'species' | 'lore' | 'invalid'

/**
 * What a vocabulary group is about, and so what rules may do with its tags:
 * N persons and counts, I identity, O outfit, V variable, C composition, B background, S medium, X flaws, M file meta.
 */
export type TagUse = 'N' | 'I' | 'O' | 'V' | 'C' | 'B' | 'S' | 'X' | 'M'

/** One tag of a list, before lists are merged. Names are as the source spells them. */
export interface TagRecord {
  readonly name: string
  readonly category: TagCategory
  /** The source names no category; 'general' stands in until another list knows it. */
  readonly uncategorised?: true
  /** Posts on the booru; 0 when unknown. */
  readonly count: number
  readonly aliases: readonly string[]
  /** Tags that this one implies directly. */
  readonly implies: readonly string[]
  /** Names in other languages, best first. */
  readonly translations: readonly string[]
  /** Id of the semantic group in the built-in vocabulary. */
  readonly group?: string
  readonly use?: TagUse
  /** Left by the booru, still known to older models: never unknown, never completed first. */
  readonly deprecated?: boolean
}
