import { kindAt, type FileSystem } from '../base/file-system'
import { folderOf, isInside, joinPath, nameOf, relativePath, stemOf, suffixOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { SETTINGS_FILE } from '../dataset/find-root'
import type { ConceptFolder } from '../dataset/folder'
import { EXCLUDED_FOLDER, isNeverScanned } from '../dataset/folder-tree'
import { isAside } from '../dataset/ignored-folders'
import { mayDescribe } from '../dataset/wanted-texts'
import { excludeMatcher } from '../host/load-dataset'
import type { Settings } from '../settings'
import { captionSuffix, isPicture } from '../trainer/files'
import { parseFolderName } from '../trainer/folder-name'

/** What a file that was made, changed or removed means for a dataset. */
export type FileEvent =
  | { readonly kind: 'nothing' }
  /** A file of a sample. */
  | { readonly kind: 'sample'; readonly folder: string; readonly stem: string }
  /** Something was excluded or restored. */
  | { readonly kind: 'excluded' }
  /** Folders have come or gone. */
  | { readonly kind: 'layout' }

const NOTHING: FileEvent = { kind: 'nothing' }
const LAYOUT: FileEvent = { kind: 'layout' }

/**
 * Classes an event for a dataset that holds `path`. A training run writes thousands of files beside images and into folders
 * of its own: they must cost nothing.
 */
export async function classifyEvent(fileSystem: FileSystem, dataset: Dataset, path: string): Promise<FileEvent> {
  const relative = relativePath(dataset.root, path)
  if (dataset.describedBy.has(path)) return LAYOUT
  if (isInside(relative, EXCLUDED_FOLDER)) return { kind: 'excluded' }
  if (nameOf(path) === SETTINGS_FILE || isLeftOut(dataset.settings, relative)) return NOTHING
  if (dataset.folders.some((folder) => isInside(folder.path, path)) || dataset.ignored.some((folder) => isInside(folder.path, path))) return LAYOUT
  const folder = folderOf(path)
  const known = dataset.folders.find(({ path: one }) => one === folder)
  if (isPicture(path) && dataset.folders.some(({ masks }) => masks?.folder === folder)) return LAYOUT
  if (isPicture(path)) return known ? sampleEvent(known, path) : mayHoldImages(dataset, relative) || isNewlyIgnored(dataset, folder) ? LAYOUT : NOTHING
  if (known && dataset.contents.get(folder)?.stale.some((cache) => cache.path === path)) return sampleEvent(known, path)
  if (known && suffixOf(path).toLowerCase() === captionSuffix(dataset.settingsIn(folder).values['captions.extension']).toLowerCase()) return known.listed ? NOTHING : sampleEvent(known, path)
  if (mayDescribe(path) && !dataset.samples.has(joinPath(folder, stemOf(path))) && (await kindAt(fileSystem, path)) === 'file') return LAYOUT
  return mayHoldFolders(dataset, relative) && (await kindAt(fileSystem, path)) === 'folder' ? LAYOUT : NOTHING
}

/** Where only some files of a folder take part, its format must say whether a new one does. */
function sampleEvent(folder: ConceptFolder, path: string): FileEvent {
  return folder.files && !folder.files.includes(nameOf(path)) ? LAYOUT : { kind: 'sample', folder: folder.path, stem: stemOf(path) }
}

/** Whether a path relative to a dataset is never looked at. */
export function isLeftOut(settings: Settings, relative: string): boolean {
  return relative.split('/').some((name) => name !== '.' && isNeverScanned(name)) || matcherOf(settings)(relative)
}

const matchers = new WeakMap<Settings, (relative: string) => boolean>()

/** Settings are replaced as a whole when they change. */
function matcherOf(settings: Settings): (relative: string) => boolean {
  const known = matchers.get(settings)
  if (known) return known
  const made = excludeMatcher(settings.values.exclude)
  matchers.set(settings, made)
  return made
}

/** Whether a file there would be trained, were it an image: of kohya's folders only the direct ones with repeats are. */
function mayHoldImages(dataset: Dataset, relative: string): boolean {
  // the configuration names the folders, and all that are there are known
  if (dataset.format?.id === 'dataset-config') return false
  if (dataset.format?.id !== 'kohya-folders') return true
  const [folder = '', ...rest] = relative.split('/')
  return rest.length === 1 && parseFolderName(folder).kind === 'subset'
}

/** Whether images came into a folder that looks like one for training and that the trainer passes over. */
function isNewlyIgnored({ format, root, ignored }: Dataset, folder: string): boolean {
  const relative = relativePath(root, folder)
  return format?.id === 'kohya-folders' && relative !== '.' && !relative.split('/').some(isAside) && !ignored.some(({ path }) => path === folder)
}

/** Whether a folder there, with images in it, would be trained. */
function mayHoldFolders(dataset: Dataset, relative: string): boolean {
  return dataset.format?.id === 'dataset-config' || mayHoldImages(dataset, `${relative}/.`)
}
