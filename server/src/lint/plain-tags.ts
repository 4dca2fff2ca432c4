import type { Caption, Tag } from '../caption/caption'
import { isKnown } from '../tags/known-key'
import { Mark } from './tag-facts'
import type { CaptionContext } from './rule'

/**
 * The tags of a caption that rules about tags judge: trained ones, no sentences, no `{a|b}`. None at all where a part of the
 * caption reads as a sentence and no list has it as a tag: its other parts are then pieces of that sentence.
 */
export function readPlainTags(caption: Caption, { knowledge, settings, facts }: Pick<CaptionContext, 'knowledge' | 'settings' | 'facts'>): readonly Tag[] {
  if (caption.prose && caption.tags.some((tag) => tag.prose && !isKnown(knowledge.tags, tag.key))) return []
  const wildcards = settings.values['captions.wildcards']
  if ((facts.marks & Mark.choices) === 0 && (wildcards || (facts.marks & Mark.lines) === 0)) return caption.tags
  return caption.tags.filter((tag) => (wildcards || tag.line === 0) && tag.choices.length === 0)
}
