import { tagKey } from '../caption/tag-key'
import type { RuleContext } from './rule'

/** Keys that are right whatever the lists say: accepted words, kept tags, triggers. */
export function acceptedWords({ settings, dataset }: RuleContext): ReadonlySet<string> {
  const { words, keep, concepts } = settings.values
  const known = caches.get(settings)
  const declared = known ?? new Set([...words, ...keep.flatMap((entry) => entry.tags), ...concepts.flatMap((concept) => concept.triggers ?? [])].map(tagKey))
  if (!known) caches.set(settings, declared)
  const triggers = dataset?.concepts().flatMap((concept) => concept.triggers.map((trigger) => trigger.key)) ?? []
  return triggers.every((key) => declared.has(key)) ? declared : new Set([...declared, ...triggers])
}

/** Settings are replaced as a whole when they change. */
const caches = new WeakMap<RuleContext['settings'], ReadonlySet<string>>()
