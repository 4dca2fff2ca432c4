import { FileError, type FileSystem } from '../base/file-system'

/** The names of the files of each folder, for plans that must not meet a name that is taken; none for a folder that is not there. */
export async function listNames(fileSystem: Pick<FileSystem, 'list'>, folders: Iterable<string>): Promise<(folder: string) => readonly string[]> {
  const names = new Map<string, readonly string[]>()
  for (const folder of new Set(folders)) {
    try {
      names.set(folder, (await fileSystem.list(folder)).filter(({ kind }) => kind === 'file').map(({ name }) => name))
    } catch (error) {
      if (!(error instanceof FileError) || (error.code !== 'not-found' && error.code !== 'not-folder')) throw error
    }
  }
  return (folder) => names.get(folder) ?? []
}

/** The texts of files (UTF-8), by path; undefined for those that cannot be read or are none. */
export async function readTexts(fileSystem: Pick<FileSystem, 'read'>, paths: Iterable<string>): Promise<(path: string) => string | undefined> {
  const texts = new Map<string, string>()
  for (const path of new Set(paths)) {
    try {
      texts.set(path, new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path)))
    } catch (error) {
      if (!(error instanceof FileError || error instanceof TypeError)) throw error
    }
  }
  return (path) => texts.get(path)
}
