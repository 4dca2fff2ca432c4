import { folderOf, joinPath, nameOf, relativePath, stemOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import { findFolder, resolvePath } from './find-folder'
import type { ConceptFolder, FolderCaptions, ListedCaption } from './folder'
import type { FolderTree } from './folder-tree'
import type { FormatFiles } from './formats/format'

/** A caption of a list with the image it is written for, relative to `base` or absolute. */
export interface ListEntry extends ListedCaption {
  readonly image: string
}

/**
 * The folders of a list of images: one for each folder in which a listed image lies, holding those images only. A name without
 * suffix finds the image of that stem.
 */
export function listedFolders(
  entries: readonly ListEntry[],
  base: string,
  root: FolderTree,
  files: FormatFiles | undefined,
  folder: Pick<ConceptFolder, 'classTokens' | 'repeats' | 'regularization' | 'uses'> & { readonly captions: FolderCaptions },
): readonly ConceptFolder[] {
  const found = new Map<string, Map<string, ListedCaption>>()
  const findImage = imageFinder(root, files)
  for (const { image, text, file, span } of entries) {
    const path = findImage(resolvePath(base, image))
    if (path === undefined) continue
    const held = found.get(folderOf(path)) ?? new Map<string, ListedCaption>()
    found.set(folderOf(path), held.set(path, { text, file, span }))
  }
  return [...found].map(([path, listed]) => ({
    ...folder,
    path,
    relative: relativePath(root.path, path),
    files: [...listed.keys()].map(nameOf),
    listed,
  }))
}

/** Finds images by path; each folder is gone through once. */
function imageFinder(root: FolderTree, files: FormatFiles | undefined): (path: string) => string | undefined {
  const folders = new Map<string, ReadonlyMap<string, string> | undefined>()
  return (path) => {
    const folder = folderOf(path)
    if (!folders.has(folder)) folders.set(folder, imagesByName(findFolder(folder, root, files)))
    const images = folders.get(folder)
    const name = nameOf(path).normalize('NFC')
    const file = images?.get(name) ?? (classifyImageFile(name).kind === 'other' ? images?.get(`${name}/`) : undefined)
    return file === undefined ? undefined : joinPath(folder, file)
  }
}

/** Images by name, and by their stem with a `/`, which no name has. */
function imagesByName(folder: FolderTree | undefined): ReadonlyMap<string, string> | undefined {
  if (!folder) return undefined
  const found = new Map<string, string>()
  for (const file of folder.files) {
    if (classifyImageFile(file).kind === 'other') continue
    found.set(file.normalize('NFC'), file)
    if (!found.has(`${stemOf(file)}/`)) found.set(`${stemOf(file)}/`, file)
  }
  return found
}
