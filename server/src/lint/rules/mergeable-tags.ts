import { say } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { findMergeable } from '../../tags/merge-families'
import type { TagUse } from '../../tags/record'
import { acceptedWords } from '../accepted-words'
import { keyIn, tagsMarked, tellOnePerson } from '../caption-facts'
import { knowsTagLists } from '../model-knowledge'
import { readPlainTags } from '../plain-tags'
import type { CaptionContext, CaptionRule, Fix } from '../rule'
import { isConstantIn } from '../shares'
import { spellHere } from '../spell-here'
import { Mark } from '../tag-facts'

export const mergeableTags: CaptionRule = {
  id: 'mergeable-tags',
  scope: 'caption',
  level: 'hint',
  offer: true,
  summary: say`Several tags about one thing could be one phrase, so that their colours stay where they belong`,
  where: Mark.mergeable,

  *check(caption, context) {
    const { knowledge, settings, facts } = context
    // these were trained on whole tags
    if (knowsTagLists(settings.values.model)) return
    const plain = readPlainTags(caption, context)
    const isCandidate = candidates(caption, context)
    const tags = new Map<string, Tag>()
    for (const tag of tagsMarked(plain, facts, Mark.mergeable)) {
      const key = keyIn(facts, tag)
      if (isCandidate(tag) && !tags.has(key)) tags.set(key, tag)
    }
    if (tags.size < 2) return
    let known: readonly string[] | undefined
    const isThere = (key: string): boolean => (known ??= plain.map((tag) => keyIn(facts, tag))).includes(key) && plain.some((tag) => keyIn(facts, tag) === key && isCandidate(tag))
    const found = findMergeable(knowledge.merge, [...tags.keys()], isThere)
    if (found.length === 0 || !tellOnePerson(caption.tags, facts)) return
    for (const { keys, phrase } of found) {
      const parts = keys.flatMap((key) => tags.get(key) ?? []).sort((a, b) => a.index - b.index)
      const [first, ...rest] = parts
      if (!first || rest.length === 0 || !belongTogether(parts, context)) continue
      const text = spellHere({ name: phrase }, context)
      if (knowledge.tokenizer && knowledge.tokenizer.count(text) > MOST_TOKENS) continue
      const names = parts.map((part) => part.name).join(', ')
      yield {
        span: first.span,
        tag: first.name,
        message: say`'${names}' could be one phrase: '${text}'`,
        fixes: [
          {
            title: say`Merge into '${text}'`,
            safe: false,
            edits: mergeInto(text, first, rest),
            everywhere: { id: 'merge', title: say`Merge tags about one thing in the whole dataset` },
          },
          ...tie(parts, first, rest, context),
        ],
      }
    }
  },
}

/** A longer phrase says more than one thing. */
const MOST_TOKENS = 8

/** Which tags may go into a phrase: no trigger, kept or weighted tag, none behind `|||` or in a `;;;` group, on the first line. */
function candidates({ separators, text }: Caption, context: CaptionContext): (tag: Tag) => boolean {
  const accepted = acceptedWords(context)
  const isDivided = (context.facts.marks & (Mark.dividers | Mark.lines)) !== 0
  const end = (isDivided ? separators.find(({ kind }) => kind === 'section' || kind === 'line')?.span.start : undefined) ?? text.length
  const isGrouped = ({ piece }: Tag): boolean => isDivided && (separators[piece - 1]?.kind === 'group' || separators[piece]?.kind === 'group')
  return (tag) => tag.span.start <= end && !isGrouped(tag) && tag.text === tag.name && !accepted.has(tag.key)
}

/** Never a constant with a varying tag (it would glue them), nor identity with what comes and goes. */
function belongTogether(parts: readonly Tag[], { facts, dataset, concept }: CaptionContext): boolean {
  const useOf = ({ index }: Tag): TagUse => facts.tags[index]?.use ?? 'O'
  const [first] = parts
  const use = first && useOf(first)
  if (!parts.every((part) => useOf(part) === use) && !parts.every((part) => useOf(part) === 'I' || useOf(part) === 'O')) return false
  if (!dataset || !concept || !first) return true
  const constant = isConstantIn(dataset, concept.folder.path, first.key)
  return parts.every((part) => isConstantIn(dataset, concept.folder.path, part.key) === constant)
}

function mergeInto(text: string, first: Tag, rest: readonly Tag[]): TagEdit[] {
  return [{ kind: 'replace', tag: first, text }, ...rest.map((tag): TagEdit => ({ kind: 'remove', tag }))]
}

/** The way that keeps every tag: the trainer shuffles and drops tied ones together. */
function tie(parts: readonly Tag[], first: Tag, rest: readonly Tag[], { settings }: CaptionContext): Fix[] {
  const separator = settings.values['captions.secondarySeparator']
  if (separator !== ';;;') return []
  const text = parts.map((part) => part.name).join(separator)
  return [
    {
      title: say`Tie them together as '${text}'`,
      safe: false,
      edits: mergeInto(text, first, rest),
      everywhere: { id: 'tie', title: say`Tie tags about one thing together in the whole dataset` },
    },
  ]
}
