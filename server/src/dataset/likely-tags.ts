import type { CaptionTags } from './tag-counts'

/** Captions looked at, at most: more change the answer little and cost a frame. */
const LOOKED_AT = 4000
/** A caption that shares nothing still speaks a little: an empty caption gets its folder's usual tags. */
const STRANGER = 0.01
/** What a caption of another folder counts against one of the same. */
const ELSEWHERE = 0.2

/**
 * How probable each tag is for a caption that has `keys`, 0–1, by the dataset's other captions: each speaks with the square of
 * how alike it is (shared tags over all tags), so that near pictures decide, and those of its own folder first. Tags that it has
 * are left out. Of a large dataset every n-th caption is asked.
 */
export function likelyTags(captions: Iterable<CaptionTags>, count: number, keys: ReadonlySet<string>, folder: string): ReadonlyMap<string, number> {
  const step = Math.max(1, Math.ceil(count / LOOKED_AT))
  const sums = new Map<string, number>()
  let total = 0
  let index = 0
  for (const caption of captions) {
    if (index++ % step !== 0) continue
    const weight = likeness(caption, keys) * (caption.folder === folder ? 1 : ELSEWHERE)
    total += weight
    for (const key of caption.keys) if (!keys.has(key)) sums.set(key, (sums.get(key) ?? 0) + weight)
  }
  if (total === 0) return sums
  for (const [key, sum] of sums) sums.set(key, sum / total)
  return sums
}

function likeness(caption: CaptionTags, keys: ReadonlySet<string>): number {
  let shared = 0
  for (const key of caption.keys) if (keys.has(key)) shared++
  const all = caption.keys.length + keys.size - shared
  const share = all === 0 ? 0 : shared / all
  return STRANGER + share * share
}
