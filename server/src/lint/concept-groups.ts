import { familyName } from '../dataset/concept-family'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'

/** Concepts by a name; those without one are left out. */
export function groupBy(concepts: readonly Concept[], nameOfGroup: (concept: Concept) => string | undefined): ReadonlyMap<string, readonly Concept[]> {
  const groups = new Map<string, Concept[]>()
  for (const concept of concepts) {
    const name = nameOfGroup(concept)
    if (name === undefined) continue
    const group = groups.get(name)
    if (group) group.push(concept)
    else groups.set(name, [concept])
  }
  return groups
}

export function countImages(dataset: Dataset, concept: Concept): number {
  return dataset.samplesIn(concept.folder.path).reduce((sum, sample) => sum + sample.images.length, 0)
}

/** Folders that teach one thing. */
export interface Subject {
  readonly name: string
  /** At least one. */
  readonly concepts: readonly Concept[]
}

/**
 * What the dataset teaches, for advice about its pictures: folders of one character together, of a style all that have no trigger.
 * Regularisation, and what has no caption yet, stays out.
 */
export function subjectsOf(dataset: Dataset): readonly Subject[] {
  const concepts = dataset.concepts().filter((concept) => !concept.regularization && dataset.counts.inFolder(concept.folder.path).captions > 0)
  const isStyle = dataset.settings.values.goal === 'style'
  const groups = groupBy(concepts, (concept) => familyName(concept) ?? (isStyle ? '' : concept.folder.path))
  return [...groups].map(([name, members]) => ({ name: members.length === 1 || name === '' ? (members[0]?.name ?? name) : name, concepts: members }))
}
