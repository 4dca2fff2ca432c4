import { say } from '../../base/message'
import { findTagsIn, keeping, listTags, removal } from '../found-tags'
import { keptKeys } from '../kept-keys'
import { knowsTagLists } from '../model-knowledge'
import type { ConceptRule } from '../rule'
import { topicOf } from '../tag-topic'

export const invisibleTag: ConceptRule = {
  id: 'invisible-tag',
  scope: 'concept',
  level: 'info',
  summary: say`Tags tell of the file or its post, of which nothing is seen in the picture`,

  *check(concept, context) {
    const { dataset, knowledge, settings } = context
    if (concept.regularization || knowsTagLists(settings.values.model)) return
    const kept = keptKeys(concept, context)
    const tags = findTagsIn(concept, dataset, (key) => topicOf(knowledge.tags, key) === 'file' && !kept.has(key))
    const [first] = tags
    if (!first) return
    yield {
      anchor: concept.folder.path,
      tag: first.text,
      message: say`The captions of '${concept.name}' tell of the file rather than of the picture: ${listTags(tags)}`,
      fixes: [
        removal(say`Remove them from the captions of '${concept.name}'`, tags, () => dataset.samplesIn(concept.folder.path)),
        removal(say`Remove them from all captions of the dataset`, tags, () => dataset.samples.values()),
        keeping(tags, concept),
      ],
    }
  },
}
