import type { Configuration } from '../features/configure'
import type { StatusData } from '../features/status-data'

/** `taglore/status`: what is in force for a file, for the status bar and the language status. */
export const STATUS_REQUEST = 'taglore/status'

export interface StatusParams {
  readonly uri: string
  /** Answers when the dataset around the file is read: what a command goes by. Otherwise with what is known so far. */
  readonly waits?: boolean
}

export type { QuickTag, StatusData as StatusResult } from '../features/status-data'

/** `taglore/changed`: datasets whose content changed; panels ask again. */
export const CHANGED_NOTIFICATION = 'taglore/changed'

export interface ChangedParams {
  readonly roots: readonly string[]
}


/** `taglore/thumbnail`: a picture that any page can show, made by the image process. May be cancelled. */
export const THUMBNAIL_REQUEST = 'taglore/thumbnail'

export interface ThumbnailParams {
  readonly uri: string
  /** Longest side in pixels. */
  readonly size: number
  /** `soon`: nobody looks at its place yet. */
  readonly priority?: 'now' | 'soon'
}

export interface ThumbnailResult {
  /** `data:` address of a WebP; null where the image cannot be decoded. */
  readonly data: string | null
  /** Why not, in the user's language. */
  readonly message: string | null
}

/** `taglore/configure`: the text of the dataset's `taglore.json` after a change; nothing is written. Null where there is nothing to change. */
export const CONFIGURE_REQUEST = 'taglore/configure'

export interface ConfigureParams {
  /** Any file of the dataset. */
  readonly uri: string
  /** Goal and model are set only where a `taglore.json` is there: null otherwise, and the client writes its own settings. */
  readonly change: Configuration
}

export interface ConfigureResult {
  /** The dataset's `taglore.json`. */
  readonly uri: string
  readonly exists: boolean
  readonly text: string
}

/** `taglore/datasets`: where datasets begin in a folder, at most two levels below it; or around it. */
export const DATASETS_REQUEST = 'taglore/datasets'

export interface DatasetsParams {
  /** URI of a folder. */
  readonly uri: string
}

export interface DatasetsResult {
  /** URIs, sorted. */
  readonly roots: readonly string[]
}

/** `taglore/formats`: the formats that a dataset can be read as, with what each makes of it. */
export const FORMATS_REQUEST = 'taglore/formats'

export interface FormatsParams {
  /** Any file of the dataset, or its folder. */
  readonly uri: string
}

export interface FormatsResult {
  /** URI; null outside a dataset. */
  readonly root: string | null
  /** Id of the one in force; null where there is none. */
  readonly current: string | null
  /** It is the user's choice, not recognised. */
  readonly isChosen: boolean
  /** Why this one, in the user's language, where it was chosen or several fit. */
  readonly reason: string | null
  readonly formats: readonly FormatChoiceData[]
}

export interface FormatChoiceData {
  readonly id: string
  /** In the user's language, as `sign`. */
  readonly title: string
  readonly fits: boolean
  /** What it is recognised by; null for layouts that fit when nothing else does. */
  readonly sign: string | null
  /** Folders of images that it reads. */
  readonly folders: number
}

/** What is asked, and what comes back. */
export interface StatusRequests {
  readonly [STATUS_REQUEST]: readonly [StatusParams, StatusData]
  readonly [THUMBNAIL_REQUEST]: readonly [ThumbnailParams, ThumbnailResult]
  readonly [CONFIGURE_REQUEST]: readonly [ConfigureParams, ConfigureResult | null]
  readonly [DATASETS_REQUEST]: readonly [DatasetsParams, DatasetsResult]
  readonly [FORMATS_REQUEST]: readonly [FormatsParams, FormatsResult]
}
