import { isAbsolutePath, joinPath } from '../base/path'
import type { FolderTree } from './folder-tree'
import type { FormatFiles } from './formats/format'

/** The folder itself and all below it. */
export function allFolders(tree: FolderTree): readonly FolderTree[] {
  return [tree, ...tree.folders.flatMap(allFolders)]
}

/** The folder of a path in the dataset, or in the further trees. */
export function findFolder(path: string, tree: FolderTree, files?: FormatFiles): FolderTree | undefined {
  for (const start of [tree, ...(files?.trees ?? [])]) {
    let folder: FolderTree | undefined = start
    while (folder && folder.path !== path) {
      folder = folder.folders.find((child) => path === child.path || path.startsWith(`${child.path}/`))
    }
    if (folder) return folder
  }
  return undefined
}

/**
 * An absolute path for one written in a training file: backslashes are separators, `.` and `..` are taken out.
 * Relative paths count from `base`.
 */
export function resolvePath(base: string, written: string): string {
  // most paths of long lists are plain names
  if (/^[^./\\:][^/\\]*$/.test(written)) return joinPath(base, written)
  const path = written.replaceAll('\\', '/')
  const parts: string[] = []
  for (const part of (isAbsolutePath(path) ? path : joinPath(base, path)).split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue
    if (part === '..' && parts.length > 1) parts.pop()
    else parts.push(part)
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/')
}

/**
 * The folder that a training file names: relative paths are tried against the file's folder, then the dataset's root.
 * Where neither is there, the first of the two, with `tree` undefined. An empty path names none.
 */
export function findNamedFolder(written: string, fileFolder: string, root: FolderTree, files?: FormatFiles): { readonly path: string; readonly tree: FolderTree | undefined } | undefined {
  if (written.trim() === '') return undefined
  const candidates = [...new Set([resolvePath(fileFolder, written), resolvePath(root.path, written)])]
  for (const path of candidates) {
    const tree = findFolder(path, root, files)
    if (tree) return { path, tree }
  }
  return { path: candidates[0] ?? written, tree: undefined }
}

/** The text of a file that a training file names, tried in the same two places. */
export function findNamedText(written: string, fileFolder: string, root: FolderTree, files: FormatFiles): { readonly path: string; readonly text: string } | undefined {
  for (const path of [resolvePath(fileFolder, written), resolvePath(root.path, written)]) {
    const text = files.texts.get(path)
    if (text !== undefined) return { path, text }
  }
  return undefined
}
