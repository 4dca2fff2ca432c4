import type { Message } from '../../base/message'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'

/** One way of laying out a dataset on disk. */
export interface DatasetFormat {
  /** The value of the setting `format`, and the file's name. */
  readonly id: string
  readonly title: Message
  recognise(tree: FolderTree): boolean
  /** The folders whose images are trained; everything else is not part of the dataset. */
  folders(tree: FolderTree): readonly ConceptFolder[]
}
