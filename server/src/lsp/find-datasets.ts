import { mapBounded } from '../base/concurrency'
import { FileError, kindAt, type FileSystem } from '../base/file-system'
import { joinPath } from '../base/path'
import { configuredFolders, findDatasetRoot, SETTINGS_FILE } from '../dataset/find-root'
import { isNeverScanned } from '../dataset/folder-tree'
import { parseFolderName } from '../trainer/folder-name'

const DEPTH = 2
/** Folders looked into for each folder: a workspace may be somebody's whole disk. */
const BREADTH = 200
const LANES = 8

/**
 * Roots of datasets at `folder` or at most two levels below: a `taglore.json`, a dataset configuration of folders that are there, `<repeats>_…` folders, or image–caption pairs;
 * also the dataset that `folder` itself is a part of.
 */
export async function findDatasets(fileSystem: FileSystem, folder: string, suffixes: readonly string[]): Promise<readonly string[]> {
  const around = await findDatasetRoot(fileSystem, folder, suffixes)
  return around === undefined ? findBelow(fileSystem, folder, suffixes, DEPTH) : [around]
}

async function findBelow(fileSystem: FileSystem, folder: string, suffixes: readonly string[], depth: number): Promise<string[]> {
  const entries = await fileSystem.list(folder).catch((error: unknown) => {
    if (error instanceof FileError) return []
    throw error
  })
  const names = entries.filter((entry) => entry.kind === 'folder' && !isNeverScanned(entry.name)).map((entry) => entry.name)
  if (entries.some((entry) => entry.name === SETTINGS_FILE) || names.some((name) => parseFolderName(name).kind === 'subset')) return [folder]
  if (await describesFolders(fileSystem, folder)) return [folder]
  if (depth < DEPTH && (await findDatasetRoot(fileSystem, folder, suffixes)) === folder) return [folder]
  if (depth === 0) return []
  const below = await mapBounded(names.sort().slice(0, BREADTH), LANES, (name) => findBelow(fileSystem, joinPath(folder, name), suffixes, depth - 1))
  return below.flat()
}

/** Whether a dataset configuration in `folder` names folders in it that are there. */
async function describesFolders(fileSystem: FileSystem, folder: string): Promise<boolean> {
  for (const path of await configuredFolders(fileSystem, folder)) {
    if ((await kindAt(fileSystem, path)) === 'folder') return true
  }
  return false
}
