import { say } from '../../base/message'
import type { Goal } from '../../settings'
import { countImages, subjectsOf } from '../concept-groups'
import { GOAL_IMAGES } from '../goals'
import type { DatasetRule } from '../rule'
import { describeOrigin } from '../setting-origin'

export const tooFewImages: DatasetRule = {
  id: 'too-few-images',
  scope: 'dataset',
  level: 'info',
  summary: say`A concept has fewer images than its goal needs`,
  /** Images from which on a concept of the goal has enough. */
  options: GOAL_IMAGES,

  *check(dataset, { settings, options }) {
    const { goal } = settings.values
    const needed = typeof options[goal] === 'number' ? options[goal] : GOAL_IMAGES[goal]
    for (const { name, concepts } of subjectsOf(dataset)) {
      const images = concepts.reduce((sum, concept) => sum + countImages(dataset, concept), 0)
      const [first] = concepts
      if (!first || images < BEGUN || images >= needed) continue
      yield {
        anchor: first.folder.path,
        tag: name,
        message: say`'${name}' has ${images} images: ${needed} are advised for a ${GOALS[goal]} (${describeOrigin(settings, 'goal')}); fewer work, but all hangs on captions and settings then`,
      }
    }
  },
}

/** Fewer are a beginning, and who begins knows it. */
const BEGUN = 5

const GOALS = { character: say`character`, style: say`style`, concept: say`concept` } as const satisfies Readonly<Record<Goal, unknown>>
