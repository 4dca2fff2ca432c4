import { say } from '../../base/message'
import { excludeFix } from '../exclude-fix'
import { findTagsIn, imagesOf, keeping, listTags, removal, samplesWith } from '../found-tags'
import { keptKeys } from '../kept-keys'
import type { ConceptRule } from '../rule'
import { topicOf } from '../tag-topic'

export const flawedImage: ConceptRule = {
  id: 'flawed-image',
  scope: 'concept',
  level: 'warning',
  summary: say`Tags tell of a flaw or a mark in the picture, which is learnt with the rest`,

  *check(concept, context) {
    const { dataset, knowledge } = context
    if (concept.regularization) return
    const kept = keptKeys(concept, context)
    const tags = findTagsIn(concept, dataset, (key) => topicOf(knowledge.tags, key) === 'flaw' && !kept.has(key))
    const [first] = tags
    if (!first) return
    const samples = yield* samplesWith(tags, concept, dataset)
    yield {
      anchor: concept.folder.path,
      tag: first.text,
      related: imagesOf(samples),
      message: say`Captions of '${concept.name}' tell of what should not be learnt: ${listTags(tags)}`,
      fixes: [
        excludeFix(dataset, samples),
        keeping(tags, concept),
        removal(say`Remove the tags from the captions of '${concept.name}': the flaws are then learnt silently`, tags, () => dataset.samplesIn(concept.folder.path)),
      ],
    }
  },
}
