/** A folder of images that the trainer reads as one subset. */
export interface ConceptFolder {
  /** Absolute path. */
  readonly path: string
  /** Relative to the dataset's root, with `/`; '.' for the root. */
  readonly relative: string
  /** The folder's text that stands for images without caption; '' where there is none. */
  readonly classTokens: string
  /** How often an epoch shows each image. */
  readonly repeats: number
  readonly regularization: boolean
}
