import { comparePaths } from '../base/path'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import { findDuplicates, type DuplicateGroup, type PictureOf } from '../dataset/duplicates'
import { hasCaption, type Sample } from '../dataset/sample'

/** Images that show the same, of concepts that are taught; regularisation images are left alone. */
export interface Copies extends DuplicateGroup {
  /** The concepts they belong to, each with its images. */
  readonly concepts: ReadonlyMap<Concept, readonly PictureOf[]>
}

export function findCopies(dataset: Dataset): readonly Copies[] {
  return findDuplicates(dataset).flatMap((group): Copies[] => {
    const concepts = new Map<Concept, PictureOf[]>()
    for (const picture of group.pictures) {
      const concept = dataset.conceptOf(picture.sample.folder)
      if (concept && !concept.regularization) concepts.set(concept, [...(concepts.get(concept) ?? []), picture])
    }
    const pictures = [...concepts.values()].flat().sort((a, b) => comparePaths(a.image.path, b.image.path))
    return pictures.length > 1 ? [{ kind: group.kind, pictures, concepts }] : []
  })
}

/** Whether the images of a group are taught under different names. */
export function teachDifferently({ concepts }: Copies): boolean {
  return new Set([...concepts.keys()].map(triggersOf)).size > 1
}

function triggersOf({ triggers }: Concept): string {
  return triggers.map(({ key }) => key).sort().join('\n')
}

/** The images worth keeping first: with a caption, then those with most pixels. */
export function bestFirst(pictures: readonly PictureOf[]): readonly PictureOf[] {
  const pixels = ({ image: { header } }: PictureOf): number => (header ? header.width * header.height : 0)
  return [...pictures].sort((a, b) => Number(hasCaption(b.sample)) - Number(hasCaption(a.sample)) || pixels(b) - pixels(a) || (b.image.size ?? 0) - (a.image.size ?? 0) || comparePaths(a.image.path, b.image.path))
}

/** The samples of images, but not one whose other image is kept. */
export function samplesOf(pictures: readonly PictureOf[], kept: readonly PictureOf[]): readonly Sample[] {
  const stay = new Set(kept.map(({ sample }) => sample.id))
  return [...new Map(pictures.map(({ sample }) => [sample.id, sample])).values()].filter(({ id }) => !stay.has(id))
}
