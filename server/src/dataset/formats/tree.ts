import { say } from '../../base/message'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'
import type { DatasetFormat } from './format'
import { kohyaFolders, kohyaSubsets } from './kohya-folders'

/** Nested folders: `img/10_x` beside `reg/1_y` as graphical trainers lay them out, or plain folders within folders. */
export const tree: DatasetFormat = {
  id: 'tree',
  title: say`nested folders`,
  recognise: (root) => root.holdsImages,
  folders: (root) => collect(root),
}

const REGULARIZATION = /^reg(?:ulari[sz]ation)?$/i

function collect(folder: FolderTree): ConceptFolder[] {
  if (kohyaFolders.recognise(folder)) return kohyaSubsets(folder, REGULARIZATION.test(folder.name))
  const own: ConceptFolder[] = folder.hasImages
    ? [{ path: folder.path, relative: folder.relative, classTokens: '', repeats: 1, regularization: REGULARIZATION.test(folder.name) }]
    : []
  return [...own, ...folder.folders.flatMap(collect)]
}
