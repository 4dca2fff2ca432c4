import type { Store } from './store'

/** What an address answered; the body is decoded and can be read once. */
export interface Answer {
  readonly status: number
  header(name: string): string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/** A GET. Rejects with the system's error, or when `signal` aborts, also while the body is read. */
export type Fetch = (url: string, request: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal }) => Promise<Answer>

/** Everything outside that a download touches. Tests give a clock that stands still and a disk that is full. */
export interface DownloadWorld {
  readonly fetch: Fetch
  readonly store: Store
  /** Milliseconds since 1970. */
  now(): number
  /** From 0 to below 1. */
  random(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Runs once after the time, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void
}
