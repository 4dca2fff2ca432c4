import type { Message } from '../base/message'
import { comparePaths, folderOf, joinPath, nameOf, stemOf } from '../base/path'
import { filesByOwner } from '../dataset/own-files'
import type { Sample } from '../dataset/sample'
import type { Change } from './change'
import type { ExcludeWorld } from './exclude'

/** Gives a sample another stem in its folder: image and caption, masks and caches keep together. */
export function planRenameSample(title: Message, sample: Sample, stem: string, { filesIn, maskFolders }: Pick<ExcludeWorld, 'filesIn' | 'maskFolders'>): Change {
  const old = stemOf(sample.images[0]?.path ?? sample.caption?.path ?? sample.id)
  const own = [...sample.images.map(({ path }) => path), ...(sample.caption ? [sample.caption.path] : [])]
  const beside = [sample.folder, ...(maskFolders?.(sample.folder) ?? [])].flatMap((folder) => (filesByOwner(filesIn(folder)).get(old) ?? []).map((name) => joinPath(folder, name)))
  const files = [...new Set([...own, ...beside])].map((path) => ({ kind: 'rename' as const, path, to: joinPath(folderOf(path), stem + nameOf(path).normalize('NFC').slice(old.length)) }))
  return { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }
}

/** `stem`, or `stem-2`, `stem-3` … where a file has that name. */
export function freeStem(stem: string, names: readonly string[]): string {
  const taken = new Set(names.map((name) => stemOf(name).toLowerCase()))
  let free = stem
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}`
  return free
}
