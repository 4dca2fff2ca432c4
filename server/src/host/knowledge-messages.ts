import type { ListFiles } from './knowledge-build'

/** What the knowledge worker is started with. */
export interface BuildTask {
  readonly files: ListFiles
  /** The path of `dist/vocabulary.json`. */
  readonly vocabulary: string
  /** Where to keep what was built, and under which key; undefined to keep nothing. */
  readonly cache: { readonly path: string; readonly key: string } | undefined
}

/** Its one answer; errors come as the worker's `error` event. */
export interface BuildReply {
  /** See `packIndexes`; its extra is a `KnowledgeExtra`. */
  readonly content: Uint8Array<ArrayBuffer>
}
