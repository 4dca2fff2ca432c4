/** A caption's distinct tags by key, as the dataset counts them. */
export type TagSet = ReadonlySet<string> | ReadonlyMap<string, unknown>

/** Captions looked at, at most: more change the answer little and cost a frame. */
const LOOKED_AT = 4000

/**
 * How probable each tag is for a caption that has `keys`, 0–1, from the dataset's other captions: each speaks with the square of
 * how alike it is (shared tags over all tags), so that near pictures decide. Tags that the caption has are left out.
 * A large dataset is looked at evenly, every n-th caption.
 */
export function likelyTags(captions: readonly TagSet[], keys: ReadonlySet<string>): ReadonlyMap<string, number> {
  const step = Math.max(1, Math.ceil(captions.length / LOOKED_AT))
  const sums = new Map<string, number>()
  let total = 0
  for (let index = 0; index < captions.length; index += step) {
    const caption = captions[index]
    if (!caption || caption.size === 0) continue
    const weight = likeness(caption, keys)
    total += weight
    for (const key of caption.keys()) if (!keys.has(key)) sums.set(key, (sums.get(key) ?? 0) + weight)
  }
  if (total === 0) return sums
  for (const [key, sum] of sums) sums.set(key, sum / total)
  return sums
}

/** A caption that shares nothing still speaks a little: an empty caption gets the dataset's usual tags. */
const STRANGER = 0.01

function likeness(caption: TagSet, keys: ReadonlySet<string>): number {
  let shared = 0
  for (const key of keys) if (caption.has(key)) shared++
  const share = shared / (caption.size + keys.size - shared)
  return STRANGER + share * share
}
