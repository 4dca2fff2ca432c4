import { comparePaths, isInside, joinPath, nameOf, relativePath, stemOf } from '../base/path'
import { planExclude, planRestore, type ExcludeWorld } from '../changes/exclude'
import type { Change } from '../changes/change'
import { samplesOf } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import type { Sample } from '../dataset/sample'
import { excludeWorld } from '../lint/exclude-fix'
import { isPicture } from '../trainer/files'

/** Moves the images at these paths (files of samples, or folders) out of the dataset. Captions without image stay. */
export function excludeAt(paths: readonly string[], dataset: Dataset): Change {
  const found = samplesOf(dataset, { kind: 'selection', paths })
  return planExclude('samples' in found ? found.samples.filter(({ images }) => images.length > 0) : [], excludeWorld(dataset))
}

/** What was excluded, as of the last look: samples without their texts, sorted. */
export function excludedSamples({ root, contents }: Pick<Dataset, 'root' | 'contents'>): readonly Sample[] {
  const excluded = joinPath(root, EXCLUDED_FOLDER)
  const found = new Map<string, Sample>()
  for (const [folder, { names }] of contents) {
    if (!isInside(folder, excluded)) continue
    for (const name of names.filter(isPicture)) {
      const id = joinPath(folder, stemOf(name))
      const before = found.get(id)
      found.set(id, { id, folder, images: [...(before?.images ?? []), { path: joinPath(folder, name) }], caption: undefined })
    }
  }
  // a mask that lies beside its image is no image of its own
  return [...found.values()].filter(({ id }) => !/(?:_mask|-masklabel|-condlabel)$/.test(id) || !found.has(id.replace(/(?:_mask|-masklabel|-condlabel)$/, ''))).sort((a, b) => comparePaths(a.id, b.id))
}

/** The folder that an excluded one was, relative to the dataset. */
export function formerFolder(folder: string, { root }: Pick<Dataset, 'root'>): string {
  return relativePath(joinPath(root, EXCLUDED_FOLDER), folder)
}

/** Moves the excluded images at these paths back, with what belongs to them. */
export function restoreAt(paths: readonly string[], dataset: Dataset): Change {
  const wanted = new Set(paths)
  const samples = excludedSamples(dataset).filter(({ images }) => images.some(({ path }) => wanted.has(path)))
  return planRestore(samples, restoreWorld(dataset))
}

/** Masks lie below `_excluded` as they lay in the dataset. */
function restoreWorld(dataset: Dataset): ExcludeWorld {
  const { root } = dataset
  const world = excludeWorld(dataset)
  const excluded = joinPath(root, EXCLUDED_FOLDER)
  const former = (folder: string): string => (formerFolder(folder, dataset) === '.' ? root : joinPath(root, formerFolder(folder, dataset)))
  return { ...world, maskFolders: (folder) => (world.maskFolders?.(former(folder)) ?? []).map((masks) => joinPath(excluded, relativePath(root, masks))) }
}

/** How an excluded image is called in a list. */
export function nameOfExcluded({ images, id }: Sample): string {
  return nameOf(images[0]?.path ?? id)
}
