import { say } from '../../base/message'
import { spread } from '../../base/spread'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { countLeadingTriggers } from '../leading-triggers'
import type { DatasetRule } from '../rule'
import { describeOrigin } from '../setting-origin'

export const looseTrigger: DatasetRule = {
  id: 'loose-trigger',
  scope: 'dataset',
  level: 'warning',
  summary: say`Tags are shuffled and nothing keeps the triggers in front`,

  *check(dataset, { settings }) {
    const { 'captions.shuffle': shuffle, 'captions.keepTokens': kept, 'captions.keepTokensSeparator': mark } = settings.values
    if (!shuffle) return
    const loose = dataset
      .concepts()
      .filter((concept) => !concept.regularization && concept.triggers.length > 0 && !isMarked(concept, dataset, mark))
      .map((concept) => ({ concept, count: countLeadingTriggers(concept, dataset) }))
      .filter(({ count }) => count > kept)
      .sort((a, b) => b.count - a.count)
    const [most] = loose
    if (!most) return
    const names = most.concept.triggers.slice(0, most.count).map(({ text }) => `'${text}'`).join(', ')
    yield {
      anchor: dataset.root,
      tag: most.concept.triggers[0]?.text,
      related: loose.map(({ concept }) => concept.folder.path).sort(),
      message: say`Tags are shuffled (${describeOrigin(settings, 'captions.shuffle')}) and keep tokens is ${kept} (${describeOrigin(settings, 'captions.keepTokens')}): ${names} will not stay in front of the captions of '${most.concept.name}'`,
      fixes: [{ title: say`Set keep tokens to ${most.count}`, safe: false, setting: { key: 'captions.keepTokens', value: most.count } }],
    }
  },
}

const LOOKED_AT = 24

/** Whether most captions mark the fixed part with the separator in force. */
function isMarked({ folder }: Concept, dataset: Dataset, mark: string): boolean {
  if (mark === '') return false
  const texts = spread(dataset.samplesIn(folder.path), LOOKED_AT).flatMap(({ caption }) => caption?.text ?? [])
  return texts.filter((text) => text.includes(mark)).length * 2 > texts.length
}
