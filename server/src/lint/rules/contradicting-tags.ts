import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import { planTagChange, replaceTag } from '../../changes/tag-change'
import { findClashes, type Clash } from '../../tags/exclusive'
import { allImplied } from '../../tags/tag-index'
import { keyIn, tagsMarked, tellOnePerson } from '../caption-facts'
import { readPlainTags } from '../plain-tags'
import type { CaptionContext, CaptionRule, Fix } from '../rule'
import { spellHere } from '../spell-here'
import { Mark } from '../tag-facts'
import { findWavering } from '../wavering'

export const contradictingTags: CaptionRule = {
  id: 'contradicting-tags',
  scope: 'caption',
  level: 'warning',
  cases: { unlikely: 'info', near: 'info' },
  summary: say`Two tags of one caption exclude each other`,
  where: Mark.exclusive,
  /** Ids of sets in `exclusive.txt` that are off and shall be checked too. */
  options: { sets: [] },

  *check(caption, context) {
    const { knowledge, options, facts } = context
    const tags = readPlainTags(caption, context)
    const tagOf = new Map<string, Tag>()
    for (const tag of tagsMarked(tags, facts, Mark.exclusive)) {
      const key = keyIn(facts, tag)
      if (!tagOf.has(key)) tagOf.set(key, tag)
    }
    const alsoOn = Array.isArray(options['sets']) ? options['sets'].filter((id) => typeof id === 'string') : []
    const isThere = (key: string): boolean => tags.some((tag) => keyIn(facts, tag) === key)
    for (const clash of findClashes(knowledge.exclusive, [...tagOf.keys()], () => tellOnePerson(tags, facts), alsoOn, isThere)) {
      const first = tagOf.get(clash.first)
      const second = tagOf.get(clash.second)
      if (!first || !second || isRelated(clash, context) || (clash.near && wavers(clash, context))) continue
      yield {
        span: second.span,
        tag: second.name,
        case: clash.near ? 'near' : clash.set.level === 'warning' ? undefined : 'unlikely',
        message: clash.near ? say`'${second.name}' stands beside '${first.name}': usually only one of them is right` : say`'${second.name}' contradicts '${first.name}'`,
        fixes: [...insteadFixes(clash, first, second, context), removal(second), removal(first), ...unifications(clash, first, second, context)],
      }
    }
  },
}

/** `very long hair` implies `long hair`: both stand in every good caption. */
function isRelated({ first, second }: Clash, { knowledge }: CaptionContext): boolean {
  return allImplied(knowledge.tags, first).includes(second) || allImplied(knowledge.tags, second).includes(first)
}

/** Where a whole concept wavers between the two, `wavering-tag` tells it once. */
function wavers({ first, second }: Clash, { concept, dataset, knowledge }: CaptionContext): boolean {
  return concept !== undefined && dataset !== undefined && findWavering(concept, dataset, knowledge.exclusive).some((pair) => pair.keys.includes(first) && pair.keys.includes(second))
}

function removal(tag: Tag): Fix {
  return { title: say`Remove '${tag.name}'`, safe: false, edits: [{ kind: 'remove', tag }] }
}

function insteadFixes({ set, first, second }: Clash, firstTag: Tag, secondTag: Tag, context: CaptionContext): Fix[] {
  return set.instead.flatMap(([wrong, better]): Fix[] => {
    const tag = wrong === first ? firstTag : wrong === second ? secondTag : undefined
    if (!tag) return []
    const text = spellHere({ name: better }, context)
    return [{ title: say`Replace '${tag.name}' with '${text}'`, safe: false, edits: [{ kind: 'replace', tag, text }] }]
  })
}

/** Where taggers waver, one of the two is right for the whole concept. */
function unifications(clash: Clash, first: Tag, second: Tag, { concept, dataset }: CaptionContext): Fix[] {
  if (!clash.near || !concept || !dataset) return []
  return [
    [first, second] as const,
    [second, first] as const,
  ].map(([kept, lost]): Fix => {
    const title = say`Replace '${lost.name}' with '${kept.name}' in all captions of '${concept.name}'`
    return { title, safe: false, change: () => planTagChange(title, dataset.samplesIn(concept.folder.path), replaceTag(lost.key, kept.name, kept.key)) }
  })
}
