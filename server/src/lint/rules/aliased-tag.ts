import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import { tagKey } from '../../caption/tag-key'
import type { TagRecord } from '../../tags/record'
import { findByAlias } from '../../tags/tag-index'
import { acceptedWords } from '../accepted-words'
import { tagsMarked } from '../caption-facts'
import { readPlainTags } from '../plain-tags'
import type { CaptionContext, CaptionRule, Fix } from '../rule'
import { spellHere } from '../spell-here'
import { Mark } from '../tag-facts'

export const aliasedTag: CaptionRule = {
  id: 'aliased-tag',
  scope: 'caption',
  level: 'info',
  summary: say`An old or other name of a tag, which newer base models know less well than the tag`,
  where: Mark.aliased,

  *check(caption, context) {
    const { knowledge, settings } = context
    // they were trained on the old names
    if (['sd15', 'nai', 'sd2'].includes(settings.values.model)) return
    const accepted = acceptedWords(context)
    const keys = new Set(caption.tags.map((tag) => tag.key))
    for (const tag of tagsMarked(readPlainTags(caption, context), context.facts, Mark.aliased)) {
      if (accepted.has(tag.key)) continue
      const targets = findByAlias(knowledge.tags, tag.key).filter((target) => !isWider(tag.key, tagKey(target.name)))
      if (targets.length === 0) continue
      const names = targets.map((target) => target.name).join(', ')
      yield {
        span: tag.span,
        tag: tag.name,
        message: targets.length === 1 ? say`'${tag.name}' is another name of '${names}'` : say`'${tag.name}' is another name of several tags: ${names}`,
        fixes: targets.slice(0, MOST).map((target) => replacement(tag, target, keys, context)),
      }
    }
  },
}

const MOST = 3

/** `sample` may mean much besides `sample watermark`; a missing plural is the same word. */
function isWider(alias: string, name: string): boolean {
  return name.startsWith(alias) && !/^e?s$/.test(name.slice(alias.length))
}

function replacement(tag: Tag, target: TagRecord, keys: ReadonlySet<string>, context: CaptionContext): Fix {
  const text = spellHere(target, context)
  const present = keys.has(tagKey(target.name))
  return {
    title: say`Replace '${tag.name}' with '${text}'`,
    safe: false,
    edits: [present ? { kind: 'remove', tag } : { kind: 'replace', tag, text }],
    everywhere: { id: `${tag.key} → ${target.name}`, title: say`Replace '${tag.name}' with '${text}' in the whole dataset` },
  }
}
