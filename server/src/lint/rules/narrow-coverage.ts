import { say, type Message } from '../../base/message'
import { readsAsProse } from '../../caption/prose'
import { measureCoverage, type Coverage } from '../../dataset/coverage'
import { findTag } from '../../tags/tag-index'
import type { Knowledge } from '../../workspace/knowledge'
import { subjectsOf } from '../concept-groups'
import type { DatasetRule } from '../rule'
import { describeOrigin } from '../setting-origin'

export const narrowCoverage: DatasetRule = {
  id: 'narrow-coverage',
  scope: 'dataset',
  level: 'info',
  summary: say`No caption tells of a kind of picture that the goal needs`,
  /** Captions from which on it counts. */
  options: { captions: 8 },

  *check(dataset, { knowledge, settings, options }) {
    const { goal } = settings.values
    const enough = typeof options['captions'] === 'number' ? options['captions'] : 8
    for (const { name, concepts } of subjectsOf(dataset)) {
      const captions = concepts.flatMap(({ folder }) => dataset.samplesIn(folder.path).map(({ id }) => dataset.keysOf(id)).filter((keys) => keys.length > 0))
      const tagged = captions.filter((keys) => !keys.some(readsAsProse))
      const [first] = concepts
      if (!first || tagged.length < enough || tagged.length * 2 < captions.length) continue
      const missing = missingIn(tagged, measureCoverage(tagged, goal, knowledge.tags), knowledge)
      const list = missing.reduce<Message | undefined>((text, { wish }) => (text ? say`${text}, ${wish.title}` : wish.title), undefined)
      if (!list) continue
      yield {
        anchor: first.folder.path,
        message: say`None of the ${tagged.length} captions of '${name}' tells of: ${list} (goal ${goal}, ${describeOrigin(settings, 'goal')})`,
      }
    }
  },
}

/** What is needed and not there. What the captions never speak of, such as the framing, cannot be told from them. */
function missingIn(captions: readonly (readonly string[])[], coverage: readonly Coverage[], { tags }: Knowledge): readonly Coverage[] {
  const hasPerson = coverage.some(({ wish, covered }) => wish.id === 'one-person' && covered)
  const framed = captions.filter((keys) => keys.some((key) => findTag(tags, key)?.group === 'framing')).length
  const told = { 'close-up': framed * 3 >= captions.length, 'full-body': framed * 3 >= captions.length, 'other-clothes': hasPerson }
  return coverage.filter(({ wish, covered }) => wish.needed && !covered && (!(wish.id in told) || told[wish.id as keyof typeof told]))
}
