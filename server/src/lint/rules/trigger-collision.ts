import { say, type Message } from '../../base/message'
import { formatCount } from '../../base/number-format'
import { tagKey } from '../../caption/tag-key'
import { planTagChange, replaceTag } from '../../changes/tag-change'
import type { Concept, Trigger } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import type { Model } from '../../settings'
import type { TagRecord } from '../../tags/record'
import { findByAlias, findTag } from '../../tags/tag-index'
import { proposeTrigger } from '../../tags/propose-trigger'
import { GOAL_IMAGES } from '../goals'
import type { ConceptRule, Fix, RuleContext } from '../rule'

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

/** The tag that the base model knows under the trigger's name, where it has seen it often enough. */
function knownWord(trigger: Trigger, { knowledge, settings }: RuleContext): TagRecord | undefined {
  const own = findTag(knowledge.tags, trigger.key)
  const record = own ?? findByAlias(knowledge.tags, trigger.key)[0]
  return record && record.count >= threshold(record, settings.values.model) ? record : undefined
}

/** Posts from which on a model knows a word well. Illustrious and NoobAI were trained longer, and on names. */
function threshold({ category }: TagRecord, model: Model): number {
  const isName = category === 'character' || category === 'copyright'
  if (!isName) return 10_000
  return model === 'illustrious' || model === 'noobai' ? 200 : 1000
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

/** Renames the trigger in every caption, and where it is declared. */
function renaming(trigger: Trigger, { dataset, knowledge, settings }: RuleContext & { readonly dataset: Dataset }): Fix[] {
  const taken = new Set([...dataset.concepts().flatMap((concept) => concept.triggers.map(({ key }) => key)), ...[...dataset.counts.all()].map((usage) => usage.key)])
  const name = proposeTrigger(trigger.text, knowledge.tags, knowledge.search, taken)
  const declared = settings.values.concepts.filter((concept) => concept.triggers?.some((text) => tagKey(text) === trigger.key))
  // one entry can be written with the change; a trigger of several concepts is the user's to rename
  const [setting, ...more] = declared
  if (name === undefined || more.length > 0) return []
  const title = say`Rename the trigger '${trigger.text}' to '${name}' in the whole dataset`
  const change = (): ReturnType<typeof planTagChange> => planTagChange(title, dataset.samples.values(), replaceTag(trigger.key, name, tagKey(name)))
  const triggers = setting?.triggers?.map((text) => (tagKey(text) === trigger.key ? name : text))
  return [{ title, safe: false, change, setting: setting && { key: 'concepts', value: { ...setting, triggers } } }]
}
