import type { Range } from 'vscode-languageserver-types'
import type { Level } from '../base/level'
import type { TagCategory } from '../tags/record'
import type { QuickTag } from './status-data'

/** Chips beyond this many are left to the text: nobody looks through them. */
export const MOST_CHIPS = 400

export interface PreviewChip {
  readonly text: string
  readonly key: string
  readonly range: Range
  /** Null where no list knows the tag. */
  readonly category: TagCategory | null
  /** Chinese or other name to show after the tag; null without one. */
  readonly translation: string | null
  /** Captions of the dataset that carry it, this one included. */
  readonly captions: number
  readonly postCount: number | null
  readonly trigger: boolean
  readonly prose: boolean
  /** Worst level of the problems on it. */
  readonly problem: Level | null
  /** Is not trained (behind the first line). */
  readonly ignored: boolean
}

export interface PreviewImage {
  readonly uri: string
  readonly name: string
  /** Pixels as trained; null where the header cannot be read. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** A sentence for the user when the image cannot be used. */
  readonly fault: string | null
  /** EXIF orientation other than 1: the trainer ignores it. */
  readonly rotated: boolean
  /** Something is transparent, as far as anybody has looked: the trainer drops that, and the colour beneath is seen. */
  readonly transparent: boolean
  /** URI of its mask or conditioning image. */
  readonly mask: string | null
  readonly bucket: PreviewBucket | null
}

/** All in pixels. */
export interface PreviewBucket {
  readonly width: number
  readonly height: number
  readonly resized: { readonly width: number; readonly height: number }
  readonly crop: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  /** Share of the resized image that is cut off, 0–1. */
  readonly lost: number
  /** Above 1 the trainer enlarges the image by this factor. */
  readonly scale: number
  readonly resolution: { readonly width: number; readonly height: number }
}

export interface PreviewProblem {
  readonly rule: string
  readonly level: Level
  readonly message: string
  readonly range: Range
}

export interface PreviewData {
  readonly caption: { readonly uri: string; readonly version: number | null; readonly exists: boolean } | null
  readonly images: readonly PreviewImage[]
  readonly concept: { readonly name: string; readonly repeats: number } | null
  readonly tokens: { readonly count: number; readonly limit: number; readonly estimated: boolean } | null
  readonly chips: readonly PreviewChip[]
  readonly problems: readonly PreviewProblem[]
  /** Of the keys 1 to 9, in their order. */
  readonly quickTags: readonly QuickTag[]
  /** What the trainer makes of the caption; null for what is no caption and no image of a dataset. */
  readonly trained: PreviewTrained | null
  /** Place among the dataset's images, from 1; null outside a dataset. */
  readonly place: { readonly index: number; readonly total: number } | null
  /** Images that the user has marked as looked at; null outside a dataset. */
  readonly review: PreviewReview | null
  /** URIs of the neighbours' captions (they may not exist yet) and images, to go to and to decode ahead. */
  readonly previous: Neighbour | null
  readonly next: Neighbour | null
}

export interface Neighbour {
  readonly caption: string
  readonly captionExists: boolean
  readonly image: string | null
}

/** What is trained of one caption, in the user's language. */
export interface PreviewTrained {
  /** Where the text comes from. `skipped`: the image is not trained. */
  readonly source: 'caption' | 'class-tokens' | 'none' | 'skipped'
  /** Some of the texts that can be trained, the written order first; empty where training aborts or the image is skipped. */
  readonly texts: readonly string[]
  /** These are all. */
  readonly complete: boolean
  /** What happens to the text, in order. */
  readonly steps: readonly string[]
  /** Why training ends at this caption. */
  readonly aborts: string | null
}

/** One option in force; `origin` in the user's language. */
export interface TrainedSetting {
  readonly name: string
  readonly value: string
  readonly origin: string
}

/** How far somebody is with looking through a dataset. */
export interface PreviewReview {
  /** This image is marked. */
  readonly reviewed: boolean
  /** Marked images of the dataset, and all of them. */
  readonly count: number
  readonly total: number
}
