import type { Caption } from '../caption/caption'
import type { Settings } from '../settings'
import { estimateTokens } from '../tokens/estimate-tokens'
import { largestLimit, tokenLimits } from '../tokens/limits'
import { countWeighted } from '../tokens/weighted-text'
import { readCaptionText } from '../trainer/caption-file'
import type { Knowledge } from '../workspace/knowledge'

export interface TokenCount {
  readonly count: number
  readonly limit: number
  /** The encoder's own vocabulary is not counted exactly. */
  readonly estimated: boolean
}

/** Tokens of the text that is trained for a caption, against the limit in force; undefined until the token table is read. */
export function countTokens(caption: Caption, settings: Settings, knowledge: Knowledge): TokenCount | undefined {
  const { values } = settings
  const limit = largestLimit(tokenLimits(values.model, { maxTokenLength: values.maxTokenLength ?? undefined }))
  const text = caption.text === '' ? '' : readCaptionText(caption.text, values['captions.wildcards'])
  if (limit.encoder !== 'clip') return { count: estimateTokens(text, limit.encoder).count, limit: limit.limit, estimated: true }
  if (!knowledge.tokenizer) return undefined
  const count = values['captions.weighted'] ? countWeighted(knowledge.tokenizer, text) : knowledge.tokenizer.count(text)
  return { count, limit: limit.limit, estimated: false }
}
