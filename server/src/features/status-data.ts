export interface StatusData {
  /** URI of the dataset's root; null outside a dataset. */
  readonly root: string | null
  /** Name of the format in the user's language; null without a dataset. */
  readonly format: string | null
  /** Why this format, where it was chosen or several fit; in the user's language. */
  readonly formatReason: string | null
  readonly goal: string
  readonly model: string
  /** Where goal and model come from, in the user's language. */
  readonly goalOrigin: string
  readonly modelOrigin: string
  readonly triggers: readonly { readonly text: string; readonly declared: boolean }[]
  readonly tokens: { readonly count: number; readonly limit: number; readonly estimated: boolean } | null
  readonly concept: string | null
  /** Of the keys 1 to 9, in their order. */
  readonly quickTags: readonly QuickTag[]
  /** Tags known, and whether lists are still being read. */
  readonly tags: { readonly count: number; readonly ready: boolean }
  readonly problems: readonly string[]
}

/** A tag that one key adds and takes away. */
export interface QuickTag {
  readonly key: string
  /** As it is written. */
  readonly text: string
}
