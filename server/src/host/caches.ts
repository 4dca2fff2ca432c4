import { FileError, type FileSystem } from '../base/file-system'
import { joinPath } from '../base/path'
import { CACHE_KINDS, type CacheKind, type CacheSize } from '../protocol/caches'

type Files = Pick<FileSystem, 'list' | 'stat' | 'remove' | 'removeTree'>

/** Where each kind lies in the folder of caches: files by their names, or a folder. Journals, downloads and decisions are no caches. */
const PLACES: Readonly<Record<CacheKind, { readonly files: RegExp } | { readonly folder: string }>> = {
  facts: { files: /^images\.bin$/ },
  samples: { files: /^(?:dataset|findings)-[0-9a-f]+\.bin$/ },
  thumbnails: { folder: 'thumbnails' },
  knowledge: { files: /^tags-[0-9a-f]+\.bin$/ },
  scores: { folder: 'scores' },
}

/** What every kind of cache takes on the disk. */
export async function measureCaches(fileSystem: Files, cacheFolder: string): Promise<readonly CacheSize[]> {
  return Promise.all(
    CACHE_KINDS.map(async (kind) => {
      const sizes = await Promise.all((await filesOf(fileSystem, cacheFolder, kind)).map((path) => orElse(async () => (await fileSystem.stat(path)).size, 0)))
      return { kind, files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
    }),
  )
}

/** Takes away what is kept of these kinds; the bytes that are free now. A file that is in use or may not be removed stays. */
export async function clearCaches(fileSystem: Files, cacheFolder: string, kinds: readonly CacheKind[]): Promise<number> {
  const before = await measureCaches(fileSystem, cacheFolder)
  for (const kind of kinds) {
    const place = PLACES[kind]
    if ('folder' in place) await orElse(() => fileSystem.removeTree(joinPath(cacheFolder, place.folder)), undefined)
    else for (const path of await filesOf(fileSystem, cacheFolder, kind)) await orElse(() => fileSystem.remove(path), undefined)
  }
  const after = await measureCaches(fileSystem, cacheFolder)
  return before.reduce((sum, { kind, bytes }, at) => sum + (kinds.includes(kind) ? Math.max(0, bytes - (after[at]?.bytes ?? 0)) : 0), 0)
}

async function filesOf(fileSystem: Files, cacheFolder: string, kind: CacheKind): Promise<readonly string[]> {
  const place = PLACES[kind]
  if ('folder' in place) return filesBelow(fileSystem, joinPath(cacheFolder, place.folder))
  const entries = await orElse(() => fileSystem.list(cacheFolder), [])
  return entries.filter((entry) => entry.kind === 'file' && place.files.test(entry.name)).map(({ name }) => joinPath(cacheFolder, name))
}

async function filesBelow(fileSystem: Files, folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { name, kind } of await orElse(() => fileSystem.list(folder), [])) {
    if (kind === 'file') found.push(joinPath(folder, name))
    else if (kind === 'folder') found.push(...(await filesBelow(fileSystem, joinPath(folder, name))))
  }
  return found
}

async function orElse<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError) return otherwise
    throw error
  }
}
