import { joinPath, nameOf, stemOf, suffixOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import { SETTINGS_FILE } from './find-root'
import type { FolderTree } from './folder-tree'

/** Files larger than this are not looked at to recognise a format. Bytes. */
export const FORMAT_TEXT_LIMIT = 64 * 1024 * 1024

const SUFFIXES: readonly string[] = ['.toml', '.json', '.jsonl', '.yaml', '.yml']
const NAMES: readonly string[] = ['metadata.csv']
const NEVER = /^(?:package(?:-lock)?|tsconfig|metadata_cache|dataset_infos?|model_index|workflow.*)\.json$/i
const USUAL = /^(?:dataset|config|metadata|captions|concepts|meta_)/i
/** Folders with more candidates than this hold a file for each image, which describes no dataset. */
const MOST = 24

/**
 * Absolute paths of the files that formats are recognised by: TOML, JSON and YAML beside or above the images, never those that
 * belong to one image, nor `taglore.json`. In order of folders, nearest to the root first.
 */
export function wantedTexts(tree: FolderTree): readonly string[] {
  const found: string[] = []
  let level: readonly FolderTree[] = [tree]
  while (level.length > 0) {
    for (const folder of level) found.push(...textsOf(folder))
    level = level.flatMap((folder) => folder.folders)
  }
  return found
}

function textsOf(folder: FolderTree): readonly string[] {
  const possible = folder.files.filter(isCandidate)
  // most folders of images have none
  if (possible.length === 0) return possible
  const images = folder.files.filter((file) => classifyImageFile(file).kind !== 'other')
  const stems = new Set(images.flatMap((file) => [stemOf(file), file.normalize('NFC')]))
  const candidates = possible.filter((file) => !stems.has(stemOf(file)))
  const kept = candidates.length <= MOST ? candidates : candidates.filter((file) => USUAL.test(file)).slice(0, MOST)
  return kept.map((file) => joinPath(folder.path, file))
}

/** Whether a file that is new in a dataset may describe it: those of usual names only, for many JSON files belong to one image each. */
export function mayDescribe(path: string): boolean {
  const name = nameOf(path)
  return isCandidate(name) && (!/^\.jsonl?$/i.test(suffixOf(name)) || USUAL.test(name))
}

function isCandidate(file: string): boolean {
  const name = nameOf(file)
  return (SUFFIXES.includes(suffixOf(name).toLowerCase()) || NAMES.includes(name)) && name !== SETTINGS_FILE && !NEVER.test(name)
}
