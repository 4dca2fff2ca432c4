import { nameOf } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import { hasCaption, type Sample } from '../../dataset/sample'
import { excludedSamples } from '../excluded-images'
import type { FilteredImages } from '../filter-images'
import type { Wording } from '../preview'
import type { ExplorerConcept, ExplorerDataset } from './explorer-data'

/** A dataset as the root of the tree; `filtered` is what the filter finds, undefined without one. */
export function describeDataset(dataset: Dataset, filtered: FilteredImages | undefined, { toUri, translate }: Wording): ExplorerDataset {
  const { root, format, explanation, settings } = dataset
  const { images, uncaptioned } = countImages(dataset.samples.values())
  return {
    root: toUri(root),
    name: nameOf(root),
    format: format ? translate(format.title) : null,
    formatReason: explanation ? translate(explanation) : null,
    goal: settings.values.goal,
    model: settings.values.model,
    images,
    shown: filtered?.images.size ?? images,
    uncaptioned,
    excluded: excludedSamples(dataset).length,
  }
}

/** The concepts of a dataset that have images, in the order of its folders. */
export async function describeConcepts(dataset: Dataset, filtered: FilteredImages | undefined, { toUri }: Wording, breathe: () => Promise<void>): Promise<readonly ExplorerConcept[]> {
  const concepts: ExplorerConcept[] = []
  for (const { name, folder, triggers, regularization } of dataset.concepts()) {
    const { images, uncaptioned } = countImages(dataset.samplesIn(folder.path))
    const shown = filtered ? (filtered.byFolder.get(folder.path) ?? 0) : images
    if (shown > 0 || (!filtered && images > 0)) {
      concepts.push({ folder: toUri(folder.path), name, relative: folder.relative, repeats: folder.repeats, regularization, triggers: triggers.map(({ text }) => text), images, shown, uncaptioned })
    }
    await breathe()
  }
  return concepts
}

function countImages(samples: Iterable<Sample>): { readonly images: number; readonly uncaptioned: number } {
  let images = 0
  let uncaptioned = 0
  for (const sample of samples) {
    images += sample.images.length
    if (!hasCaption(sample)) uncaptioned += sample.images.length
  }
  return { images, uncaptioned }
}
