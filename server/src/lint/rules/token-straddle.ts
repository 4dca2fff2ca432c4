import { say } from '../../base/message'
import type { Span } from '../../base/span'
import { applySpanEdits } from '../../base/span'
import type { Caption, Tag } from '../../caption/caption'
import { editCaption, type TagEdit } from '../../caption/edit'
import { parseCaption } from '../../caption/parse'
import { trainedTags } from '../../dataset/dataset'
import type { ClipTokenizer } from '../../tokens/clip-tokenizer'
import { largestLimit, tokenLimits, windowOffsets, windowTokens } from '../../tokens/limits'
import type { Settings } from '../../settings'
import type { CaptionRule, Fix } from '../rule'
import { describeOrigin } from '../setting-origin'
import { tokensOf, trainedLines } from '../trained-tokens'

export const tokenStraddle: CaptionRule = {
  id: 'token-straddle',
  scope: 'caption',
  level: 'off',
  summary: say`A tag lies across the boundary between two windows of 75 tokens, which are encoded apart`,

  *check(caption, { settings, knowledge }) {
    const { tokenizer } = knowledge
    if (!tokenizer || settings.values['captions.shuffle']) return
    for (const [at, tag] of straddlers(caption, settings, tokenizer).entries()) {
      yield {
        span: tag.span,
        tag: tag.name,
        message: say`'${tag.name}' lies across a boundary of ${windowTokens} tokens: its two parts are encoded apart (limit ${describeOrigin(settings, 'maxTokenLength')})`,
        // a move changes what lies on the boundaries behind it
        fixes: at === 0 ? move(caption, tag, settings, tokenizer) : [],
      }
    }
  },
}

/** Tags on boundaries, in order. */
function straddlers(caption: Caption, settings: Settings, tokenizer: ClipTokenizer): readonly Tag[] {
  const { limit, encoder } = largestLimit(tokenLimits(settings.values.model, { maxTokenLength: settings.values.maxTokenLength ?? undefined }))
  if (encoder !== 'clip' || limit <= windowTokens) return []
  const tags = trainedTags(caption, settings.values['captions.wildcards'])
  return trainedLines(caption.text, settings).flatMap((line) => {
    const tokens: readonly Span[] = tokensOf(line, settings, tokenizer)
    return windowOffsets(tokens, limit).flatMap((offset) => tags.find(({ span, prose }) => !prose && span.start < offset && offset < span.end) ?? [])
  })
}

/** Puts a later tag in front of the one on the boundary, the nearest that leaves it whole. */
function move(caption: Caption, tag: Tag, settings: Settings, tokenizer: ClipTokenizer): Fix[] {
  const later = trainedTags(caption, false).filter((other) => other.index > tag.index && !other.prose)
  for (const other of later) {
    const edits: TagEdit[] = [{ kind: 'move', tag: other, at: { before: tag } }]
    const moved = parseCaption(applySpanEdits(caption.text, editCaption(caption, edits)))
    const [first] = straddlers(moved, settings, tokenizer)
    if (first && first.index <= tag.index + 1) continue
    return [{ title: say`Move '${other.name}' in front of it, so that it stays whole`, safe: false, edits }]
  }
  return []
}
