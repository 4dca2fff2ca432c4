import { folderOf, joinPath, stemOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import type { Dataset } from './dataset'
import type { MaskPairs } from './folder'
import type { FolderTree } from './folder-tree'

/**
 * Pairs the images of a folder with the masks or conditioning images of another by stem; suffixes may differ. The trainer aborts
 * on any image without mask and any mask without image. sd-scripts: ControlNetDataset
 */
export function pairMasks(images: FolderTree, masks: FolderTree, files: readonly string[] = images.files): MaskPairs {
  const byStem = new Map(imagesOf(masks.files).map((file) => [stemOf(file), joinPath(masks.path, file)]))
  const pairs = new Map<string, string>()
  const missing: string[] = []
  const stems = new Set<string>()
  for (const file of imagesOf(files)) {
    const stem = stemOf(file)
    stems.add(stem)
    const mask = byStem.get(stem)
    if (mask === undefined) missing.push(joinPath(images.path, file))
    else pairs.set(joinPath(images.path, file), mask)
  }
  const extra = [...byStem].flatMap(([stem, path]) => (stems.has(stem) ? [] : [path]))
  return { folder: masks.path, pairs, missing, extra }
}

/** The mask or conditioning image of an image: in a folder of masks, else beside it as OneTrainer names it. */
export function maskOf(dataset: Pick<Dataset, 'folders' | 'contents'>, path: string): string | undefined {
  const folder = folderOf(path)
  for (const { masks } of dataset.folders) {
    const paired = masks?.pairs.get(path)
    if (paired !== undefined) return paired
  }
  const wanted = `${stemOf(path)}-masklabel`
  const beside = dataset.contents.get(folder)?.names.find((name) => stemOf(name) === wanted && classifyImageFile(name).kind === 'found')
  return beside === undefined ? undefined : joinPath(folder, beside)
}

function imagesOf(files: readonly string[]): readonly string[] {
  return files.filter((file) => classifyImageFile(file).kind === 'found')
}
