import { say } from '../../base/message'
import type { Sliced } from '../../base/sliced'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { isKnown } from '../../tags/known-key'
import { nearSpellings } from '../../tags/near-spellings'
import { tellsOnePerson } from '../../tags/persons'
import { findTagsIn, imagesOf, keeping, listTags, removal, samplesWith, type FoundTag } from '../found-tags'
import { keptKeys } from '../kept-keys'
import type { ConceptRule, RuleContext } from '../rule'
import { describeOrigin } from '../setting-origin'
import { topicOf, type TagTopic } from '../tag-topic'

export const foreignName: ConceptRule = {
  id: 'foreign-name',
  scope: 'concept',
  level: 'info',
  summary: say`The name of a character, a series or an artist stands beside an own trigger, or in a style`,

  *check(concept, context) {
    const { dataset, settings } = context
    const style = settings.values.goal === 'style'
    if (concept.regularization || (!style && concept.triggers.length === 0)) return
    const tags = yield* findNames(concept, context, style)
    const [first] = tags
    if (!first) return
    yield {
      anchor: concept.folder.path,
      tag: first.text,
      related: imagesOf(yield* samplesWith(tags, concept, dataset)),
      message: style
        ? say`The captions of '${concept.name}' carry names, which take a part of the style (goal style, ${describeOrigin(settings, 'goal')}): ${listTags(tags)}`
        : say`Other names stand beside the trigger of '${concept.name}' and take a part of what it is to mean: ${listTags(tags)}`,
      fixes: [removal(say`Remove them from the captions of '${concept.name}'`, tags, () => dataset.samplesIn(concept.folder.path)), keeping(tags, concept)],
    }
  },
}

const NAMES: ReadonlySet<TagTopic> = new Set(['character', 'series', 'artist'])

/** Characters are named rightly where somebody else is in the picture too; in a style all names are foreign. */
function* findNames(concept: Concept, { dataset, ...context }: RuleContext & { readonly dataset: Dataset }, style: boolean): Sliced<readonly FoundTag[]> {
  const { tags, search } = context.knowledge
  const kept = keptKeys(concept, context)
  // a slip within a known tag is no name
  const found = findTagsIn(concept, dataset, (key) => NAMES.has(topicOf(tags, key)) && !kept.has(key) && (isKnown(tags, key) || nearSpellings(search, key).length === 0))
  if (style || found.length === 0) return found
  const alone = new Set((yield* samplesWith(found, concept, dataset)).flatMap(({ id }) => (tellsOnePerson(dataset.keysOf(id)) ? dataset.keysOf(id) : [])))
  return found.filter(({ key }) => topicOf(tags, key) === 'artist' || alone.has(key))
}
