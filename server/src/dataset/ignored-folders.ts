import { nameOf } from '../base/path'
import { parseFolderName } from '../trainer/folder-name'
import { classifyImageFile } from '../trainer/files'
import { allFolders } from './find-folder'
import type { ConceptFolder } from './folder'
import type { FolderTree } from './folder-tree'
import type { DatasetFormat } from './formats/format'

/** A folder with images that the trainer passes over. */
export interface IgnoredFolder {
  readonly path: string
  /** Images directly in it. */
  readonly images: number
  /** `nested`: it lies within a folder that is trained, and only direct files of one are. */
  readonly why: 'no-repeats' | 'zero-repeats' | 'nested'
}

/** Names under which people keep pictures that are not meant for training. */
const ASIDE =
  /^(?:[_.].*|(?:samples?|logs?|masks?|conditioning|control|reg(?:ulari[sz]ation)?|outputs?|models?|lora|caches?|thumb(?:nail)?s?|previews?|raws?|orig(?:inal)?s?|sources?|src|old|backups?|bak|unused|reject(?:s|ed)?|exclude[sd]?|trash|deleted|todo|tmp|temp|wip|tests?|val(?:idation)?|eval|archive[sd]?|misc|references?|refs?|crops?)(?:[-_ .].*)?)$/i

/** Whether a folder of this name is kept beside a dataset on purpose. */
export function isAside(name: string): boolean {
  return ASIDE.test(name)
}

/** The folders that lie among `<repeats>_<text>` folders, or within one, and are passed over. Other layouts have none. */
export function findIgnoredFolders(tree: FolderTree, format: DatasetFormat | undefined, folders: readonly ConceptFolder[]): readonly IgnoredFolder[] {
  if (format?.id !== 'kohya-folders' && format?.id !== 'tree') return []
  const trained = new Set(folders.map(({ path }) => path))
  const parents = allFolders(tree).filter(({ folders: children }) => children.some(({ path, name }) => trained.has(path) && parseFolderName(name).kind === 'subset'))
  return parents.flatMap((parent) => parent.folders.filter(({ name }) => !isAside(name)).flatMap((folder) => (trained.has(folder.path) ? folder.folders.flatMap((child) => ignoredIn(child, true)) : ignoredIn(folder, false))))
}

function ignoredIn(folder: FolderTree, nested: boolean): IgnoredFolder[] {
  if (isAside(nameOf(folder.path)) || !folder.holdsImages) return []
  const images = folder.files.filter((file) => classifyImageFile(file).kind === 'found').length
  // of a folder that holds only folders, each with repeats of its own, the root is what was meant
  if (images === 0) return nested ? folder.folders.flatMap((child) => ignoredIn(child, true)) : []
  const name = parseFolderName(nameOf(folder.path))
  return [{ path: folder.path, images, why: nested ? 'nested' : name.kind === 'ignored' ? name.why : 'no-repeats' }]
}
