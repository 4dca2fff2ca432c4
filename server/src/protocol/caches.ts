/** `facts`: looks at pixels. `samples`: headers and captions of unchanged files. `knowledge`: tag lists as they are searched. `scores`: what taggers said. */
export const CACHE_KINDS = ['facts', 'samples', 'thumbnails', 'knowledge', 'scores'] as const
export type CacheKind = (typeof CACHE_KINDS)[number]

export interface CacheSize {
  readonly kind: CacheKind
  readonly files: number
  readonly bytes: number
}

/** `taglore/caches`: what the caches take on the disk. */
export const CACHES_REQUEST = 'taglore/caches'

export type CachesParams = Readonly<Record<never, never>>

export interface CachesResult {
  readonly caches: readonly CacheSize[]
}

/** `taglore/clearCaches`: takes them away, only ever because the user asked for it. All but `scores` are made again where they are needed. */
export const CLEAR_CACHES_REQUEST = 'taglore/clearCaches'

export interface ClearCachesParams {
  readonly kinds: readonly CacheKind[]
}

export interface ClearCachesResult {
  /** Bytes. */
  readonly freed: number
}

/** What is asked, and what comes back. */
export interface CachesRequests {
  readonly [CACHES_REQUEST]: readonly [CachesParams, CachesResult]
  readonly [CLEAR_CACHES_REQUEST]: readonly [ClearCachesParams, ClearCachesResult]
}
