import { mapBounded } from '../base/concurrency'
import { FileError, type FileSystem } from '../base/file-system'
import { comparePaths, joinPath, nameOf, stemOf, suffixOf } from '../base/path'
import { captionSuffix, classifyImageFile } from '../trainer/files'
import { SETTINGS_FILE } from './find-root'
import type { ConceptFolder } from './folder'
import { readFolderTree, type FolderTree } from './folder-tree'
import type { DatasetFormat } from './formats/format'
import { FORMATS } from './formats/index'
import { readCaption } from './read-caption'
import { readImage } from './read-image'
import type { CaptionFile, Sample } from './sample'

/** Everything read from disk for one dataset; plain data. */
export interface DatasetScan {
  readonly root: string
  readonly format: DatasetFormat | undefined
  /** Has a `taglore.json`. */
  readonly hasSettingsFile: boolean
  readonly folders: readonly ConceptFolder[]
  /** Sorted by id. */
  readonly samples: readonly Sample[]
  /** Folders that could not be read. */
  readonly faults: readonly FileError[]
}

export interface ScanOptions {
  /** `caption_extension`; a leading dot is added when missing. */
  readonly captionExtension: string
  /** Id of the format to use; undefined recognises it. */
  readonly format?: string
  readonly excluded: (relative: string) => boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

const LANES = 16

/** Reads a dataset: folders, captions and image headers. Rejects with `FileError` only when the root cannot be read. */
export async function scanDataset(fileSystem: FileSystem, root: string, options: ScanOptions): Promise<DatasetScan> {
  const { tree, faults } = await readFolderTree(fileSystem, root, options.excluded, options.signal)
  const format = FORMATS.find((candidate) => candidate.id === options.format) ?? FORMATS.find((candidate) => candidate.recognise(tree))
  const folders = format ? format.folders(tree) : []
  const trees = new Map(allFolders(tree).map((folder) => [folder.path, folder]))
  const drafts = folders.flatMap((folder) => pairFiles(folder.path, trees.get(folder.path)?.files ?? [], options.captionExtension))
  let done = 0
  const samples = await mapBounded(
    drafts,
    LANES,
    async (draft) => {
      const sample = await readSample(fileSystem, draft)
      options.onProgress?.(++done, drafts.length)
      return sample
    },
    options.signal,
  )
  return { root, format, hasSettingsFile: tree.files.includes(SETTINGS_FILE), folders, samples: samples.sort((a, b) => comparePaths(a.id, b.id)), faults }
}

function allFolders(tree: FolderTree): FolderTree[] {
  return [tree, ...tree.folders.flatMap(allFolders)]
}

/** A sample before its files are read. */
export interface SampleDraft {
  readonly id: string
  readonly folder: string
  readonly images: readonly string[]
  readonly caption: string | undefined
}

/**
 * Pairs the files of one folder by stem (NFC). A caption without image is kept where the folder has at least one pair and
 * its name is not one of the usual papers.
 */
export function pairFiles(folder: string, files: readonly string[], captionExtension: string): SampleDraft[] {
  const suffix = captionSuffix(captionExtension).toLowerCase()
  const images = new Map<string, string[]>()
  const captions = new Map<string, string>()
  for (const file of files) {
    const stem = stemOf(file)
    if (classifyImageFile(file).kind === 'found') images.set(stem, [...(images.get(stem) ?? []), joinPath(folder, file)])
    else if (suffixOf(file).toLowerCase() === suffix && !captions.has(stem)) captions.set(stem, joinPath(folder, file))
  }
  const hasPair = [...images.keys()].some((stem) => captions.has(stem))
  const stems = new Set([...images.keys(), ...[...captions.keys()].filter((stem) => images.has(stem) || (hasPair && !isPaper(stem)))])
  return [...stems].map((stem) => ({
    id: joinPath(folder, stem),
    folder,
    images: images.get(stem) ?? [],
    caption: captions.get(stem),
  }))
}

const PAPERS = /^(?:readme|licen[cs]e|copying|notice|changelog|credits|prompts?|sample[-_ ]?prompts?|log|notes?|todo)(?:[-_. ].*)?$/i

/** Texts that people keep beside images and that are no captions. */
export function isPaper(stem: string): boolean {
  return PAPERS.test(nameOf(stem))
}

/** Reads the files of one sample. */
export async function readSample(fileSystem: FileSystem, draft: SampleDraft): Promise<Sample> {
  const images = await Promise.all(draft.images.map((path) => readImage(fileSystem, path)))
  return { id: draft.id, folder: draft.folder, images, caption: draft.caption === undefined ? undefined : await readCaptionFile(fileSystem, draft.caption) }
}

/** Reads one caption file; what the disk refuses becomes a fault. */
export async function readCaptionFile(fileSystem: FileSystem, path: string): Promise<CaptionFile> {
  try {
    return readCaption(path, await fileSystem.read(path))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { path, text: '', size: 0, byteOrderMark: false, fault: error.code === 'not-found' ? 'gone' : 'permission' }
  }
}
