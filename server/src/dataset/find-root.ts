import { mapBounded } from '../base/concurrency'
import { FileError, type FileSystem } from '../base/file-system'
import { comparePaths, folderOf, isInside, joinPath, nameOf, stemOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import { parseFolderName } from '../trainer/folder-name'
import { readDatasetConfig } from '../training-files/read-dataset-config'
import { recogniseTrainingFile } from '../training-files/recognise'
import { resolveDatasets } from '../training-files/resolve-datasets'
import { resolvePath } from './find-folder'

export const SETTINGS_FILE = 'taglore.json'

/**
 * The root of the dataset that a file in `folder` belongs to: the nearest folder upwards with a `taglore.json`; else the nearest
 * with a dataset configuration that names `folder`, or a folder that it lies in; else the parent of a `<repeats>_…` folder; else `folder` itself where it has at least one image–caption pair; else undefined.
 */
export async function findDatasetRoot(fileSystem: FileSystem, folder: string, captionExtensions: readonly string[]): Promise<string | undefined> {
  const declared = await findSettingsFolder(fileSystem, folder)
  if (declared !== undefined) return declared
  const described = await findDescribingFolder(fileSystem, folder)
  if (described !== undefined) return described
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

/** Folders looked into upwards for a dataset configuration: further up lie other people's files. */
const UPWARDS = 4

async function findDescribingFolder(fileSystem: FileSystem, folder: string): Promise<string | undefined> {
  let current = folder
  for (let step = 0; step < UPWARDS; step++) {
    if ((await configuredFolders(fileSystem, current)).some((path) => isInside(folder, path))) return current
    if (folderOf(current) === current) return undefined
    current = folderOf(current)
  }
  return undefined
}

/** Configurations larger than this are none. Bytes. */
const CONFIG_LIMIT = 1024 * 1024
/** Configurations read in one folder, at most. */
const MOST_CONFIGS = 16

/** The folders at or below `folder` that the dataset configurations in it name; whether they are there is not looked at. */
export async function configuredFolders(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const names = await listFiles(fileSystem, folder)
  const candidates = names.filter((name) => /\.toml$/i.test(name) || /^dataset.*\.json$/i.test(name)).sort(comparePaths).slice(0, MOST_CONFIGS)
  const found = await mapBounded(candidates, 4, (name) => foldersOfConfig(fileSystem, joinPath(folder, name)))
  return [...new Set(found.flat())].filter((path) => isInside(path, folder))
}

async function foldersOfConfig(fileSystem: FileSystem, path: string): Promise<readonly string[]> {
  const text = await readConfigText(fileSystem, path)
  if (text === undefined || recogniseTrainingFile(text, nameOf(path)) !== 'dataset-config') return []
  return resolveDatasets(readDatasetConfig(text, nameOf(path))).flatMap(({ subsets }) =>
    subsets.flatMap(({ imageDir }) => (imageDir && imageDir.value.trim() !== '' ? [resolvePath(folderOf(path), imageDir.value)] : [])),
  )
}

async function readConfigText(fileSystem: FileSystem, path: string): Promise<string | undefined> {
  try {
    return (await fileSystem.stat(path)).size > CONFIG_LIMIT ? undefined : new TextDecoder().decode(await fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}

async function listFiles(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  try {
    return (await fileSystem.list(folder)).filter((entry) => entry.kind === 'file').map((entry) => entry.name)
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
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
  const files = await listFiles(fileSystem, folder)
  const stems = new Set(files.filter((file) => classifyImageFile(file).kind === 'found').map(stemOf))
  return files.some((file) => captionExtensions.some((suffix) => file.toLowerCase().endsWith(suffix.toLowerCase())) && stems.has(stemOf(file)))
}
