/**
 * Danbooru's tags by their fewest posts, end of 2024 (spec/peers.md § 6.1), and its relations, May 2025. The API names no
 * totals; these are for the progress only.
 */
const TAGS_BY_COUNT: readonly (readonly [number, number])[] = [
  [1, 1_150_000],
  [25, 140_782],
  [50, 91_357],
  [100, 57_170],
  [200, 34_908],
  [500, 18_190],
  [1_000, 11_471],
  [5_000, 4_121],
  [10_000, 2_597],
  [100_000, 437],
  [10_000_000, 1],
]

export const EXPECTED_RELATIONS = { aliases: 31_000, implications: 30_000 } as const

/** About how many tags have so many posts: straight between the known points on a doubly logarithmic scale. */
export function expectedTags(minimumCount: number): number {
  const above = TAGS_BY_COUNT.findIndex(([count]) => count >= minimumCount)
  const [highCount, high] = TAGS_BY_COUNT[above] ?? [1, 1]
  const [lowCount, low] = TAGS_BY_COUNT[above - 1] ?? [highCount, high]
  if (above < 0 || lowCount === highCount) return high
  const share = Math.log(minimumCount / lowCount) / Math.log(highCount / lowCount)
  return Math.round(low * (high / low) ** share)
}
