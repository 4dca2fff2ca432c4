import { clearCaches, measureCaches } from '../host/caches'
import { CACHE_KINDS, CACHES_REQUEST, CLEAR_CACHES_REQUEST, type CachesResult, type ClearCachesParams, type ClearCachesResult } from '../protocol/caches'
import { guard } from './guard'
import type { Session } from './session'

/** Registers what the caches take on the disk, and how they are cleared. */
export function registerCaches(session: Session): void {
  const { connection, fileSystem, cacheFolder } = session
  connection.onRequest(CACHES_REQUEST, guard(session, CACHES_REQUEST, async (): Promise<CachesResult> => ({ caches: await measureCaches(fileSystem, cacheFolder) })))
  connection.onRequest(
    CLEAR_CACHES_REQUEST,
    guard(session, CLEAR_CACHES_REQUEST, async ({ kinds }: ClearCachesParams): Promise<ClearCachesResult> => ({
      freed: await clearCaches(fileSystem, cacheFolder, CACHE_KINDS.filter((kind) => kinds.includes(kind))),
    })),
  )
}
