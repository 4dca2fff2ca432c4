import { say } from '../../base/message'
import { stemOf } from '../../base/path'
import { classifyImageFile } from '../../trainer/files'
import { parseFolderName } from '../../trainer/folder-name'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'
import { pairMasks } from '../masks'
import type { DatasetFormat } from './format'

/** Images in one folder, their masks or conditioning images under the same names in another (`conditioning_data_dir`). */
export const maskedFolders: DatasetFormat = {
  id: 'masked-folders',
  title: say`images with masks`,
  sign: say`a folder of masks has the names of the images`,
  recognise: (tree) => maskFolderOf(tree) !== undefined,
  folders: (tree) => {
    const found = maskFolderOf(tree)
    return found ? [toFolder(found.images, found.masks)] : []
  },
}

const MASKS = /^(?:masks?|mask[-_ ]images?|conditioning(?:[-_ ](?:data|images?|dir))*)$/i

/** A folder of masks, and beside or above it the folder whose images have the same names. */
function maskFolderOf(tree: FolderTree): { readonly images: FolderTree; readonly masks: FolderTree } | undefined {
  for (const masks of tree.folders.filter((folder) => folder.hasImages && /mask|cond/i.test(folder.name))) {
    const images = [tree, ...tree.folders].find((folder) => folder !== masks && folder.hasImages && (MASKS.test(masks.name) || isNamedAfter(masks, folder)) && sameNames(folder, masks))
    if (images) return { images, masks }
  }
  return undefined
}

/** `imgs_mask` beside `imgs`. */
function isNamedAfter(masks: FolderTree, images: FolderTree): boolean {
  const [name, own] = [masks.name.toLowerCase(), images.name.toLowerCase()]
  return name.startsWith(own) && /^[-_ .](?:masks?|cond(?:itioning)?)$/.test(name.slice(own.length))
}

/** At least half of the masks have an image: a missing or extra pair is a fault to be told, not another layout. */
function sameNames(images: FolderTree, masks: FolderTree): boolean {
  const stems = new Set(stemsOf(images))
  const found = stemsOf(masks)
  return found.filter((stem) => stems.has(stem)).length * 2 >= found.length
}

function stemsOf(folder: FolderTree): readonly string[] {
  return folder.files.filter((file) => classifyImageFile(file).kind === 'found').map(stemOf)
}

function toFolder(images: FolderTree, masks: FolderTree): ConceptFolder {
  const name = parseFolderName(images.name)
  const subset = name.kind === 'subset' ? name : { classTokens: '', repeats: 1 }
  return { path: images.path, relative: images.relative, classTokens: subset.classTokens, repeats: subset.repeats, regularization: false, masks: pairMasks(images, masks) }
}
