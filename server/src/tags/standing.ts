import type { TagCategory, TagRecord } from './record'

/**
 * How likely a caption has a tag, in doublings of posts: log2(1 + posts), a little more for tags of the built-in vocabulary,
 * which are those that taggers say and captions need, less for categories that captions rarely have, far less for
 * deprecated tags. Decides the rank of a tag in its table.
 */
export function standingOf({ count, category, deprecated, group }: Pick<TagRecord, 'count' | 'category' | 'deprecated' | 'group'>): number {
  const bits = Math.log2(1 + Math.max(0, count))
  if (deprecated) return bits / 4
  return bits + (group === undefined ? 0 : vocabularyBits) - (rareBits[category] ?? 0)
}

const vocabularyBits = 1

/** Taggers say general tags and characters; what a file or an upload is, who drew it and where it is from is seldom trained. */
const rareBits: Partial<Readonly<Record<TagCategory, number>>> = { artist: 3, meta: 2.5, copyright: 1.5, lore: 2, invalid: 8 }
