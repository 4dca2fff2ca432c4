import type { Level } from '../base/level'
import type { ProblemGroup } from './problem-groups'

/** What the report's reader can do about a rule's problems with one button. */
export type StepAction = 'fix' | 'fix-unsafe' | 'balance' | 'captions' | 'triggers' | 'duplicates' | 'coverage' | 'buckets' | 'crop' | 'upscale' | 'show'

/** One of the things to do next. */
export interface NextStep {
  readonly rule: string
  readonly level: Level
  readonly summary: string
  readonly count: number
  /** Different files and folders that it is about. */
  readonly places: number
  readonly action: StepAction
}

/** More than these nobody reads as a plan for the next ten minutes. */
const MOST = 6

const ACTIONS: Readonly<Record<string, StepAction>> = {
  'unbalanced-concepts': 'balance',
  'missing-caption': 'captions',
  'duplicate-image': 'duplicates',
  'narrow-coverage': 'coverage',
  'odd-resolution': 'buckets',
  'crop-loss': 'crop',
  'extreme-aspect': 'crop',
  'small-image': 'upscale',
  'thin-bucket': 'buckets',
}

/** What an error, warning, note or hint costs, as far as one number can tell: what stops training weighs more than any number of untidy tags. */
const COST: Readonly<Record<Level, number>> = { error: 1000, warning: 30, info: 4, hint: 0.5 }
/** Rules that are about the dataset as a whole: their one row weighs as if most of the images had it. */
const WHOLE: ReadonlySet<string> = new Set(['unbalanced-concepts', 'narrow-coverage', 'too-few-images', 'odd-resolution', 'misread-folder-name', 'unread-caption-extension', 'mixed-register', 'mixed-spelling'])

/** What to do next, what gains most first: by level, by the share of the images that it concerns, and a little by how easily it is done. */
export function nextSteps(groups: readonly ProblemGroup[], images: number): readonly NextStep[] {
  return groups
    .filter(({ offer }) => !offer)
    .map((group) => ({ group, gain: gainOf(group, images) }))
    .sort((a, b) => b.gain - a.gain || (a.group.rule < b.group.rule ? -1 : 1))
    .slice(0, MOST)
    .map(({ group: { rule, level, summary, count, places, safe, unsafe } }) => ({ rule, level, summary, count, places, action: actionOf(rule, safe, unsafe) }))
}

function actionOf(rule: string, safe: number, unsafe: number): StepAction {
  return ACTIONS[rule] ?? (safe > 0 ? 'fix' : unsafe > 0 ? 'fix-unsafe' : 'show')
}

function gainOf({ rule, level, places, safe, count }: ProblemGroup, images: number): number {
  const share = WHOLE.has(rule) ? 1 : Math.min(1, places / Math.max(1, images))
  const ease = 1 + 0.5 * (safe / count)
  // one broken image is worth a step too
  return COST[level] * (0.2 + share) * ease
}
