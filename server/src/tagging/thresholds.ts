import { tagKey } from '../caption/tag-key'
import type { ScoreCategory } from './score'

/** From which confidence on a tag is taken. Above 1 none is. */
export interface Thresholds {
  readonly categories: Readonly<Partial<Record<ScoreCategory, number>>>
  /** By key; goes before the category. */
  readonly tags?: Readonly<Record<string, number>>
}

/** General 0.35 as sd-scripts and the taggers' own pages; characters 0.85 as the pages (trainer-facts § 8.3). */
export const USUAL_THRESHOLDS: Thresholds = { categories: { general: 0.35, character: 0.85, copyright: 0.85, artist: 0.85 } }

const USUAL = 0.35

export function thresholdOf({ categories, tags }: Thresholds, category: ScoreCategory, key: string): number {
  const own = tags && Object.hasOwn(tags, key) ? tags[key] : undefined
  return own ?? categories[category] ?? categories.general ?? USUAL
}

/** The usual thresholds with others in their place. `tags` in any spelling. */
export function withThresholds({ categories, tags = {} }: Thresholds, base: Thresholds = USUAL_THRESHOLDS): Thresholds {
  const keyed = Object.entries(tags).map(([name, value]) => [tagKey(name), value] as const)
  return { categories: { ...base.categories, ...categories }, tags: { ...base.tags, ...Object.fromEntries(keyed) } }
}
