import { say } from '../../base/message'
import type { TagEdit } from '../../caption/edit'
import type { Concept, Trigger } from '../../dataset/concepts'
import { trainedTags, type Dataset } from '../../dataset/dataset'
import type { CaptionRule, Fix } from '../rule'
import { areSiblings } from '../siblings'

export const outfitLeak: CaptionRule = {
  id: 'outfit-leak',
  scope: 'caption',
  level: 'warning',
  summary: say`The trigger of one outfit or part stands in a caption of another`,

  *check(caption, { concept, dataset, settings }) {
    if (!concept || !dataset || concept.regularization) return
    const { owners, own } = findSiblings(concept, dataset)
    if (owners.size === 0) return
    const tags = trainedTags(caption, settings.values['captions.wildcards'])
    if (tags.some(({ key }) => GUARDS.has(key))) return
    for (const tag of tags) {
      const owner = owners.get(tag.key)
      if (!owner) continue
      const present = own !== undefined && tags.some(({ key }) => key === own.key)
      yield {
        span: tag.span,
        tag: tag.name,
        message:
          present && own
            ? say`'${tag.name}' is the trigger of '${owner.name}' and stands beside '${own.text}', that of '${concept.name}'`
            : say`'${tag.name}' is the trigger of '${owner.name}', but this image lies with '${concept.name}'`,
        fixes: [
          ...(own && !present ? [fix(say`Replace '${tag.name}' with '${own.text}'`, { kind: 'replace', tag, text: own.text })] : []),
          fix(say`Remove '${tag.name}'`, { kind: 'remove', tag }),
        ],
      }
    }
  },
}

/** Pictures that show several outfits at once. */
const GUARDS: ReadonlySet<string> = new Set(['multiple views', 'reference sheet', 'dual persona', 'multiple persona', 'clone', 'variations', 'before and after', 'costume switch'])

function fix(title: Fix['title'], edit: TagEdit): Fix {
  return { title, safe: false, edits: [edit] }
}

/** What a concept must know of its siblings. */
interface Siblings {
  /** Their triggers that are not its own too, with whose they are. */
  readonly owners: ReadonlyMap<string, Concept>
  /** What calls up this concept alone. */
  readonly own: Trigger | undefined
}

/** Concepts are made anew whenever anything in the dataset changes. */
const caches = new WeakMap<Concept, Siblings>()

function findSiblings(concept: Concept, dataset: Dataset): Siblings {
  const known = caches.get(concept)
  if (known) return known
  // the character itself belongs into every picture of its parts
  const siblings = dataset.concepts().filter((other) => other !== concept && !other.regularization && other.name !== concept.parent && areSiblings(concept, other))
  const shared = new Set(concept.triggers.map(({ key }) => key))
  const owners = new Map<string, Concept>()
  for (const other of siblings) {
    for (const trigger of other.triggers) if (!trigger.parent && trigger.key !== '' && !shared.has(trigger.key) && !owners.has(trigger.key)) owners.set(trigger.key, other)
  }
  const own = concept.triggers.find((trigger) => !trigger.parent && !siblings.some((other) => other.triggers.some(({ key }) => key === trigger.key)))
  const found = { owners, own }
  caches.set(concept, found)
  return found
}
