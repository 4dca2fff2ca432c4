import type { ConceptFolder } from './folder'
import type { FolderTree } from './folder-tree'
import type { FormatFiles } from './formats/format'

type ReadFolders = (tree: FolderTree, files?: FormatFiles) => readonly ConceptFolder[]

/**
 * The same function, whose answer is kept as long as its input: a format is asked whether it fits and then for its folders, and
 * reading a list of many images takes its time. Without files nothing is read.
 */
export function rememberFolders(read: ReadFolders): ReadFolders {
  const held = new WeakMap<FormatFiles, WeakMap<FolderTree, readonly ConceptFolder[]>>()
  return (tree, files) => {
    if (!files) return read(tree)
    const trees = held.get(files) ?? new WeakMap<FolderTree, readonly ConceptFolder[]>()
    held.set(files, trees)
    const folders = trees.get(tree) ?? read(tree, files)
    trees.set(tree, folders)
    return folders
  }
}
