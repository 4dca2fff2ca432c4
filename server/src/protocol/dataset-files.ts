import type { PlannedChange } from './changes'
import type { CaptionSource } from '../features/missing-captions'
import type { NewDatasetRequest } from '../features/new-dataset'

export type { CaptionSource } from '../features/missing-captions'

/** Requests that plan changes of files of a dataset. `null` where there is nothing of a dataset at the place. */

/** `taglore/planExclude`: moves images, with all that belongs to them, to `_excluded`. */
export const EXCLUDE_REQUEST = 'taglore/planExclude'

export interface ExcludeParams {
  /** Images, captions, and folders of them. */
  readonly uris: readonly string[]
}

/** `taglore/excluded`: the images that were excluded from the dataset of a file. */
export const EXCLUDED_REQUEST = 'taglore/excluded'

export interface ExcludedParams {
  readonly uri: string
}

export interface ExcludedResult {
  /** URI of the dataset; null where there is none. */
  readonly root: string | null
  readonly images: readonly ExcludedImage[]
}

export interface ExcludedImage {
  readonly uri: string
  readonly name: string
  /** Where it was, relative to the dataset; '.' for its root. */
  readonly folder: string
}

/** `taglore/planRestore`: moves excluded images back. */
export const RESTORE_REQUEST = 'taglore/planRestore'

export interface RestoreParams {
  /** The dataset, as `taglore/excluded` names it. */
  readonly root: string
  readonly uris: readonly string[]
}

/** `taglore/planCaptions`: writes captions for images that have none. */
export const CAPTIONS_REQUEST = 'taglore/planCaptions'

export interface CaptionsParams {
  /** A file or folder of the dataset. */
  readonly uri: string
  /** Images and folders; the whole dataset without it. */
  readonly within?: readonly string[]
  readonly source: CaptionSource
  readonly workDoneToken?: string | number
}

/** `taglore/uncaptioned`: how many images have no caption, and what could be written for them. */
export const UNCAPTIONED_REQUEST = 'taglore/uncaptioned'

export interface UncaptionedParams extends Omit<CaptionsParams, 'source' | 'workDoneToken'> {}

export interface UncaptionedResult {
  readonly root: string | null
  readonly images: number
  /** A caption of each source for the first image; null where it can say nothing of it. */
  readonly examples: Readonly<Record<CaptionSource, string | null>>
}

/** `taglore/planDataset`: makes a dataset of a folder of pictures. */
export const NEW_DATASET_REQUEST = 'taglore/planDataset'

export interface NewDatasetParams extends NewDatasetRequest {
  /** The folder of pictures. */
  readonly uri: string
  readonly workDoneToken?: string | number
}

export interface NewDatasetResult {
  /** Why there is no plan, in the user's language. */
  readonly fault: string | null
  readonly change: PlannedChange | null
}

/** `taglore/trigger`: a word for a new concept, and what is known of one that the user writes. */
export const TRIGGER_REQUEST = 'taglore/trigger'

export interface TriggerParams {
  /** The folder of pictures. */
  readonly uri: string
  readonly goal: NewDatasetRequest['goal']
  readonly model: NewDatasetRequest['model']
  /** What the user has written; the proposal without it. */
  readonly text?: string
}

export interface TriggerResult {
  /** Rare, short in tokens, unlike the triggers of other concepts. */
  readonly proposal: string
  /** Of the text, else of the proposal: its tokens, and the tag that it would blend with. */
  readonly note: string
}

/** `taglore/planAddImages`: copies pictures from elsewhere into the folder of a concept, with captions where they are wanted. */
export const ADD_IMAGES_REQUEST = 'taglore/planAddImages'

export interface AddImagesParams {
  /** The folder of a concept. */
  readonly folder: string
  /** Pictures, and captions beside them. */
  readonly files: readonly string[]
  /** Where the words of captions come from; null for none. */
  readonly source: CaptionSource | null
  readonly workDoneToken?: string | number
}

/** What cannot be planned says why. */
export interface AddImagesResult extends NewDatasetResult {}

/** What is asked, and what comes back. */
export interface DatasetFilesRequests {
  readonly [EXCLUDE_REQUEST]: readonly [ExcludeParams, PlannedChange | null]
  readonly [EXCLUDED_REQUEST]: readonly [ExcludedParams, ExcludedResult]
  readonly [RESTORE_REQUEST]: readonly [RestoreParams, PlannedChange | null]
  readonly [ADD_IMAGES_REQUEST]: readonly [AddImagesParams, AddImagesResult]
  readonly [TRIGGER_REQUEST]: readonly [TriggerParams, TriggerResult]
  readonly [NEW_DATASET_REQUEST]: readonly [NewDatasetParams, NewDatasetResult]
  readonly [UNCAPTIONED_REQUEST]: readonly [UncaptionedParams, UncaptionedResult]
  readonly [CAPTIONS_REQUEST]: readonly [CaptionsParams, PlannedChange | null]
}
