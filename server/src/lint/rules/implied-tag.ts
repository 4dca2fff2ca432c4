import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import { knownKey } from '../../tags/known-key'
import { allImplied, findTag } from '../../tags/tag-index'
import { acceptedWords } from '../accepted-words'
import { knowsTagLists } from '../model-knowledge'
import { readPlainTags } from '../plain-tags'
import type { CaptionRule } from '../rule'

export const impliedTag: CaptionRule = {
  id: 'implied-tag',
  scope: 'caption',
  level: 'off',
  summary: say`Another tag of the caption says it already, by the booru's implications`,

  *check(caption, context) {
    const { knowledge, settings } = context
    if (knowsTagLists(settings.values.model)) return
    const accepted = acceptedWords(context)
    const tags = readPlainTags(caption, context)
    const implier = new Map<string, Tag>()
    // with wildcards, lines are captions of their own
    for (const tag of tags) for (const key of allImplied(knowledge.tags, tag.key)) if (!implier.has(`${tag.line} ${key}`)) implier.set(`${tag.line} ${key}`, tag)
    for (const tag of tags) {
      const by = implier.get(`${tag.line} ${knownKey(knowledge.tags, tag.key)}`)
      if (!by || by.key === tag.key || accepted.has(tag.key) || findTag(knowledge.tags, tag.key)?.use === 'N') continue
      yield {
        span: tag.span,
        tag: tag.name,
        unnecessary: true,
        message: say`'${by.name}' says '${tag.name}' already`,
        fixes: [
          {
            title: say`Remove the implied '${tag.name}'`,
            safe: false,
            edits: [{ kind: 'remove', tag }],
            everywhere: { id: 'prune', title: say`Remove implied tags in the whole dataset` },
          },
        ],
      }
    }
  },
}
