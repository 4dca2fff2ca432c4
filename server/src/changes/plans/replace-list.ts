import { say } from '../../base/message'
import { isFault, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { substitute } from './parts/substitute'

export interface ReplaceListArguments {
  /** Replaced only where all of them stand on one line. */
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** `a, b, c` → `d, e`, at the place of the first that goes. */
export const replaceList: Refactoring<'replace-list', ReplaceListArguments> = {
  id: 'replace-list',
  label: say`Replace a list of tags`,

  plan({ dataset }, { from, to }, samples) {
    const sources = readNewTags(from)
    if (isFault(sources)) return sources
    const targets = readNewTags(to)
    if (isFault(targets)) return targets
    const [before, after] = [sources, targets].map((tags) => tags.map((tag) => tag.text).join(', '))
    const step = substitute({ sources: new Set(sources.map((source) => source.key)), targets, all: true })
    return { plan: planSteps(say`Replace '${before ?? ''}' with '${after ?? ''}'`, dataset, samples, [step], { ignoreMissing: true }) }
  },
}
