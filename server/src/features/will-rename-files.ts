import { comparePaths, folderOf, joinPath, nameOf, stemOf, suffixOf } from '../base/path'
import { fileKey, type Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { captionSuffix, classifyImageFile } from '../trainer/files'
import type { Snapshot } from '../workspace/workspace'

export interface FileRename {
  readonly from: string
  readonly to: string
}

/**
 * The files that go along when others are renamed or moved: the caption with its image, the image with its caption. What is renamed
 * already stays out, as do names that are taken, masks, and captions that another image needs. Sorted.
 */
export function followRenames(snapshot: Snapshot, renames: readonly FileRename[]): readonly FileRename[] {
  const renamed = new Set(renames.map(({ from }) => fileKey(from)))
  const taken = new Set(renames.map(({ to }) => fileKey(to)))
  const found = new Map<string, FileRename>()
  for (const rename of renames) {
    const dataset = snapshot.datasetOf(rename.from)
    const sample = dataset?.sampleAt(rename.from)
    if (!dataset || !sample || sampleId(rename.to) === sample.id) continue
    const partners = isCaption(sample, rename.from) ? imagesFollowing(dataset, sample, rename) : captionFollowing(sample, renames, rename)
    for (const follower of partners) {
      const [from, to] = [fileKey(follower.from), fileKey(follower.to)]
      if (renamed.has(from) || taken.has(to) || found.has(from) || snapshot.datasetOf(follower.to)?.sampleAt(follower.to)) continue
      taken.add(to)
      found.set(from, follower)
    }
  }
  return [...found.values()].sort((a, b) => comparePaths(a.from, b.from))
}

function sampleId(path: string): string {
  return joinPath(folderOf(path), stemOf(path))
}

function isCaption({ caption }: Sample, path: string): boolean {
  return caption !== undefined && fileKey(caption.path) === fileKey(path)
}

/** All images of the caption, unless it is no caption any longer. */
function imagesFollowing(dataset: Dataset, { folder, images }: Sample, { to }: FileRename): readonly FileRename[] {
  if (suffixOf(to).toLowerCase() !== captionSuffix(dataset.settingsIn(folder).values['captions.extension']).toLowerCase()) return []
  return images.map(({ path }) => ({ from: path, to: beside(to, suffixOf(path)) }))
}

/** The caption, where all images that share it go to the same name. */
function captionFollowing({ images, caption }: Sample, renames: readonly FileRename[], { to }: FileRename): readonly FileRename[] {
  if (!caption || classifyImageFile(to).kind !== 'found') return []
  const goals = images.map(({ path }) => renames.find(({ from }) => fileKey(from) === fileKey(path))?.to)
  if (!goals.every((goal) => goal !== undefined && sampleId(goal) === sampleId(to))) return []
  return [{ from: caption.path, to: beside(to, suffixOf(caption.path)) }]
}

/** A file of the same stem as `path`, written as that is. */
function beside(path: string, suffix: string): string {
  const name = nameOf(path)
  return joinPath(folderOf(path), name.slice(0, name.length - suffixOf(name).length) + suffix)
}
