import { tagKey } from '../caption/tag-key'
import type { Concept } from '../dataset/concepts'
import type { RuleContext } from './rule'

/** Tags that stand in a concept on purpose: its triggers, those kept in its captions, accepted words. */
export function keptKeys(concept: Concept, { settings }: Pick<RuleContext, 'settings'>): ReadonlySet<string> {
  const { keep, words } = settings.values
  const kept = keep.filter((entry) => tagKey(entry.concept) === tagKey(concept.name)).flatMap((entry) => entry.tags)
  return new Set([...kept, ...words].map(tagKey).concat(concept.triggers.map((trigger) => trigger.key)))
}
