import type { SourceProblem } from './source'

/** The names of one tag in another language, best first; `tag` is a tag or an alias in any spelling. */
export interface TagNames {
  readonly tag: string
  readonly names: readonly string[]
}

export interface TranslationReading {
  /** The one that counts first where a tag comes twice. */
  readonly rows: readonly TagNames[]
  readonly problems: readonly SourceProblem[]
}

/** A format of lists of translated tags: one file of the drawer `translation-sources/`. */
export interface TranslationSource {
  readonly id: string
  /** Whether a file looks like this format, by its first lines. */
  recognise(head: string): boolean
  /** Never fails: a bad row becomes a problem and the others stand. */
  read(text: string): TranslationReading
}
