import type { LspRange } from './captions'

/** `taglore/tokens`: the tokens of a caption with their places, for decorations. Null for what is no caption, and until the token table is read. */
export const TOKENS_REQUEST = 'taglore/tokens'

export interface TokensParams {
  readonly uri: string
}

export interface TokensResult {
  /** Version of the document that the ranges are for; null where the disk has the text. */
  readonly version: number | null
  /** Of what is trained at once: with wildcards, of the longest line. */
  readonly count: number
  readonly limit: number
  /** Counts are rough then (T5, Gemma, Qwen), and no places are known. */
  readonly estimated: boolean
  /** The first token of every window of 75 but the first, and the first one past the limit. */
  readonly boundaries: readonly LspRange[]
  /** What is never trained, one range a line; none while tags are shuffled, for then each time something else is lost. */
  readonly lost: readonly LspRange[]
  /** In the order of the text; tags that are not trained have none. */
  readonly perTag: readonly { readonly range: LspRange; readonly count: number }[]
}

/** What is asked, and what comes back. */
export interface TokensRequests {
  readonly [TOKENS_REQUEST]: readonly [TokensParams, TokensResult | null]
}
