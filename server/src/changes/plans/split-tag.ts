import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { isFault, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { substitute } from './parts/substitute'

export interface SplitArguments {
  readonly tag: string
  /** What comes in its place, in order; may hold the tag itself. */
  readonly into: readonly string[]
}

/** One tag becomes several in its place; those that the line has already are not written again. */
export const splitTag: Refactoring<'split-tag', SplitArguments> = {
  id: 'split-tag',
  label: say`Split tag`,

  plan({ dataset }, { tag, into }, samples) {
    const targets = readNewTags(into)
    if (isFault(targets)) return targets
    const names = targets.map((target) => target.text).join(', ')
    const step = substitute({ sources: new Set([tagKey(tag)]), targets, all: false })
    return { plan: planSteps(say`Split '${tag}' into '${names}'`, dataset, samples, [step], { ignoreMissing: true }) }
  },
}
