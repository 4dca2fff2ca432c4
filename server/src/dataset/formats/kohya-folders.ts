import { say } from '../../base/message'
import { parseFolderName } from '../../trainer/folder-name'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'
import type { DatasetFormat } from './format'

/** `train_data_dir` of sd-scripts: direct sub-folders named `<repeats>_<text>`. */
export const kohyaFolders: DatasetFormat = {
  id: 'kohya-folders',
  title: say`kohya folders`,
  sign: say`folders are named <repeats>_<text>`,
  recognise: (tree) => tree.folders.some((folder) => parseFolderName(folder.name).kind === 'subset'),
  folders: (tree) => kohyaSubsets(tree, false),
}

/** The subsets among the direct sub-folders of `tree`, as sd-scripts finds them. */
export function kohyaSubsets(tree: FolderTree, regularization: boolean): ConceptFolder[] {
  return tree.folders.flatMap((folder) => {
    const name = parseFolderName(folder.name)
    if (name.kind !== 'subset') return []
    return [{ path: folder.path, relative: folder.relative, classTokens: name.classTokens, repeats: name.repeats, regularization }]
  })
}
