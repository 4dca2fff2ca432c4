import { say, type Message } from '../../base/message'
import { formatCount } from '../../base/number-format'
import { tagKey } from '../../caption/tag-key'
import type { Concept, Trigger } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import type { TagRecord } from '../../tags/record'
import { GOAL_IMAGES } from '../goals'
import { knownWord } from '../known-trigger'
import { renaming } from '../rename-trigger'
import type { ConceptRule } from '../rule'

export const triggerCollision: ConceptRule = {
  id: 'trigger-collision',
  scope: 'concept',
  level: 'info',
  cases: { 'enough-images': 'warning' },
  summary: say`A trigger is a word that the base model knows well, so the two blend`,

  *check(concept, context) {
    if (concept.regularization) return
    for (const trigger of concept.triggers) {
      const record = knownWord(trigger, context)
      if (!record || !isFirstWith(concept, trigger, context.dataset)) continue
      const enough = countImages(trigger, context.dataset) >= GOAL_IMAGES[context.settings.values.goal]
      yield {
        anchor: concept.folder.path,
        tag: trigger.text,
        case: enough ? 'enough-images' : undefined,
        message: describe(trigger, record, enough),
        fixes: [
          ...renaming(trigger, context),
          { title: say`Blend with '${record.name}' on purpose`, safe: false, setting: { key: 'ignore', value: { rule: 'trigger-collision', tag: trigger.text } } },
        ],
      }
    }
  },
}

/** A trigger of several folders is told once, at the first. */
function isFirstWith(concept: Concept, trigger: Trigger, dataset: Dataset): boolean {
  const first = dataset.concepts().find((other) => !other.regularization && other.triggers.some(({ key }) => key === trigger.key))
  return first?.folder.path === concept.folder.path
}

function countImages(trigger: Trigger, dataset: Dataset): number {
  const folders = dataset.concepts().filter((concept) => !concept.regularization && concept.triggers.some(({ key }) => key === trigger.key))
  return folders.reduce((sum, { folder }) => sum + dataset.samplesIn(folder.path).reduce((images, sample) => images + sample.images.length, 0), 0)
}

function describe(trigger: Trigger, record: TagRecord, enough: boolean): Message {
  const posts = formatCount(record.count)
  const alias = tagKey(record.name) !== trigger.key
  if (enough) {
    return alias
      ? say`The trigger '${trigger.text}' is another name of '${record.name}' (${posts} posts): it blends with what the base model knows`
      : say`The trigger '${trigger.text}' is a known tag (${posts} posts): it blends with what the base model knows`
  }
  return alias
    ? say`The trigger '${trigger.text}' is another name of '${record.name}' (${posts} posts) and blends with it; with few images a known word is easier to learn`
    : say`The trigger '${trigger.text}' is a known tag (${posts} posts) and blends with it; with few images a known word is easier to learn`
}
