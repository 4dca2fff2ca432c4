import type { Message } from '../../base/message'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'

/** What a format may look at beside the folders: small files that the caller has read. */
export interface FormatFiles {
  /** Texts of the files of `wantedTexts` that could be read, by absolute path; without byte order marks. */
  readonly texts: ReadonlyMap<string, string>
  /** The setting `datasetConfig` as an absolute path; its text is among `texts`. */
  readonly datasetConfig?: string
  /** The setting `trainingConfig` as an absolute path; its text is among `texts`. */
  readonly trainingConfig?: string
  /** Folders outside the dataset's own that training files name: those of `outsideFolders` that are there. */
  readonly trees?: readonly FolderTree[]
}

/** One way of laying out a dataset on disk. */
export interface DatasetFormat {
  /** The value of the setting `format`, and the file's name. */
  readonly id: string
  readonly title: Message
  /** What it is recognised by, for the sentence that explains a choice; absent for layouts that fit when nothing else does. */
  readonly sign?: Message
  recognise(tree: FolderTree, files?: FormatFiles): boolean
  /** The folders whose images are trained; everything else is not part of the dataset. */
  folders(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[]
  /** Absolute paths of folders outside the tree that are part of the dataset. */
  outside?(tree: FolderTree, files: FormatFiles): readonly string[]
}
