import { say } from '../../base/message'
import { findTagsIn, keeping, listTags, removal } from '../found-tags'
import { keptKeys } from '../kept-keys'
import { knowsQualityWords } from '../model-knowledge'
import type { ConceptRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { topicOf } from '../tag-topic'

export const ratingOrQualityTag: ConceptRule = {
  id: 'rating-or-quality-tag',
  scope: 'concept',
  level: 'info',
  summary: say`Rating and quality words mean nothing to a base model that was not trained on them`,

  *check(concept, context) {
    const { dataset, knowledge, settings } = context
    const { model } = settings.values
    if (concept.regularization || knowsQualityWords(model)) return
    const kept = keptKeys(concept, context)
    const tags = findTagsIn(concept, dataset, (key) => topicOf(knowledge.tags, key) === 'quality' && !kept.has(key))
    const [first] = tags
    if (!first) return
    yield {
      anchor: concept.folder.path,
      tag: first.text,
      message: say`The captions of '${concept.name}' carry words of quality or rating that the base model does not know (model ${model}, ${describeOrigin(settings, 'model')}): ${listTags(tags)}`,
      fixes: [
        removal(say`Remove them from the captions of '${concept.name}'`, tags, () => dataset.samplesIn(concept.folder.path)),
        removal(say`Remove them from all captions of the dataset`, tags, () => dataset.samples.values()),
        keeping(tags, concept),
      ],
    }
  },
}
