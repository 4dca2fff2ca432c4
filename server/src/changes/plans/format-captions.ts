import { say } from '../../base/message'
import { formatCaption, usualJoiner } from '../format-caption'
import { keptKeys, triggerKeys } from '../locked-tags'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'

export interface FormatArguments {
  /** Also puts tags in order of category. */
  readonly order?: boolean
}

/** Lays captions out as the dataset does. */
export const formatCaptions: Refactoring<'format-captions', FormatArguments> = {
  id: 'format-captions',
  label: say`Format captions`,

  plan({ dataset, knowledge }, { order = false }, samples) {
    const joiner = usualJoiner(dataset)
    const settings = dataset.settings.values
    const plan = planSteps(say`Format captions`, dataset, samples, [
      (caption, { sample }) => {
        const concept = dataset.conceptOf(sample.folder)
        return formatCaption(caption, { knowledge, settings, triggers: triggerKeys(concept), kept: keptKeys(concept, settings), joiner, order })
      },
    ], { ignoreMissing: true })
    return { plan }
  },
}
