import { tagKey } from '../caption/tag-key'
import type { TagRecord } from './record'

/**
 * What two lists know of one tag. `first` decides; `later` fills what is missing: its aliases, translations and
 * implications are appended, its count, category, group and use taken where `first` has none.
 */
export function mergeRecords(first: TagRecord, later: TagRecord): TagRecord {
  const merged: { -readonly [K in keyof TagRecord]: TagRecord[K] } = {
    name: first.name,
    category: first.uncategorised ? later.category : first.category,
    count: first.count || later.count,
    aliases: appendMissing(first.aliases, later.aliases, tagKey(first.name)),
    implies: appendMissing(first.implies, later.implies, tagKey(first.name)),
    translations: appendMissing(first.translations, later.translations),
  }
  if (first.uncategorised && later.uncategorised) merged.uncategorised = true
  const group = first.group ?? later.group
  const use = first.use ?? later.use
  if (group !== undefined) merged.group = group
  if (use !== undefined) merged.use = use
  if (first.deprecated) merged.deprecated = true
  return merged
}

/** `first` and those of `later` that it does not have under any spelling; `own`, a tag's own key, is left out. */
export function appendMissing(first: readonly string[], later: readonly string[], own?: string): readonly string[] {
  if (later.length === 0) return first
  const seen = new Set(first.map(tagKey))
  if (own !== undefined) seen.add(own)
  const added = later.filter(text => {
    const key = tagKey(text)
    if (key === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
  return added.length === 0 ? first : [...first, ...added]
}
