import type { TagCategory } from './record'

/** What the numbers in a list's category column mean; they differ from booru to booru. */
export type BooruScheme = 'danbooru' | 'e621' | 'derpibooru' | 'merged'

/**
 * Danbooru and e621: their own numbers (spec/peers.md § 6.1). Derpibooru: as tagcomplete's list has them, seen in its data.
 * Merged: Danbooru's up to 5, e621's above (a1111-sd-webui-tagcomplete, pull request 312).
 */
const schemes: Readonly<Record<BooruScheme, Readonly<Record<number, TagCategory>>>> = {
  danbooru: { 0: 'general', 1: 'artist', 3: 'copyright', 4: 'character', 5: 'meta' },
  e621: {
    [-1]: 'invalid',
    0: 'general',
    1: 'artist',
    2: 'artist',
    3: 'copyright',
    4: 'character',
    5: 'species',
    6: 'invalid',
    7: 'meta',
    8: 'lore',
  },
  derpibooru: {
    0: 'general',
    1: 'copyright',
    3: 'species',
    4: 'character',
    5: 'meta',
    6: 'general',
    7: 'character',
    8: 'meta',
    9: 'meta',
    10: 'meta',
    11: 'copyright',
  },
  merged: {
    0: 'general',
    1: 'artist',
    3: 'copyright',
    4: 'character',
    5: 'meta',
    7: 'general',
    8: 'artist',
    9: 'artist',
    10: 'copyright',
    11: 'character',
    12: 'species',
    14: 'meta',
    15: 'lore',
  },
}

/** Told by the file's name; Danbooru where it says nothing. */
export function schemeOf(name: string): BooruScheme {
  const lower = name.slice(name.search(/[^/\\]*$/)).toLowerCase()
  if (lower.includes('e621')) return lower.includes('danbooru') ? 'merged' : 'e621'
  return lower.includes('derpi') ? 'derpibooru' : 'danbooru'
}

/** The category of a number; undefined where the scheme has none. */
export function categoryOf(scheme: BooruScheme, number: number): TagCategory | undefined {
  return schemes[scheme][number]
}
