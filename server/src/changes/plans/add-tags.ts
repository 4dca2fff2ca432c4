import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { addStep, type AddPlace } from './parts/add-step'
import { isFault, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'

export interface AddArguments {
  readonly tags: readonly string[]
  /** Beside a tag: in any spelling. */
  readonly at: AddPlace
  /** Images without a caption get one with these tags. */
  readonly create?: boolean
}

/** Adds tags where they are missing. */
export const addTags: Refactoring<'add-tags', AddArguments> = {
  id: 'add-tags',
  label: say`Add tags`,

  plan({ dataset }, { tags, at, create = false }, samples) {
    const added = readNewTags(tags)
    if (isFault(added)) return added
    const names = added.map((tag) => tag.text).join(', ')
    const step = addStep(added, readPlace(at), dataset.settings.values)
    return { plan: planSteps(say`Add '${names}'`, dataset, samples, [step], { create: create ? () => names : undefined }) }
  },
}

function readPlace(place: AddPlace): AddPlace {
  if (typeof place === 'string' || 'index' in place) return place
  return 'before' in place ? { before: tagKey(place.before) } : { after: tagKey(place.after) }
}
