import type { LspRange } from './captions'

/** `taglore/linesView`: a caption as one tag a line. Null for what is no caption. It need not be open. */
export const LINES_REQUEST = 'taglore/linesView'

export interface LinesParams {
  readonly uri: string
}

export interface LinesResult {
  readonly version: number | null
  readonly lines: string
}

/** `taglore/linesEdit`: the edits that bring edited lines back into their caption; what did not change keeps every byte. Null for what is no caption. */
export const LINES_EDIT_REQUEST = 'taglore/linesEdit'

export interface LinesEditParams {
  readonly uri: string
  readonly lines: string
}

export interface LinesEditResult {
  /** Of the document that the edits are for; null where the disk has the text. */
  readonly version: number | null
  readonly edits: readonly { readonly range: LspRange; readonly newText: string }[]
  /** The caption afterwards. */
  readonly text: string
}

/** What is asked, and what comes back. */
export interface LinesRequests {
  readonly [LINES_REQUEST]: readonly [LinesParams, LinesResult | null]
  readonly [LINES_EDIT_REQUEST]: readonly [LinesEditParams, LinesEditResult | null]
}
