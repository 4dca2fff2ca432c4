import { FileError, type FileSystem } from '../base/file-system'
import { comparePaths, joinPath, relativePath } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import { SETTINGS_FILE } from './find-root'

/** The folders of a dataset with their file names: what formats are recognised from. */
export interface FolderTree {
  readonly path: string
  readonly name: string
  /** Relative to the root of the tree; '.' for the root. */
  readonly relative: string
  /** Sub-folders in code-point order. */
  readonly folders: readonly FolderTree[]
  /** File names in code-point order. */
  readonly files: readonly string[]
  /** Holds images directly. */
  readonly hasImages: boolean
  /** Holds images here or further down. */
  readonly holdsImages: boolean
}

export interface TreeResult {
  readonly tree: FolderTree
  /** Folders that could not be read, with the reason. */
  readonly faults: readonly FileError[]
}

/** Where excluded files go, below the dataset's root. Trainers pass over it because it carries no repeats. */
export const EXCLUDED_FOLDER = '_excluded'

const NEVER = new Set(['node_modules', EXCLUDED_FOLDER])
const DEPTH = 24

/** Names that are never looked at, wherever they stand in a dataset. */
export function isNeverScanned(name: string): boolean {
  return name.startsWith('.') || NEVER.has(name)
}

/**
 * Lists a folder and all below it. Names starting with `.`, `node_modules`, `_excluded`, what `excluded` says, and folders with a
 * `taglore.json` of their own (they are datasets themselves) are left out; links that lead back up are followed once. A folder that cannot be read is a fault, not the end.
 * Rejects with `FileError` only when the root itself cannot be read.
 */
export async function readFolderTree(
  fileSystem: FileSystem,
  root: string,
  excluded: (relative: string) => boolean,
  signal?: AbortSignal,
): Promise<TreeResult> {
  const faults: FileError[] = []
  const visited = new Set<string>()
  const walk = async (path: string, name: string, depth: number): Promise<FolderTree | undefined> => {
    signal?.throwIfAborted()
    const real = await fileSystem.realPath(path)
    if (visited.has(real) || depth > DEPTH) return undefined
    visited.add(real)
    const entries = (await fileSystem.list(path)).filter((entry) => !isNeverScanned(entry.name) && !excluded(relativePath(root, joinPath(path, entry.name))))
    const files = entries.filter((entry) => entry.kind === 'file').map((entry) => entry.name).sort(comparePaths)
    if (depth > 0 && files.includes(SETTINGS_FILE)) return undefined
    const names = entries.filter((entry) => entry.kind === 'folder').map((entry) => entry.name).sort(comparePaths)
    // one after the other: which of two links to a folder counts must not depend on timing
    const folders: FolderTree[] = []
    for (const child of names) {
      const found = await walk(joinPath(path, child), child, depth + 1).catch((error: unknown) => {
        if (!(error instanceof FileError)) throw error
        faults.push(error)
        return undefined
      })
      if (found) folders.push(found)
    }
    const hasImages = files.some((file) => classifyImageFile(file).kind === 'found')
    return { path, name, relative: relativePath(root, path), folders, files, hasImages, holdsImages: hasImages || folders.some((folder) => folder.holdsImages) }
  }
  const tree = await walk(root, root.slice(root.lastIndexOf('/') + 1), 0)
  if (!tree) throw new FileError('failed', root)
  return { tree, faults }
}

