import type { Span } from '../base/span'
import { parseCaption } from '../caption/parse'
import type { Caption, Tag } from '../caption/caption'
import { tokensOf, trainedLines } from '../lint/trained-tokens'
import type { Settings } from '../settings'
import type { ClipTokenizer } from '../tokens/clip-tokenizer'
import { estimateTokens } from '../tokens/estimate-tokens'
import { largestLimit, lostSpan, tokenLimits, windowOffsets, type TokenLimit } from '../tokens/limits'
import type { Knowledge } from '../workspace/knowledge'
import type { Snapshot } from '../workspace/workspace'
import { countTokens } from './token-count'

/** The tokens of a caption with their places. */
export interface CaptionTokens {
  readonly count: number
  readonly limit: number
  /** No places are known then, and counts are rough. */
  readonly estimated: boolean
  /** The first token of every window of 75 but the first. */
  readonly boundaries: readonly Span[]
  /** What no encoder sees; none while tags are shuffled, for then each time something else is lost. */
  readonly lost: readonly Span[]
  readonly perTag: readonly TagTokens[]
}

export interface TagTokens {
  readonly span: Span
  readonly count: number
}

/** All about the tokens of the caption at `path`; undefined without a caption, and until the token table is read. */
export function describeTokens(snapshot: Snapshot, path: string): CaptionTokens | undefined {
  const caption = snapshot.captionOf(path)
  const settings = snapshot.settingsOf(path)
  const total = caption && countTokens(caption, settings, snapshot.knowledge)
  if (!caption || !total) return undefined
  const limit = encoderLimit(settings)
  const { tokenizer } = snapshot.knowledge
  if (limit.encoder !== 'clip' || !tokenizer) {
    const { encoder } = limit
    const perTag = encoder === 'clip' ? [] : caption.tags.map(({ span, text }) => ({ span, count: estimateTokens(text, encoder).count }))
    return { ...total, boundaries: [], lost: [], perTag }
  }
  const lines = trainedLines(caption.text, settings).map((line) => tokensOf(line, settings, tokenizer))
  const boundaries = lines.flatMap((tokens) => boundariesOf(tokens, limit.limit))
  return { ...total, boundaries, lost: lostSpans(caption, settings, snapshot.knowledge), perTag: countEach(caption.tags, lines.flat()) }
}

function encoderLimit({ values }: Settings): TokenLimit {
  return largestLimit(tokenLimits(values.model, { maxTokenLength: values.maxTokenLength ?? undefined }))
}

/** Windows begin where the count says, with the limit itself as the last boundary. */
function boundariesOf(tokens: readonly Span[], limit: number): readonly Span[] {
  const starts = new Set([...windowOffsets(tokens, limit), ...(tokens[limit] ? [tokens[limit].start] : [])])
  return tokens.filter(({ start }) => starts.delete(start))
}

/** Both lists are in order; a token counts for the tag that it begins in. */
function countEach(tags: readonly Tag[], tokens: readonly Span[]): readonly TagTokens[] {
  let at = 0
  return tags.map(({ span }) => {
    let count = 0
    while (at < tokens.length && (tokens[at]?.start ?? 0) < span.start) at++
    for (; at < tokens.length && (tokens[at]?.start ?? 0) < span.end; at++) count++
    return { span, count }
  })
}

/**
 * The text that is past the limit in every trained line. Where nobody told a limit, only what is past the largest there is
 * counts as lost; the rule `token-overflow` says the same.
 */
export function lostSpans({ text }: Pick<Caption, 'text'>, settings: Settings, { tokenizer }: Pick<Knowledge, 'tokenizer'>): readonly Span[] {
  const { encoder, limit } = certainLimit(settings)
  if (!tokenizer || encoder !== 'clip' || settings.values['captions.shuffle']) return []
  return trainedLines(text, settings).flatMap((line) => {
    // no tokenizer makes more tokens than bytes
    if (line.text.length * 3 <= limit) return []
    return lostSpan(tokensOf(line, settings, tokenizer), limit, line.start + line.text.length) ?? []
  })
}

const LARGEST = 225

function certainLimit({ values }: Settings): TokenLimit {
  const told = values.maxTokenLength !== null || values.trainingConfig !== null
  return largestLimit(tokenLimits(values.model, { maxTokenLength: told ? (values.maxTokenLength ?? undefined) : LARGEST }))
}

/** The tokens that a tag by itself becomes, as pieces of its text; undefined where they are not known exactly. */
export function piecesOf(name: string, settings: Settings, tokenizer: ClipTokenizer | undefined): readonly string[] | undefined {
  if (!tokenizer || encoderLimit(settings).encoder !== 'clip') return undefined
  const [tag] = parseCaption(name).tags
  if (!tag) return []
  return tokenizer.tokenSpans(name).map(({ start, end }) => name.slice(start, end))
}
