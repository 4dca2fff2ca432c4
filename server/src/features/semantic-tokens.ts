import type { Span } from '../base/span'
import { firstLineEnd, type Tag } from '../caption/caption'
import type { Dataset } from '../dataset/dataset'
import { findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { lostSpans } from './tokens'

/** The legend, in the order of the protocol's indices. The manifest gives each a super type and scopes. */
export const TOKEN_TYPES = ['tagGeneral', 'tagArtist', 'tagCopyright', 'tagCharacter', 'tagMeta', 'tagTrigger', 'tagUnknown', 'tagProse', 'tagIgnored'] as const
export type TokenType = (typeof TOKEN_TYPES)[number]

export interface SemanticToken {
  readonly span: Span
  readonly type: TokenType
}

/** Colours by category, in the order of the text. Captions beyond `limit` tags are coloured up to there. */
export function colourTags(snapshot: Snapshot, path: string, limit = 5000): readonly SemanticToken[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const dataset = snapshot.datasetOf(path)
  const triggers = triggerKeys(dataset)
  const settings = snapshot.settingsOf(path)
  const trained = settings.values['captions.wildcards'] ? caption.text.length : firstLineEnd(caption)
  const lost = lostSpans(caption, settings, snapshot.knowledge)
  const isLost = ({ span }: Tag): boolean => lost.some(({ start, end }) => start <= span.start && span.start < end)
  return caption.tags.slice(0, limit).map((tag) => ({
    span: tag.nameSpan,
    type: tag.span.start >= trained || isLost(tag) ? 'tagIgnored' : typeOf(snapshot, tag, triggers),
  }))
}

/** Keys of all triggers of a dataset. */
export function triggerKeys(dataset: Dataset | undefined): ReadonlySet<string> {
  return new Set(dataset?.concepts().flatMap((concept) => concept.triggers.map((trigger) => trigger.key)))
}

function typeOf(snapshot: Snapshot, tag: Tag, triggers: ReadonlySet<string>): TokenType {
  if (triggers.has(tag.key)) return 'tagTrigger'
  const { tags } = snapshot.knowledge
  const record = findTag(tags, tag.key) ?? findByAlias(tags, tag.key)[0]
  switch (record?.category) {
    case 'artist':
      return 'tagArtist'
    case 'copyright':
      return 'tagCopyright'
    case 'character':
      return 'tagCharacter'
    case 'meta':
      return 'tagMeta'
    case undefined:
      return tag.prose ? 'tagProse' : 'tagUnknown'
    default:
      return 'tagGeneral'
  }
}
