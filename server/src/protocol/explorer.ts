import type { ExplorerConcept, ExplorerDataset, ExplorerImage, ExplorerPage, ExplorerTag, ExplorerTagGroup, ImageOrder, TagOrder } from '../features/explorer/explorer-data'

export type { ExplorerConcept, ExplorerDataset, ExplorerImage, ExplorerPage, ExplorerTag, ExplorerTagGroup, ImageOrder, TagOrder } from '../features/explorer/explorer-data'

// What the trees of the side bar show, a level at a time: nothing is listed before its parent is opened, and no answer holds
// more than a page. `filter` is a query; one that is wrong finds nothing.

/** `taglore/explorerDatasets`: the datasets of the workspace, once they are found. */
export const EXPLORER_DATASETS_REQUEST = 'taglore/explorerDatasets'

export interface ExplorerDatasetsParams {
  readonly filter?: string
}

export interface ExplorerDatasetsResult {
  readonly datasets: readonly ExplorerDataset[]
}

/** `taglore/explorerConcepts`: the concepts of a dataset; under a filter those with images that it finds. */
export const EXPLORER_CONCEPTS_REQUEST = 'taglore/explorerConcepts'

export interface ExplorerConceptsParams {
  /** URI of the dataset. */
  readonly root: string
  readonly filter?: string
}

export interface ExplorerConceptsResult {
  readonly concepts: readonly ExplorerConcept[]
}

/** `taglore/explorerImages`: the images of a concept. More than a page are answered with the pages, to be asked for one by one. */
export const EXPLORER_IMAGES_REQUEST = 'taglore/explorerImages'

export interface ExplorerImagesParams {
  readonly root: string
  /** URI of the concept's folder. */
  readonly folder: string
  readonly filter?: string
  readonly order: ImageOrder
  /** Which page, from 0. */
  readonly page?: number
  /** Whether the answer waits until every image was looked at; without it only for few. Images ordered by problems always are. */
  readonly problems?: 'all'
}

export interface ExplorerImagesResult {
  /** Empty where the images are answered. */
  readonly pages: readonly ExplorerPage[]
  readonly images: readonly ExplorerImage[]
  /** False where not all images were looked at: their problems are those of the last look, if any. Ask for all then. */
  readonly complete: boolean
}

/** `taglore/explorerTags`: the tags of a dataset, in pages as images are; under a filter those of the images that it finds. */
export const EXPLORER_TAGS_REQUEST = 'taglore/explorerTags'

export interface ExplorerTagsParams {
  readonly root: string
  readonly filter?: string
  readonly order: TagOrder
  /** Only tags of this group. */
  readonly group?: string
  readonly page?: number
}

export interface ExplorerTagsResult {
  readonly pages: readonly ExplorerPage[]
  readonly tags: readonly ExplorerTag[]
}

/** `taglore/explorerTagGroups`: the kinds of tags that a dataset has. */
export const EXPLORER_TAG_GROUPS_REQUEST = 'taglore/explorerTagGroups'

export interface ExplorerTagGroupsParams {
  readonly root: string
  readonly filter?: string
}

export interface ExplorerTagGroupsResult {
  readonly groups: readonly ExplorerTagGroup[]
}

/** What is asked, and what comes back. */
export interface ExplorerRequests {
  readonly [EXPLORER_DATASETS_REQUEST]: readonly [ExplorerDatasetsParams, ExplorerDatasetsResult]
  readonly [EXPLORER_CONCEPTS_REQUEST]: readonly [ExplorerConceptsParams, ExplorerConceptsResult]
  readonly [EXPLORER_IMAGES_REQUEST]: readonly [ExplorerImagesParams, ExplorerImagesResult]
  readonly [EXPLORER_TAGS_REQUEST]: readonly [ExplorerTagsParams, ExplorerTagsResult]
  readonly [EXPLORER_TAG_GROUPS_REQUEST]: readonly [ExplorerTagGroupsParams, ExplorerTagGroupsResult]
}
