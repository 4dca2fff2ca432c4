import { mapBounded } from '../base/concurrency'
import { FileError, orNothing, type FileSystem } from '../base/file-system'
import { readFolderTree, type FolderTree } from './folder-tree'
import type { FormatFiles } from './formats/format'
import { FORMATS } from './formats/index'
import { FORMAT_TEXT_LIMIT, wantedTexts } from './wanted-texts'

export interface FormatFileOptions {
  /** Absolute paths of the training files that the settings name. */
  readonly datasetConfig?: string
  readonly trainingConfig?: string
  /** Texts that count in place of those on the disk: what editors hold. */
  readonly textAt?: (path: string) => string | undefined
  readonly signal?: AbortSignal
}

const LANES = 8

/**
 * Reads what formats may look at: the texts they want, the training files of the settings, and the folders outside that these name.
 * What cannot be read, is no UTF-8 or is too large is left out. Rejects only when `signal` aborts.
 */
export async function readFormatFiles(fileSystem: FileSystem, tree: FolderTree, options: FormatFileOptions = {}): Promise<FormatFiles> {
  const { datasetConfig, trainingConfig, textAt, signal } = options
  const paths = [...new Set([datasetConfig, trainingConfig, ...wantedTexts(tree)])].filter((path) => path !== undefined)
  const read = await mapBounded(paths, LANES, async (path) => textAt?.(path) ?? readText(fileSystem, path), signal)
  const texts = new Map(paths.flatMap((path, index) => (read[index] === undefined ? [] : [[path, read[index]] as const])))
  const files: FormatFiles = { texts, datasetConfig, trainingConfig }
  const outside = [...new Set(FORMATS.flatMap((format) => format.outside?.(tree, files) ?? []))]
  const trees = await mapBounded(outside, LANES, (path) => readOutside(fileSystem, path, signal), signal)
  return { ...files, trees: trees.filter((found) => found !== undefined) }
}

async function readText(fileSystem: FileSystem, path: string): Promise<string | undefined> {
  try {
    if ((await fileSystem.stat(path)).size > FORMAT_TEXT_LIMIT) return undefined
    return new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError || error instanceof TypeError) return undefined
    throw error
  }
}

/** A folder named by a training file; undefined where it is not there. */
async function readOutside(fileSystem: FileSystem, path: string, signal?: AbortSignal): Promise<FolderTree | undefined> {
  return (await orNothing(readFolderTree(fileSystem, path, () => false, signal)))?.tree
}
