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

/** Tokens of what is trained for a caption at once, against the limit in force: of several lines the longest. Undefined until the token table is read. */
export function countTokens(caption: Caption, settings: Settings, knowledge: Knowledge): TokenCount | undefined {
  const { values } = settings
  const limit = largestLimit(tokenLimits(values.model, { maxTokenLength: values.maxTokenLength ?? undefined }))
  const lines = caption.text === '' ? [] : readCaptionText(caption.text, values['captions.wildcards']).split('\n')
  const most = (count: (line: string) => number): number => Math.max(0, ...lines.map(count))
  const { encoder } = limit
  const { tokenizer } = knowledge
  if (encoder !== 'clip') return { count: most((line) => estimateTokens(line, encoder).count), limit: limit.limit, estimated: true }
  if (!tokenizer) return undefined
  const count = most((line) => (values['captions.weighted'] ? countWeighted(tokenizer, line) : tokenizer.count(line)))
  return { count, limit: limit.limit, estimated: false }
}
