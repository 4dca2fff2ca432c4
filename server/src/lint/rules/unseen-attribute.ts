import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import { acceptedWords } from '../accepted-words'
import { keyIn } from '../caption-facts'
import { readPlainTags } from '../plain-tags'
import type { CaptionRule } from '../rule'
import { Mark } from '../tag-facts'
import { findHidden } from '../visibility'

export const unseenAttribute: CaptionRule = {
  id: 'unseen-attribute',
  scope: 'caption',
  level: 'info',
  habit: true,
  summary: say`A tag tells of what cannot be seen if another tag of the caption is right`,
  where: Mark.screen,

  *check(caption, context) {
    const { knowledge, facts } = context
    const tagOf = new Map<string, Tag>()
    for (const tag of readPlainTags(caption, context)) {
      const key = keyIn(facts, tag)
      if (!tagOf.has(key)) tagOf.set(key, tag)
    }
    const accepted = acceptedWords(context)
    for (const { key, by } of findHidden([...tagOf.keys()], knowledge)) {
      const tag = tagOf.get(key)
      if (!tag || accepted.has(key) || accepted.has(tag.key)) continue
      yield {
        span: tag.span,
        tag: tag.name,
        message: say`'${tag.name}' cannot be seen in a picture with '${tagOf.get(by)?.name ?? by}'`,
        fixes: [
          {
            title: say`Remove '${tag.name}'`,
            safe: false,
            edits: [{ kind: 'remove', tag }],
            everywhere: { id: 'remove-unseen', title: say`Remove what cannot be seen in the whole dataset` },
          },
        ],
      }
    }
  },
}
