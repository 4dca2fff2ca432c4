import { say } from '../base/message'
import { nameOf } from '../base/path'
import type { Change } from '../changes/change'
import { planMoveTo } from '../changes/exclude'
import { samplesOf } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import { excludeWorld } from '../lint/exclude-fix'

/**
 * Moves the images at these paths (files of samples, or folders), with all that belongs to them, into a concept's folder. Masks go to the
 * masks of that folder, and stay where it has none: among the images they would be trained as such.
 */
export function moveImages(paths: readonly string[], folder: string, dataset: Dataset): Change {
  const found = samplesOf(dataset, { kind: 'selection', paths })
  const samples = 'samples' in found ? found.samples.filter((sample) => sample.images.length > 0 && sample.folder !== folder) : []
  const concept = dataset.conceptOf(folder)
  const name = concept?.name ?? nameOf(folder)
  const [first] = samples
  const title = first && samples.length === 1 ? say`Move '${nameOf(first.images[0]?.path ?? first.id)}' to '${name}'` : say`Move ${samples.length} images to '${name}'`
  if (!concept) return { title, files: [] }
  const world = excludeWorld(dataset)
  const [masks] = world.maskFolders?.(folder) ?? []
  const sources = new Set(samples.flatMap((sample) => world.maskFolders?.(sample.folder) ?? []))
  return planMoveTo(title, samples, masks === undefined ? { ...world, maskFolders: () => [] } : world, (from) => (masks !== undefined && sources.has(from) ? masks : folder))
}
