import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { isKnown } from '../../tags/known-key'
import { isKaomoji, keepsUnderscores } from '../../tags/spelling'
import { findTag } from '../../tags/tag-index'
import { acceptedWords } from '../accepted-words'
import { tagsMarked } from '../caption-facts'
import { readPlainTags } from '../plain-tags'
import type { CaptionContext, CaptionFinding, CaptionRule } from '../rule'
import { Mark } from '../tag-facts'

export const mixedSpelling: CaptionRule = {
  id: 'mixed-spelling',
  scope: 'caption',
  level: 'info',
  habit: true,
  summary: say`A tag is spelt with underscores in a dataset of blanks, or the reverse, and so is another word to the text encoder`,
  where: Mark.underscore | Mark.blank,

  *check(caption, context) {
    const { dataset, settings } = context
    const { 'captions.spelling': spelling } = settings.values
    if (spelling === 'as-is' || (spelling === 'auto' && !dataset)) return
    const underscores = dataset ? dataset.usesUnderscores() : spelling === 'underscore'
    const wrong = tagsMarked(readPlainTags(caption, context), context.facts, underscores ? Mark.blank : Mark.underscore).filter((tag) => isOtherwise(tag, underscores) && isJudged(tag, context))
    if (wrong.length >= MANY) yield describeAll(wrong, underscores)
    else for (const tag of wrong) yield describe(tag, underscores)
  },
}

/** From this many on, the caption as a whole comes from elsewhere. */
const MANY = 3

function isOtherwise({ name }: Tag, underscores: boolean): boolean {
  return underscores ? /\S \S/.test(name) : /[\p{L}\p{N}]_+[\p{L}\p{N}(\\]/u.test(name)
}

/** Words that a list or the dataset itself writes the other way; faces, model words and words of one's own keep their spelling. */
function isJudged(tag: Tag, context: CaptionContext): boolean {
  const { knowledge, dataset } = context
  if (tag.prose || isKaomoji(tag.name) || acceptedWords(context).has(tag.key) || keepsUnderscores(tag.name, findTag(knowledge.tags, tag.key))) return false
  const spellings = dataset?.counts.get(tag.key)?.spellings
  return isKnown(knowledge.tags, tag.key) || [...(spellings?.keys() ?? [])].some((spelling) => spelling.includes('_') !== tag.name.includes('_'))
}

function describe(tag: Tag, underscores: boolean): CaptionFinding {
  const text = respell(tag, underscores)
  return {
    span: tag.nameSpan,
    tag: tag.name,
    message: underscores ? say`'${tag.name}' is spelt with blanks, the dataset with '_'` : say`'${tag.name}' is spelt with '_', the dataset with blanks`,
    fixes: [{ title: say`Respell it as '${text}'`, safe: false, edits: [edit(tag, underscores)], everywhere: EVERYWHERE }],
  }
}

function describeAll(tags: readonly Tag[], underscores: boolean): CaptionFinding {
  const [first] = tags
  return {
    span: first?.nameSpan,
    tag: first?.name,
    message: underscores
      ? say`${tags.length} tags of this caption are spelt with blanks, the dataset with '_'`
      : say`${tags.length} tags of this caption are spelt with '_', the dataset with blanks`,
    fixes: [{ title: say`Respell the tags of this caption`, safe: false, edits: tags.map((tag) => edit(tag, underscores)), everywhere: EVERYWHERE }],
  }
}

const EVERYWHERE = { id: 'respell', title: say`Respell such tags in the whole dataset` }

function edit(tag: Tag, underscores: boolean): TagEdit {
  return { kind: 'replace', tag, text: respell(tag, underscores) }
}

function respell({ name }: Tag, underscores: boolean): string {
  return underscores ? name.trim().replace(/\s+/g, '_') : name.replace(/_+/g, ' ')
}
