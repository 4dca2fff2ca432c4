import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { findTag } from '../../tags/tag-index'
import { findTagsIn, listTags } from '../found-tags'
import { keptKeys } from '../kept-keys'
import type { ConceptRule } from '../rule'

export const monotonousScene: ConceptRule = {
  id: 'monotonous-scene',
  scope: 'concept',
  level: 'info',
  summary: say`One background, framing or number of persons is in most pictures of a concept, and is learnt with it`,
  /** Share of the captions of a concept, and the number of captions from which on it counts. */
  options: { share: 0.6, captions: 8 },

  *check(concept, context) {
    const { dataset, knowledge, settings, options } = context
    const { captions } = dataset.counts.inFolder(concept.folder.path)
    const enough = typeof options['captions'] === 'number' ? options['captions'] : 8
    const share = typeof options['share'] === 'number' ? options['share'] : 0.6
    if (concept.regularization || captions < enough) return
    const kept = keptKeys(concept, context)
    const own = new Set(concept.folder.classTokens.split(/[ _]/).map(tagKey))
    const { goal } = settings.values
    const found = findTagsIn(concept, dataset, (key) => {
      const count = dataset.counts.inFolder(concept.folder.path).tags.get(key) ?? 0
      if (count <= captions * share || kept.has(key) || own.has(key)) return false
      const group = findTag(knowledge.tags, key)?.group ?? ''
      // a character is to be alone in its pictures
      return SCENES.has(group) || (goal !== 'character' && PERSONS.has(group) && key !== 'solo')
    })
    const [first] = found
    if (!first) return
    yield {
      anchor: concept.folder.path,
      tag: first.text,
      message: say`Most of the ${captions} captions of '${concept.name}' tell of the same scene, which is learnt with it: ${listTags(found)}`,
    }
  },
}

const PERSONS: ReadonlySet<string> = new Set(['person-count', 'person-group'])
const SCENES: ReadonlySet<string> = new Set([
  'framing', 'camera-angle', 'pov', 'simple-background', 'pattern-background', 'sky', 'cloud', 'moon', 'celestial', 'space', 'time-of-day', 'season', 'weather', 'landscape', 'woodland-and-field',
  'water-place', 'ground-material', 'city-place', 'sport-place', 'country-and-landmark', 'transport-place', 'street-object', 'architecture', 'historic-place', 'interior', 'school-place',
  'vehicle-interior', 'shop-place', 'light', 'shadow', 'colour-theme',
])
