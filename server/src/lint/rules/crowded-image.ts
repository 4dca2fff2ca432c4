import { say } from '../../base/message'
import { keyIn, tagsMarked } from '../caption-facts'
import { countPersons } from '../count-persons'
import { excludeFix } from '../exclude-fix'
import { readPlainTags } from '../plain-tags'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const crowdedImage: CaptionRule = {
  id: 'crowded-image',
  scope: 'caption',
  level: 'info',
  habit: true,
  summary: say`The tags tell of more persons than a picture of a character should show`,
  where: Mark.persons,
  /** Persons that a picture of a character may show. */
  options: { persons: 3 },

  *check(caption, context) {
    const { settings, options, concept, sample, dataset, facts } = context
    if (settings.values.goal !== 'character' || concept?.regularization) return
    const limit = typeof options['persons'] === 'number' ? options['persons'] : 3
    const tags = tagsMarked(readPlainTags(caption, context), facts, Mark.persons).map((tag) => ({ tag, key: keyIn(facts, tag) }))
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
