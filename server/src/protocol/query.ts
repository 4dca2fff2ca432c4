import type { QueryItem } from '../features/complete-query'

export type { QueryItem } from '../features/complete-query'

/** `taglore/query`: whether a query (the language of `docs/cli.md`) can be run, what it finds, and what it may go on with. May be cancelled. */
export const QUERY_REQUEST = 'taglore/query'

export interface QueryParams {
  readonly query: string
  /** UTF-16 offset of the caret, for completion; without it nothing is proposed. */
  readonly offset?: number
  /** URI of a dataset; all that are open without it. */
  readonly root?: string
}

export interface QueryResult {
  /** What is wrong, in the user's language, and the characters it is about; null for a query that can be run. */
  readonly fault: { readonly message: string; readonly start: number; readonly end: number } | null
  /** Images that it finds, of how many; null with a fault. */
  readonly images: number | null
  readonly total: number
  readonly completion: { readonly start: number; readonly end: number; readonly items: readonly QueryItem[] } | null
}

/** What is asked, and what comes back. */
export interface QueryRequests {
  readonly [QUERY_REQUEST]: readonly [QueryParams, QueryResult]
}
