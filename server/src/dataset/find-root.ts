import { FileError, type FileSystem } from '../base/file-system'
import { folderOf, joinPath, nameOf, stemOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import { parseFolderName } from '../trainer/folder-name'

export const SETTINGS_FILE = 'taglore.json'

/**
 * The root of the dataset that a file in `folder` belongs to: the nearest folder upwards with a `taglore.json`; else the parent
 * of a `<repeats>_…` folder; else `folder` itself where it has at least one image–caption pair; else undefined.
 */
export async function findDatasetRoot(fileSystem: FileSystem, folder: string, captionExtensions: readonly string[]): Promise<string | undefined> {
  const declared = await findSettingsFolder(fileSystem, folder)
  if (declared !== undefined) return declared
  if (parseFolderName(nameOf(folder)).kind === 'subset') return folderOf(folder)
  return (await hasPair(fileSystem, folder, captionExtensions)) ? folder : undefined
}

/** The nearest folder upwards with a `taglore.json`. */
export async function findSettingsFolder(fileSystem: FileSystem, folder: string): Promise<string | undefined> {
  for (let current = folder; current !== ''; current = folderOf(current)) {
    if (await exists(fileSystem, joinPath(current, SETTINGS_FILE))) return current
    if (folderOf(current) === current) return undefined
  }
  return undefined
}

async function exists(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    return (await fileSystem.stat(path)).kind === 'file'
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}

async function hasPair(fileSystem: FileSystem, folder: string, captionExtensions: readonly string[]): Promise<boolean> {
  try {
    const files = (await fileSystem.list(folder)).filter((entry) => entry.kind === 'file').map((entry) => entry.name)
    const stems = new Set(files.filter((file) => classifyImageFile(file).kind === 'found').map(stemOf))
    return files.some((file) => captionExtensions.some((suffix) => file.toLowerCase().endsWith(suffix.toLowerCase())) && stems.has(stemOf(file)))
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}
