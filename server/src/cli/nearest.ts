import { editDistance } from '../tags/edit-distance'

/** The candidate that was probably meant: at most two typing errors away, one in short words; the first of equals. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = word.length < 5 ? 1 : 2
  let best: string | undefined
  let least = limit + 1
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate, limit)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}
