import { say, type Message } from '../../base/message'
import { eachSliced, type Sliced } from '../../base/sliced'
import { readsAsProse } from '../../caption/prose'
import type { Concept } from '../../dataset/concepts'
import { findCovered, type Coverage, type WishId } from '../../dataset/coverage'
import type { Dataset } from '../../dataset/dataset'
import type { Goal } from '../../settings'
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
      const [first] = concepts
      const found = first && (yield* lookAt(concepts, dataset, goal, knowledge))
      if (!found || found.tagged < enough || found.tagged * 2 < found.captions) continue
      const list = found.missing.reduce<Message | undefined>((text, { wish }) => (text ? say`${text}, ${wish.title}` : wish.title), undefined)
      if (!list) continue
      yield {
        anchor: first.folder.path,
        message: say`None of the ${found.tagged} captions of '${name}' tells of: ${list} (goal ${goal}, ${describeOrigin(settings, 'goal')})`,
      }
    }
  },
}

type Told = Pick<Coverage, 'wish' | 'covered'>

interface Looked {
  readonly concepts: readonly Concept[]
  readonly goal: Goal
  readonly knowledge: Knowledge
  /** Captions, and those that are tags. */
  readonly captions: number
  readonly tagged: number
  readonly missing: readonly Told[]
}

/** By a subject's first concept: concepts are made anew when their captions change. */
const looked = new WeakMap<Concept, Looked>()

function* lookAt(concepts: readonly Concept[], dataset: Dataset, goal: Goal, knowledge: Knowledge): Sliced<Looked | undefined> {
  const [first] = concepts
  if (!first) return undefined
  const before = looked.get(first)
  if (before?.goal === goal && before.knowledge === knowledge && before.concepts.length === concepts.length && concepts.every((concept, at) => concept === before.concepts[at])) return before
  const captions = concepts.flatMap(({ folder }) => dataset.counts.someIn(folder.path, Infinity).map(({ keys }) => keys))
  yield
  const prose = new Set(concepts.flatMap(({ folder }) => [...dataset.counts.inFolder(folder.path).tags.keys()].filter(readsAsProse)))
  const tagged = prose.size === 0 ? captions : captions.filter((keys) => !keys.some((key) => prose.has(key)))
  yield
  const asked = yield* findCovered(tagged, goal, knowledge.tags, ({ id, needed }) => needed || id === 'one-person')
  const found = { concepts, goal, knowledge, captions: captions.length, tagged: tagged.length, missing: yield* missingIn(tagged, asked, knowledge) }
  looked.set(first, found)
  return found
}

/** What is needed and not there. What the captions never speak of, be it framing or clothes, cannot be told from them. */
function* missingIn(captions: readonly (readonly string[])[], coverage: readonly Told[], { tags }: Knowledge): Sliced<readonly Told[]> {
  const missing = coverage.filter(({ wish, covered }) => wish.needed && !covered)
  if (missing.length === 0) return missing
  const speak = function* (isSuch: (record: TagRecord) => boolean): Sliced<boolean> {
    const answers = new Map<string, boolean>()
    const isSuchKey = (key: string): boolean => {
      let answer = answers.get(key)
      if (answer === undefined) answers.set(key, (answer = isSuchTag(findTag(tags, key), isSuch)))
      return answer
    }
    let such = 0
    yield* eachSliced(captions, (keys) => {
      if (keys.some(isSuchKey)) such++
    })
    return such * 3 >= captions.length
  }
  const hasPerson = coverage.some(({ wish, covered }) => wish.id === 'one-person' && covered)
  const framed = yield* speak(({ group }) => group === 'framing')
  const told: Partial<Record<WishId, boolean>> = { 'close-up': framed, 'full-body': framed, 'other-clothes': hasPerson && (yield* speak(({ use }) => use === 'O')) }
  return missing.filter(({ wish }) => told[wish.id] !== false)
}

function isSuchTag(record: TagRecord | undefined, isSuch: (record: TagRecord) => boolean): boolean {
  return record !== undefined && isSuch(record)
}
