import { say } from '../../base/message'
import { isFault, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { removeWhere } from './parts/remove-where'

export interface RemoveArguments {
  /** In any spelling. */
  readonly tags: readonly string[]
}

/** Removes the named tags wherever they stand. They are named one by one, so triggers and kept tags are no exception. */
export const removeTags: Refactoring<'remove-tags', RemoveArguments> = {
  id: 'remove-tags',
  label: say`Remove tags`,

  plan({ dataset }, { tags }, samples) {
    const gone = readNewTags(tags)
    if (isFault(gone)) return gone
    const keys = new Set(gone.map((tag) => tag.key))
    const names = gone.map((tag) => tag.text).join(', ')
    return { plan: planSteps(say`Remove '${names}'`, dataset, samples, [removeWhere((key) => keys.has(key))], { ignoreMissing: true }) }
  },
}
