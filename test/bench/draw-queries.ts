import { tagKey } from '../../server/src/caption/tag-key'
import type { TagRecord } from '../../server/src/tags/record'

/** Keystrokes by what is typed: each query is what stands there after one more key. */
export type QuerySets = Readonly<Record<string, readonly string[]>>

/** Random numbers from 0 to 1, the same for the same seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `records` are sorted by posts. Every prefix of tags drawn by posts and evenly, of tags with an error, of nonsense, of Chinese names. */
export function drawQueries(records: readonly TagRecord[], seed: number): QuerySets {
  const random = makeRandom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T // lists here are not empty
  const byPosts = drawByPosts(records, random)
  const names = Array.from({ length: 150 }, () => tagKey(byPosts().name))
  const rare = Array.from({ length: 75 }, () => tagKey(pick(records).name))
  const translated = records.filter(record => record.translations.length > 0)
  return {
    'tags drawn by posts': names.flatMap(prefixes),
    'tags drawn evenly': rare.flatMap(prefixes),
    'tags with a typing error': names.filter(name => name.length > 4).flatMap(name => typeWithError(name, random)),
    'words swapped': names.filter(name => name.includes(' ')).flatMap(name => prefixes(name.split(' ').reverse().join(' '))),
    'misses': Array.from({ length: 40 }, () => Array.from({ length: 12 }, () => pick([...'bcdfghjklmnpqrstvwxz aeiou'])).join('')).flatMap(prefixes),
    'Chinese names': translated.length === 0 ? [] : Array.from({ length: 150 }, () => pick(pick(translated).translations)).flatMap(prefixes),
  }
}

export function prefixes(text: string): readonly string[] {
  return Array.from(text, (_, place) => text.slice(0, place + 1)).filter(prefix => prefix.trim() !== '')
}

/** Draws tags as often as they have posts. */
export function drawByPosts(records: readonly TagRecord[], random: () => number): () => TagRecord {
  let sum = 0
  const sums = Float64Array.from(records, record => (sum += record.count))
  return () => {
    const at = random() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return records[low] as TagRecord // low is a place in the list
  }
}

/** A letter swapped, left out, doubled or wrong; what is typed from there on. */
export function typeWithError(name: string, random: () => number): readonly string[] {
  const at = 1 + Math.floor(random() * (name.length - 2))
  const [before, here, next, after] = [name.slice(0, at), name.charAt(at), name.charAt(at + 1), name.slice(at + 2)]
  const wrongs = [next + here + after, next + after, here + here + next + after, 'e' + next + after]
  const wrong = before + (wrongs[Math.floor(random() * wrongs.length)] ?? '')
  return prefixes(wrong).slice(at)
}
