import type { FileSystem } from '../base/file-system'
import { FORMATS } from '../dataset/formats/index'
import type { DatasetFormat } from '../dataset/formats/format'
import { readFolderTree } from '../dataset/folder-tree'
import { readFormatFiles } from '../dataset/read-format-files'
import type { Settings } from '../settings'
import { layoutOptions } from './load-dataset'

/** What a dataset would be in one format. */
export interface FormatReading {
  readonly format: DatasetFormat
  /** Recognised by what lies there. */
  readonly fits: boolean
  /** Folders of images that it reads. */
  readonly folders: number
}

/** Every format, and what it makes of a folder, in the order in which they are tried. Rejects with `FileError` where the folder cannot be read. */
export async function readFormats(fileSystem: FileSystem, root: string, { values }: Settings): Promise<readonly FormatReading[]> {
  const { excluded, ...named } = layoutOptions(values, root)
  const { tree } = await readFolderTree(fileSystem, root, excluded)
  const files = await readFormatFiles(fileSystem, tree, named)
  return FORMATS.map((format) => ({ format, fits: format.recognise(tree, files), folders: format.folders(tree, files).length }))
}
