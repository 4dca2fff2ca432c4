/**
 * How much a way of matching is worth. A record's weight is its standing; a way of matching lowers it as if the tag
 * had 1 / (factor / posts + 1 / cap) posts: `factor` times fewer, and never more than `cap`. So post count decides
 * among equals, a very popular word start may beat a rare prefix, and never a popular one
 * (spec/ecosystem.md § 4: rank for prefixes, 20·rank + 2000 for word starts; Danbooru's rank 2000 has about 25,000 posts).
 */
interface Worth {
  readonly factor: number
  readonly cap: number
}

/** Weights and scores are whole numbers of this many to one bit, i.e. to one doubling of posts. */
export const unitsPerBit = 256
/** Above every weight: posts up to 2^40. */
const maxWeight = 40 * unitsPerBit
/** Added to every score, so that those of rare tags in weak ways stay above 0, the bar of an unfilled list. */
const offsetBits = 16

/** Puts an exactly typed name above all else; with the weight it stays below 2^16. */
const exactBonus = 80 * unitsPerBit
/**
 * The same by length where the name is so short (`v`, `fan`) that most who typed it are on their way to a longer one. From
 * four letters on, what is more popular was first a letter before, so the place is free (test/bench/keystrokes.bench.ts).
 */
const shortBonuses = [0, 1, 2, 4].map(bits => (offsetBits + bits) * unitsPerBit)

const worths = {
  namePrefix: { factor: 1, cap: Infinity },
  nameWord: { factor: 20, cap: 25_000 },
  aliasExact: { factor: 1 / 2, cap: Infinity },
  aliasPrefix: { factor: 30, cap: 10_000 },
  aliasWord: { factor: 120, cap: 3_000 },
  translationExact: { factor: 1 / 64, cap: Infinity },
  translationPrefix: { factor: 1, cap: Infinity },
  translationWord: { factor: 4, cap: 200_000 },
  slashPrefix: { factor: 8, cap: 60_000 },
  slashWord: { factor: 60, cap: 4_000 },
  nameWordsInOrder: { factor: 25, cap: 20_000 },
  nameWordsAnyOrder: { factor: 40, cap: 12_000 },
  aliasWordsInOrder: { factor: 120, cap: 3_000 },
  aliasWordsAnyOrder: { factor: 200, cap: 2_000 },
  translationWords: { factor: 8, cap: 100_000 },
  // below the initials of English names: `lh` is long hair before 脸红, of which no one thinks who types no pinyin
  pinyinExact: { factor: 300, cap: 7_000 },
  pinyinPrefix: { factor: 2_000, cap: 800 },
  pinyinWord: { factor: 5_000, cap: 300 },
  initialsExact: { factor: 150, cap: 8_000 },
  initialsPrefix: { factor: 600, cap: 1_500 },
  nameSubstring: { factor: 200, cap: 3_000 },
  aliasSubstring: { factor: 500, cap: 1_000 },
} satisfies Record<string, Worth>

export type WorthName = keyof typeof worths

/** A standing (see standing.ts) in units. */
export function weightOf(standing: number): number {
  return Math.min(maxWeight, Math.max(0, Math.round(standing * unitsPerBit)))
}

/** Weight → score for one way of matching, made once when first asked for. */
export function scoreTable(name: WorthName): Uint16Array {
  const known = tables.get(name)
  if (known) return known
  const table = Uint16Array.from({ length: maxWeight + 1 }, (_, weight) => lower(weight, worths[name]))
  tables.set(name, table)
  return table
}

/** The score of a tag whose name is exactly the query, of so many bytes. */
export function exactScore(weight: number, length: number): number {
  return weight + (shortBonuses[length] ?? exactBonus)
}

const tables = new Map<WorthName, Uint16Array>()

function lower(weight: number, { factor, cap }: Worth): number {
  const posts = 2 ** (weight / unitsPerBit)
  const worth = 1 / (factor / posts + 1 / cap)
  return Math.round((Math.log2(worth) + offsetBits) * unitsPerBit)
}

