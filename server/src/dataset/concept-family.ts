import type { Concept } from './concepts'

/** The character: what is shared by sibling folders, else the concept's own trigger; without captions the folder's text is the trigger. */
export function familyName(concept: Concept): string | undefined {
  return concept.parent ?? concept.triggers.find((trigger) => trigger.parent)?.text ?? ownName(concept)
}

/** What the folder alone teaches; a declared part of another concept goes by its own name. */
export function ownName(concept: Concept): string | undefined {
  if (concept.parent !== undefined) return concept.name
  return (concept.triggers.find((trigger) => !trigger.parent) ?? concept.triggers[0])?.text
}
