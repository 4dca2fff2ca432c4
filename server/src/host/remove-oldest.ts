import type { FileSystem } from '../base/file-system'
import { joinPath } from '../base/path'

/** Of the files in a folder whose names match, only the `kept` that were written last stay. */
export async function removeOldest(files: Pick<FileSystem, 'list' | 'stat' | 'remove'>, folder: string, name: RegExp, kept: number): Promise<void> {
  const names = (await files.list(folder)).flatMap((entry) => (name.test(entry.name) ? [entry.name] : []))
  if (names.length <= kept) return
  const found = await Promise.all(names.map(async (each) => ({ path: joinPath(folder, each), time: (await files.stat(joinPath(folder, each))).modified })))
  for (const { path } of found.sort((a, b) => b.time - a.time).slice(kept)) await files.remove(path)
}
