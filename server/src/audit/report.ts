import type { Level } from '../base/level'
import type { TagCategory } from '../tags/record'

/** Zero-based line and UTF-16 character, without a byte order mark. */
export interface ReportPosition {
  readonly line: number
  readonly character: number
}

export interface ReportProblem {
  readonly rule: string
  readonly level: Level
  /** Relative to the root with `/`; '.' for the dataset. */
  readonly file: string
  readonly range: { readonly start: ReportPosition; readonly end: ReportPosition }
  readonly message: string
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[]
  /** Further files that the problem is about, relative to the root. */
  readonly related?: readonly string[]
}

export interface ReportConcept {
  readonly name: string
  readonly folder: string
  readonly images: number
  readonly repeats: number
  /** Images × repeats. */
  readonly effective: number
  readonly triggers: readonly string[]
  /** The triggers were inferred, not declared. */
  readonly inferred: boolean
  readonly regularization: boolean
}

export interface ReportTag {
  readonly tag: string
  readonly captions: number
  readonly effective: number
  /** Posts on the booru; null where no list has the tag. */
  readonly postCount: number | null
  readonly category: TagCategory | null
}

export interface ReportBucket {
  readonly width: number
  readonly height: number
  /** Distinct images. */
  readonly images: number
  /** Images × repeats. */
  readonly samples: number
}

/** One of `count` shares of the work, counted from 1. */
export interface ReportShard {
  readonly index: number
  readonly count: number
}

/** The audit of a dataset as plain data; the keys are a contract (`docs/cli.md`): added to, never renamed. */
export interface Report {
  readonly version: 1
  readonly root: string
  /** Only where the report is one of several that are merged: its problems are a share of all, its other figures those of the whole. */
  readonly shard?: ReportShard
  /** One sentence of judgement. */
  readonly verdict: string
  /** What was assumed because nothing says it, with its origin; each a sentence. */
  readonly assumptions: readonly string[]
  readonly format: string | null
  readonly settings: { readonly goal: string; readonly model: string; readonly resolution: readonly [number, number] }
  readonly summary: {
    readonly images: number
    readonly captions: number
    readonly concepts: number
    readonly distinctTags: number
    readonly problems: Readonly<Record<Level, number>>
  }
  readonly concepts: readonly ReportConcept[]
  /** Most used first. */
  readonly tags: readonly ReportTag[]
  readonly buckets: readonly ReportBucket[]
  readonly problems: readonly ReportProblem[]
  /** Summaries of the rules that found something, by id. */
  readonly rules: Readonly<Record<string, string>>
}

