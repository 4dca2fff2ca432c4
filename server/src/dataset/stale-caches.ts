import { mapBounded } from '../base/concurrency'
import { orNothing, type FileSystem } from '../base/file-system'
import { comparePaths, joinPath } from '../base/path'
import { cacheOf, isCache } from './own-files'
import type { SampleDraft } from './scan'

/** A file in which the trainer keeps what it made of an image or a caption, older than that. It is used as it is. */
export interface StaleCache {
  readonly path: string
  /** The newer file. */
  readonly of: string
}

/** Of `cache_info`: with it the trainer does not look at the files at all. */
export const METADATA_CACHE = 'metadata_cache.json'
/** Milliseconds: some disks keep times in steps of two seconds, and copies of a folder are written in any order. */
const TOLERANCE = 2000
const LANES = 16

/**
 * The caches of a folder that are older than what they were made from, sorted. `stems`: only these are looked at, and the folder's
 * own cache against them. Costs nothing where there are no caches. sd-scripts: its caching strategies compare no times.
 */
export async function findStaleCaches(fileSystem: FileSystem, folder: string, names: readonly string[], drafts: readonly SampleDraft[], stems?: ReadonlySet<string>): Promise<readonly StaleCache[]> {
  const hasMetadata = names.includes(METADATA_CACHE)
  const caches = names.filter(isCache)
  if (!hasMetadata && caches.length === 0) return []
  const byStem = new Map(drafts.map((draft) => [draft.id.slice(draft.folder.length + 1), draft]))
  const modifiedOf = rememberTimes(fileSystem)
  const stale = async (path: string, sources: readonly string[]): Promise<StaleCache | undefined> => {
    const written = sources.length === 0 ? undefined : await modifiedOf(path)
    if (written === undefined) return undefined
    const times = await mapBounded(sources, LANES, modifiedOf)
    const of = sources.find((_, index) => (times[index] ?? 0) > written + TOLERANCE)
    return of === undefined ? undefined : { path, of }
  }
  const found = await mapBounded(caches, LANES, async (name) => {
    const cache = cacheOf(name)
    if (!cache || (stems && !stems.has(cache.stem))) return undefined
    const draft = byStem.get(cache.stem)
    return stale(joinPath(folder, name), cache.of === 'image' ? (draft?.images ?? []) : draft?.caption === undefined ? [] : [draft.caption])
  })
  const asked = drafts.filter(({ id }) => !stems || stems.has(id.slice(folder.length + 1)))
  const all = hasMetadata ? await stale(joinPath(folder, METADATA_CACHE), asked.flatMap(({ images, caption }) => (caption === undefined ? images : [...images, caption]))) : undefined
  return [...found, all].filter((one) => one !== undefined).sort((a, b) => comparePaths(a.path, b.path))
}

function rememberTimes(fileSystem: FileSystem): (path: string) => Promise<number | undefined> {
  const known = new Map<string, Promise<number | undefined>>()
  return (path) => {
    const before = known.get(path)
    if (before) return before
    const asked = orNothing(fileSystem.stat(path).then(({ modified }) => modified))
    known.set(path, asked)
    return asked
  }
}
