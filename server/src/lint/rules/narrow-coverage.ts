import { say, type Message } from '../../base/message'
import { readsAsProse } from '../../caption/prose'
import { measureCoverage, type Coverage, type WishId } from '../../dataset/coverage'
import type { TagRecord } from '../../tags/record'
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

/** What is needed and not there. What the captions never speak of, be it framing or clothes, cannot be told from them. */
function missingIn(captions: readonly (readonly string[])[], coverage: readonly Coverage[], { tags }: Knowledge): readonly Coverage[] {
  const speak = (isSuch: (record: TagRecord) => boolean): boolean =>
    captions.filter((keys) => keys.some((key) => isSuchTag(findTag(tags, key), isSuch))).length * 3 >= captions.length
  const hasPerson = coverage.some(({ wish, covered }) => wish.id === 'one-person' && covered)
  const framed = speak(({ group }) => group === 'framing')
  const told: Partial<Record<WishId, boolean>> = { 'close-up': framed, 'full-body': framed, 'other-clothes': hasPerson && speak(({ use }) => use === 'O') }
  return coverage.filter(({ wish, covered }) => wish.needed && !covered && told[wish.id] !== false)
}

function isSuchTag(record: TagRecord | undefined, isSuch: (record: TagRecord) => boolean): boolean {
  return record !== undefined && isSuch(record)
}
