import type { TagCategory } from '../tags/record'

/** The images of a dataset, or of a part of it, by whether their caption has a tag. */
export interface SorterList {
  readonly tag: SorterTag
  /** One for each caption that can be changed, in the order in which the dataset is gone through: names as `taglore/gallery` has them. */
  readonly images: readonly string[]
  /** For each of them whether its caption has the tag. */
  readonly has: readonly boolean[]
  /** Captions of the part that cannot be changed: in a file of many, or unreadable. */
  readonly leftOut: number
  /** Captions of the whole dataset that can be changed. */
  readonly total: number
}

export interface SorterTag {
  /** As the dataset writes it; as it was asked for where no caption has it. */
  readonly text: string
  readonly key: string
  readonly category: TagCategory | null
  readonly translation: string | null
  readonly trigger: boolean
}
