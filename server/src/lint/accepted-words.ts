import { tagKey } from '../caption/tag-key'
import type { Concept } from '../dataset/concepts'
import type { Settings } from '../settings'
import type { RuleContext } from './rule'

/** Keys that are right whatever the lists say: accepted words, kept tags, triggers. */
export function acceptedWords({ settings, dataset }: RuleContext): ReadonlySet<string> {
  const declared = declaredWords(settings)
  const concepts = dataset?.concepts()
  if (!concepts) return declared
  const known = ofConcepts.get(concepts)
  if (known?.declared === declared) return known.words
  const triggers = concepts.flatMap((concept) => concept.triggers.map((trigger) => trigger.key))
  const words = triggers.every((key) => declared.has(key)) ? declared : new Set([...declared, ...triggers])
  ofConcepts.set(concepts, { declared, words })
  return words
}

/** Concepts are made anew whenever anything in the dataset changes. */
const ofConcepts = new WeakMap<readonly Concept[], { readonly declared: ReadonlySet<string>; readonly words: ReadonlySet<string> }>()

function declaredWords(settings: Settings): ReadonlySet<string> {
  const known = ofSettings.get(settings)
  if (known) return known
  const { words, keep, concepts } = settings.values
  const declared = new Set([...words, ...keep.flatMap((entry) => entry.tags), ...concepts.flatMap((concept) => concept.triggers ?? [])].map(tagKey))
  ofSettings.set(settings, declared)
  return declared
}

/** Settings are replaced as a whole when they change. */
const ofSettings = new WeakMap<Settings, ReadonlySet<string>>()
