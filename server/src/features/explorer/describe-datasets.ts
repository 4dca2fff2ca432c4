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
export function describeConcepts(dataset: Dataset, filtered: FilteredImages | undefined, { toUri }: Wording): readonly ExplorerConcept[] {
  return dataset.concepts().flatMap(({ name, folder, triggers, regularization }): ExplorerConcept[] => {
    const samples = dataset.samplesIn(folder.path)
    const { images, uncaptioned } = countImages(samples)
    const shown = filtered ? samples.reduce((sum, sample) => sum + (filtered.samples.has(sample) ? sample.images.filter(({ path }) => filtered.images.has(path)).length : 0), 0) : images
    if (shown === 0 && (filtered || images === 0)) return []
    return [{ folder: toUri(folder.path), name, relative: folder.relative, repeats: folder.repeats, regularization, triggers: triggers.map(({ text }) => text), images, shown, uncaptioned }]
  })
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
