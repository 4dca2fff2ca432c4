import { editDistance } from '../tags/edit-distance'

/** Up to three words that a misspelt one may mean, nearest first; case, `-` and `_` are not told apart. */
export function nearWords(word: string, words: Iterable<string>): readonly string[] {
  const folded = fold(word)
  const limit = folded.length <= 4 ? 1 : folded.length <= 10 ? 2 : 3
  const found: { word: string; distance: number }[] = []
  for (const candidate of words) {
    const distance = editDistance(folded, fold(candidate), limit)
    if (distance <= limit && candidate !== word) found.push({ word: candidate, distance })
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, 3)
    .map((entry) => entry.word)
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('-', '_')
}
