import type { Uri } from 'vscode'
import type { ExplorerConcept, ExplorerDataset, ExplorerImage, ExplorerPage, ExplorerTag, ExplorerTagGroup } from '../../../server/src/protocol/explorer'
import type { ExcludedImage } from '../../../server/src/protocol/dataset-files'

/** Rows of the tree of images. `place` is the file or folder that commands are about. */
export type PlaceNode = DatasetNode | ConceptNode | PageNode | ImageNode | ExcludedNode | ExcludedImageNode

export interface DatasetNode {
  readonly kind: 'dataset'
  readonly place: Uri
  readonly dataset: ExplorerDataset
}

export interface ConceptNode {
  readonly kind: 'concept'
  readonly place: Uri
  readonly root: string
  readonly concept: ExplorerConcept
}

/** Some of the images of a concept that has very many. */
export interface PageNode {
  readonly kind: 'page'
  readonly place: Uri
  readonly root: string
  readonly concept: ExplorerConcept
  readonly page: ExplorerPage
}

export interface ImageNode {
  readonly kind: 'image'
  readonly place: Uri
  readonly root: string
  /** URI of the concept's folder. */
  readonly folder: string
  readonly image: ExplorerImage
}

export interface ExcludedNode {
  readonly kind: 'excluded'
  /** The dataset. */
  readonly place: Uri
  readonly count: number
}

export interface ExcludedImageNode {
  readonly kind: 'excluded-image'
  readonly place: Uri
  readonly root: string
  readonly image: ExcludedImage
}

/** Rows of the tree of tags. */
export type TagsNode = TagDatasetNode | TagGroupNode | TagPageNode | TagNode

export interface TagDatasetNode {
  readonly kind: 'tag-dataset'
  readonly root: string
  readonly name: string
}

export interface TagGroupNode {
  readonly kind: 'tag-group'
  readonly root: string
  readonly group: ExplorerTagGroup
}

export interface TagPageNode {
  readonly kind: 'tag-page'
  readonly root: string
  readonly group: string | undefined
  readonly page: ExplorerPage
}

export interface TagNode {
  readonly kind: 'tag'
  readonly root: string
  readonly tag: ExplorerTag
}

export type TreeNode = PlaceNode | TagsNode

export function isTagNode(value: unknown): value is TagNode {
  return kindOf(value) === 'tag'
}

export function isImageNode(value: unknown): value is ImageNode {
  return kindOf(value) === 'image'
}

export function isExcludedImageNode(value: unknown): value is ExcludedImageNode {
  return kindOf(value) === 'excluded-image'
}

/** The file or folder of a row, where it has one. */
export function unwrapPlace(node: TreeNode): Uri | undefined {
  return 'place' in node ? node.place : undefined
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
}
