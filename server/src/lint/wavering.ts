import { eachSliced, finish, type Sliced } from '../base/sliced'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import type { ExclusiveSet } from '../tags/exclusive'
import { tellsOnePerson } from '../tags/persons'

/** Two near tags between which the captions of a concept waver. */
export interface WaveringPair {
  readonly set: ExclusiveSet
  readonly keys: readonly [string, string]
  /** Captions with the first, with the second, with both. */
  readonly captions: readonly [number, number, number]
}

/** From this many captions on it is the concept and not one caption. */
const ENOUGH = 3
/** Sets of what does not change from picture to picture of one character. */
export const TRAITS: ReadonlySet<string> = new Set(['hair-length', 'hair-colour', 'eye-colour', 'animal-ears', 'animal-tail', 'animal-girl'])

/** Concepts are made anew whenever anything in the dataset changes. */
const cache = new WeakMap<Concept, readonly WaveringPair[]>()

/** The near pairs of a concept that stand together in several captions; traits of a character also where they alternate. */
export function findWavering(concept: Concept, dataset: Dataset, sets: readonly ExclusiveSet[]): readonly WaveringPair[] {
  return finish(waveringSliced(concept, dataset, sets))
}

/** The same in slices. */
export function* waveringSliced(concept: Concept, dataset: Dataset, sets: readonly ExclusiveSet[]): Sliced<readonly WaveringPair[]> {
  const known = cache.get(concept)
  if (known) return known
  const found = yield* countPairs(concept, dataset, sets)
  cache.set(concept, found)
  return found
}

interface CountedPair {
  readonly set: ExclusiveSet
  readonly keys: readonly [string, string]
  readonly counts: [number, number, number]
  /** What lifts the set, of the tags that the folder has. */
  readonly unless: readonly string[]
}

function* countPairs(concept: Concept, dataset: Dataset, sets: readonly ExclusiveSet[]): Sliced<readonly WaveringPair[]> {
  const folder = concept.folder.path
  const used = (key: string): boolean => (dataset.counts.get(key)?.byFolder.get(folder) ?? 0) >= ENOUGH
  const pairs = sets.flatMap((set) => set.near.filter((keys) => keys.every(used)).map((keys) => ({ set, keys, counts: [0, 0, 0] as [number, number, number] })))
  if (pairs.length === 0) return []
  const { tags } = dataset.counts.inFolder(folder)
  const pairsWith = new Map<string, CountedPair[]>()
  for (const { set, keys, counts } of pairs) {
    const pair = { set, keys, counts, unless: set.unless.filter((key) => tags.has(key)) }
    for (const key of keys) pairsWith.set(key, [...(pairsWith.get(key) ?? []), pair])
  }
  yield* eachSliced(dataset.counts.someIn(folder, Infinity), ({ keys }) => {
    const met: CountedPair[] = []
    for (const key of keys) for (const pair of pairsWith.get(key) ?? []) if (!met.includes(pair)) met.push(pair)
    if (met.length === 0) return
    let onePerson: boolean | undefined
    for (const { set, keys: [first, second], counts, unless } of met) {
      if ((set.scope === 'person' && !(onePerson ??= tellsOnePerson(keys))) || unless.some((key) => keys.includes(key))) continue
      const [hasFirst, hasSecond] = [keys.includes(first), keys.includes(second)]
      if (hasFirst) counts[0]++
      if (hasSecond) counts[1]++
      if (hasFirst && hasSecond) counts[2]++
    }
  })
  const oneCharacter = dataset.settings.values.goal === 'character' && concept.triggers.length > 0
  return pairs.flatMap(({ set, keys, counts }) => {
    const together = counts[2] >= ENOUGH
    const alternating = oneCharacter && TRAITS.has(set.id) && counts[0] >= ENOUGH && counts[1] >= ENOUGH
    return together || alternating ? [{ set, keys, captions: counts }] : []
  })
}
