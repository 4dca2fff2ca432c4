import { say } from '../../base/message'
import { isFault, readNewTag, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { substitute } from './parts/substitute'

export interface MergeArguments {
  readonly tags: readonly string[]
  /** The tag or phrase that stands for them; may be one of them. */
  readonly into: string
  /** `any`: several names of one thing (`grey hair`, `gray hair`); `all`: parts of a phrase, merged only where all are there. */
  readonly when: 'any' | 'all'
}

/** Several tags become one, at the place of the earliest. */
export const mergeTags: Refactoring<'merge-tags', MergeArguments> = {
  id: 'merge-tags',
  label: say`Merge tags`,

  plan({ dataset }, { tags, into, when }, samples) {
    const sources = readNewTags(tags)
    if (isFault(sources)) return sources
    const target = readNewTag(into)
    if (isFault(target)) return target
    const step = substitute({ sources: new Set(sources.map((source) => source.key)), targets: [target], all: when === 'all', earliest: true })
    const names = sources.map((source) => source.text).join(', ')
    return { plan: planSteps(say`Merge '${names}' into '${target.text}'`, dataset, samples, [step], { ignoreMissing: true }) }
  },
}
