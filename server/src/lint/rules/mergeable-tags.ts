import { say } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { findMergeable } from '../../tags/merge-families'
import { findTag } from '../../tags/tag-index'
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
    const tags = candidates(tagsMarked(plain, facts, Mark.mergeable), caption, context)
    if (tags.size < 2) return
    let all: ReadonlyMap<string, Tag> | undefined
    const isThere = (key: string): boolean => (all ??= candidates(plain, caption, context)).has(key)
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

/** Tags that may go into a phrase: no trigger, kept or weighted tag, none behind `|||` or in a `;;;` group, on the first line. */
function candidates(plain: readonly Tag[], { separators, text }: Caption, context: CaptionContext): Map<string, Tag> {
  const accepted = acceptedWords(context)
  const end = separators.find(({ kind }) => kind === 'section' || kind === 'line')?.span.start ?? text.length
  const tags = new Map<string, Tag>()
  for (const tag of plain) {
    const grouped = separators[tag.piece - 1]?.kind === 'group' || separators[tag.piece]?.kind === 'group'
    if (tag.span.start > end || grouped || tag.text !== tag.name || accepted.has(tag.key)) continue
    const key = keyIn(context.facts, tag)
    if (!tags.has(key)) tags.set(key, tag)
  }
  return tags
}

/** Never a constant with a varying tag (it would glue them), nor identity with what comes and goes. */
function belongTogether(parts: readonly Tag[], { knowledge, dataset, concept }: CaptionContext): boolean {
  const uses = new Set(parts.map((part) => findTag(knowledge.tags, part.key)?.use ?? 'O'))
  if (uses.size > 1 && ![...uses].every((use) => use === 'I' || use === 'O')) return false
  if (!dataset || !concept) return true
  return new Set(parts.map((part) => isConstantIn(dataset, concept.folder.path, part.key))).size === 1
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
