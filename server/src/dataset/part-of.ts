import type { Dataset } from './dataset'
import { DatasetState } from './dataset-state'
import type { DatasetScan } from './scan'

/** The dataset as if it had only these images (absolute paths). Captions stay with their images; what has none is left out. */
export function partOf(dataset: Dataset, images: Iterable<string>): Dataset {
  const kept = new Set(images)
  const samples = [...dataset.samples.values()].flatMap((sample) => {
    const remaining = sample.images.filter((image) => kept.has(image.path))
    return remaining.length > 0 ? [{ ...sample, images: remaining }] : []
  })
  const folders = new Set(samples.map((sample) => sample.folder))
  const scan = { ...pick(dataset), folders: dataset.folders.filter((folder) => folders.has(folder.path)), samples }
  return new DatasetState(scan, dataset.settings, () => true)
}

function pick({ root, format, hasSettingsFile, faults, explanation, training, describedBy, unread, ignored, contents, looks }: Dataset): Omit<DatasetScan, 'folders' | 'samples'> {
  return { root, format, hasSettingsFile, faults, explanation, training, describedBy, unread, ignored, contents, looks }
}
