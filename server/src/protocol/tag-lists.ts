/** `taglore/describeList`: what Taglore understands of a file that may be a list of tags, relations or translations. */
export const DESCRIBE_LIST_REQUEST = 'taglore/describeList'

export interface DescribeListParams {
  /** URI of the file. */
  readonly uri: string
}

export type DescribeListResult = ListDescription | { readonly kind: 'unreadable'; /** Why, in the user's language. */ readonly message: string }

export interface ListDescription {
  /** Which setting the file belongs into. */
  readonly kind: ListKind
  /** The name of the format, in the user's language. */
  readonly format: string
  /** Rows that were read. */
  readonly rows: number
  /** Rows that are left out. */
  readonly leftOut: number
  /** The first of those. */
  readonly problems: readonly ListProblem[]
  /** The first rows as they were understood. */
  readonly sample: readonly ListRow[]
  /** What relations are; null where neither the file's name nor its rows tell it, and for other kinds. */
  readonly relation: 'aliases' | 'implications' | null
  /** The relation was told by the file's name, and so need not be said in the settings. */
  readonly named: boolean
}

export type ListKind = 'tags' | 'relations' | 'translations'

export interface ListProblem {
  /** Zero-based. */
  readonly line: number
  readonly message: string
}

export interface ListRow {
  readonly name: string
  /** Category, count, aliases; the other tag of a relation; the names of a translation. */
  readonly detail: string
}

/** `taglore/findLists`: the lists of a WebUI, ComfyUI, trainer or tagger in a folder where it is installed. */
export const FIND_LISTS_REQUEST = 'taglore/findLists'

export interface FindListsParams {
  /** URI of the folder. */
  readonly uri: string
}

export interface FindListsResult {
  /** Those of known places first; files of the folder itself only where there is none. */
  readonly lists: readonly FoundList[]
}

export interface FoundList {
  /** URI of the file. */
  readonly uri: string
  /** Relative to the folder. */
  readonly path: string
  /** The program that it belongs to; null where the place is not a known one. */
  readonly program: string | null
  readonly kind: ListKind
  /** In the user's language. */
  readonly format: string
  /** Bytes. */
  readonly size: number
}

/** What is asked, and what comes back. */
export interface TagListsRequests {
  readonly [DESCRIBE_LIST_REQUEST]: readonly [DescribeListParams, DescribeListResult]
  readonly [FIND_LISTS_REQUEST]: readonly [FindListsParams, FindListsResult]
}
