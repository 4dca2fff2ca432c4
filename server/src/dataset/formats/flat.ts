import { say } from '../../base/message'
import type { DatasetFormat } from './format'

/** One folder of images, one concept. */
export const flat: DatasetFormat = {
  id: 'flat',
  title: say`one folder`,
  recognise: (tree) => tree.hasImages && !tree.folders.some((folder) => folder.holdsImages),
  folders: (tree) => [{ path: tree.path, relative: '.', classTokens: '', repeats: 1, regularization: false }],
}
