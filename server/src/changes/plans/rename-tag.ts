import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { isFault, readNewTag } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { substitute } from './parts/substitute'

export interface RenameArguments {
  /** Any spelling of the tag. */
  readonly from: string
  /** As it will be written. */
  readonly to: string
}

/** All spellings of a tag become one text; where the new tag stands on the line already, the old one goes. */
export const renameTag: Refactoring<'rename-tag', RenameArguments> = {
  id: 'rename-tag',
  label: say`Rename tag`,

  plan({ dataset }, { from, to }, samples) {
    const target = readNewTag(to)
    if (isFault(target)) return target
    const step = substitute({ sources: new Set([tagKey(from)]), targets: [target], all: false })
    return { plan: planSteps(say`Rename '${from}' to '${target.text}'`, dataset, samples, [step], { ignoreMissing: true }) }
  },
}
