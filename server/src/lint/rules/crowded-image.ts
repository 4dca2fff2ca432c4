import { say } from '../../base/message'
import { knownKey } from '../../tags/known-key'
import { countPersons } from '../count-persons'
import { excludeFix } from '../exclude-fix'
import { readPlainTags } from '../plain-tags'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'

export const crowdedImage: CaptionRule = {
  id: 'crowded-image',
  scope: 'caption',
  level: 'info',
  habit: true,
  summary: say`The tags tell of more persons than a picture of a character should show`,
  /** Persons that a picture of a character may show. */
  options: { persons: 3 },

  *check(caption, context) {
    const { knowledge, settings, options, concept, sample, dataset } = context
    if (settings.values.goal !== 'character' || concept?.regularization) return
    const limit = typeof options['persons'] === 'number' ? options['persons'] : 3
    const tags = readPlainTags(caption, context).map((tag) => ({ tag, key: knownKey(knowledge.tags, tag.key) }))
    const persons = countPersons(tags.map(({ key }) => key))
    if (persons <= limit) return
    const found = tags.filter(({ key }) => countPersons([key]) > 0).sort((a, b) => countPersons([b.key]) - countPersons([a.key]))[0]
    yield {
      span: found?.tag.span,
      tag: found?.tag.name,
      fixes: sample && dataset && sample.images.length > 0 ? [excludeFix(dataset, [sample])] : [],
      message: Number.isFinite(persons)
        ? say`The tags tell of ${persons} persons or more: a character is learnt best from pictures with ${limit} at most (goal character, ${describeOrigin(settings, 'goal')})`
        : say`'${found?.tag.name ?? ''}' tells of many persons: a character is learnt best from pictures with ${limit} at most (goal character, ${describeOrigin(settings, 'goal')})`,
    }
  },
}
