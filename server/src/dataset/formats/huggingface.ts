import Papa from 'papaparse'
import { say } from '../../base/message'
import { folderOf, joinPath, nameOf } from '../../base/path'
import { textOf } from '../../training-files/config-tree'
import { allFolders } from '../find-folder'
import type { ConceptFolder, FolderCaptions } from '../folder'
import type { FolderTree } from '../folder-tree'
import { listedFolders, type ListEntry } from '../listed-folders'
import { readJsonLines } from '../metadata-captions'
import { rememberFolders } from '../remember-folders'
import type { DatasetFormat, FormatFiles } from './format'

const listed = rememberFolders(readListed)

/** An `imagefolder` of Hugging Face datasets: `metadata.jsonl` or `metadata.csv` beside the images or above them. */
export const huggingface: DatasetFormat = {
  id: 'huggingface',
  title: say`Hugging Face image folder`,
  sign: say`a metadata.jsonl or metadata.csv lists images`,
  recognise: (tree, files) => listed(tree, files).length > 0,
  folders: listed,
}

const CAPTIONS: FolderCaptions = { extension: '.txt', lines: 'whole', options: {}, missing: 'empty' }
/** Columns that captions stand in; `text` is the usual one. */
const CAPTION_COLUMNS = ['text', 'caption', 'prompt', 'description'] as const
const IMAGE_COLUMNS = ['file_name', 'image_file_name', 'image_path'] as const

function readListed(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  if (!files) return []
  return allFolders(tree).flatMap((folder) => {
    // one kind for each split; where there are two, lines are read
    const path = ['metadata.jsonl', 'metadata.csv'].map((name) => joinPath(folder.path, name)).find((name) => files.texts.has(name))
    const text = path === undefined ? undefined : files.texts.get(path)
    if (path === undefined || text === undefined) return []
    const entries = nameOf(path) === 'metadata.csv' ? readCsv(text, path) : readLines(text, path)
    return listedFolders(entries, folderOf(path), tree, files, { classTokens: '', repeats: 1, regularization: false, captions: CAPTIONS })
  })
}

function readLines(text: string, file: string): readonly ListEntry[] {
  return readJsonLines(text).flatMap(({ table, span }) => {
    const image = IMAGE_COLUMNS.map((column) => textOf(table, column)).find((value) => value !== undefined)
    const caption = CAPTION_COLUMNS.map((column) => textOf(table, column)).find((value) => value !== undefined)
    return image === undefined ? [] : [{ image, text: caption ?? '', file, span }]
  })
}

function readCsv(text: string, file: string): readonly ListEntry[] {
  const entries: ListEntry[] = []
  let columns: readonly string[] | undefined
  let start = 0
  Papa.parse<readonly string[]>(text, {
    delimiter: ',',
    step: ({ data, meta }) => {
      const span = { start, end: meta.cursor }
      start = meta.cursor
      if (!columns) {
        columns = data
        return
      }
      const cell = (names: readonly string[]): string | undefined => {
        const name = names.find((candidate) => columns?.includes(candidate))
        return name === undefined ? undefined : data[columns?.indexOf(name) ?? -1]
      }
      const image = cell(IMAGE_COLUMNS)
      if (image) entries.push({ image, text: cell(CAPTION_COLUMNS) ?? '', file, span })
    },
  })
  return entries
}
