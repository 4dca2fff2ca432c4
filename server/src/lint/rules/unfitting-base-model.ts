import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import { adviseBaseModels } from '../../planning/base-models'
import type { TrainingFileRule } from '../rule'
import { familyOf, ownOption, runOf } from '../training-run'

/** Other names that a base goes by; whole words of a file name. */
const ALSO: Readonly<Record<string, readonly string[]>> = { AOM: ['abyssorangemix', 'abyssorangemix2', 'abyssorangemix3', 'aom2', 'aom3'], PastelMix: ['pastel mix', 'pastelmix'] }

export const unfittingBaseModel: TrainingFileRule = {
  id: 'unfitting-base-model',
  scope: 'training-file',
  level: 'hint',
  summary: say`The base model is one that what is trained on it works with few others`,

  *check(subject, context) {
    const run = runOf(subject)
    const given = run && ownOption(run, 'pretrained_model_name_or_path')
    if (!run || given?.node.kind !== 'string' || familyOf(run, context) !== 'sd15') return
    const { goal, baseModels } = context.settings.values
    const advice = adviseBaseModels(goal, 'sd15', baseModels)
    const words = ` ${nameOf(String(given.node.value).replaceAll('\\', '/')).toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `
    const held = advice.find(({ name, discouraged }) => discouraged && [name, ...(ALSO[name] ?? [])].some((word) => words.includes(` ${word.toLowerCase()} `)))
    if (!held) return
    const better = advice.filter(({ goals, discouraged }) => !discouraged && goals.includes(goal)).map(({ name }) => name)
    yield {
      span: given.node.span,
      tag: given.name,
      message: better.length > 0 ? say`${held.name}: ${held.note} For this goal ${better.join(', ')} is advised` : say`${held.name}: ${held.note}`,
    }
  },
}
