import type { Concept } from '../dataset/concepts'

/** Whether two concepts are parts of the same: outfits of one character, or one of them the character itself. */
export function areSiblings(a: Concept, b: Concept): boolean {
  if (a.parent !== undefined) return a.parent === b.parent || a.parent === b.name
  return a.triggers.some((trigger) => trigger.parent && b.triggers.some((other) => other.key === trigger.key))
}
