import { say, type Message } from '../base/message'
import type { Sample } from '../dataset/sample'
import type { Decisions } from '../tagging/decisions'
import type { MergedTag } from '../tagging/merge'
import type { ImageScores } from '../tagging/score'
import type { Thresholds } from '../tagging/thresholds'
import { mergeSamples, planTagging, type MergeChoice, type TaggingOptions } from './plan-tagging'
import type { Plan, PlanWorld } from './plans/parts/refactoring'

/** `union` adds what captions lack · `intersection` keeps what both have · `subtraction` takes away what is imported · `only-empty` fills captions without tags. */
export const IMPORT_MODES = ['union', 'intersection', 'subtraction', 'only-empty'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

export interface ImportOptions extends Pick<TaggingOptions, 'order'> {
  readonly mode: ImportMode
  /** For files that hold scores; without it every tag counts. */
  readonly thresholds?: Thresholds
}

const EVERY: Thresholds = { categories: { general: Number.MIN_VALUE } }

/** The change that brings captions from elsewhere into the dataset's own. Images that the files do not speak of are left alone. */
export function planImport(world: PlanWorld, samples: readonly Sample[], found: ReadonlyMap<string, ImageScores>, { mode, order, thresholds = EVERY }: ImportOptions): Plan {
  const voices = new Map([...found].map(([image, scores]) => [image, [{ tagger: 'import', scores }]] as const))
  const both = mode === 'intersection'
  const choice: MergeChoice = { method: both ? 'intersection' : 'union', thresholds, caption: both ? 'voice' : 'keep', ratings: 'leave-out', characters: 'tag' }
  const merged = mergeSamples(world, samples, voices, choice)
  const decisions = mode === 'subtraction' ? rejectAll(merged) : new Map()
  return planTagging(world, samples, merged, { title: titleOf(mode), order, onlyEmpty: mode === 'only-empty', decisions })
}

function rejectAll(merged: ReadonlyMap<string, readonly MergedTag[]>): Decisions {
  return new Map([...merged].map(([image, tags]) => [image, new Map(tags.filter((tag) => (tag.scores['import'] ?? 0) >= tag.threshold).map((tag) => [tag.key, 'reject' as const]))]))
}

function titleOf(mode: ImportMode): Message {
  switch (mode) {
    case 'union':
      return say`Import captions: add what is missing`
    case 'intersection':
      return say`Import captions: keep what both have`
    case 'subtraction':
      return say`Import captions: take away what is imported`
    case 'only-empty':
      return say`Import captions where there are none`
  }
}
