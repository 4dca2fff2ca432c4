import type { Span } from '../base/span'
import type { Model } from '../settings'

/** Content tokens of one CLIP window; a begin and an end mark stand around it. */
export const windowTokens = 75

/** One text encoder of a model and what it takes in. */
export interface TokenLimit {
  readonly encoder: 'clip' | 't5' | 'gemma2' | 'qwen3'
  /** Content tokens (begin and end marks not counted); the text after them is never trained, without a warning. */
  readonly limit: number
  /** Whether Taglore counts this encoder's tokens exactly. CLIP: yes; the others only as an estimate. */
  readonly exact: boolean
  /** The encoder gives one vector for the whole caption and no words (FLUX's CLIP-L). */
  readonly pooledOnly?: true
}

export interface TokenLimitOptions {
  /** `max_token_length`: 75 (the default), 150 or 225; only SD 1/2 and SDXL heed it. */
  readonly maxTokenLength?: number
  /** `t5xxl_max_token_length`, end mark included; default 256 for SD3, 512 for FLUX dev (256 for schnell). */
  readonly t5MaxTokenLength?: number
  /** `gemma2_max_token_length`, default 256; a system prompt uses part of it. */
  readonly gemma2MaxTokenLength?: number
}

/**
 * The encoders of a model with their limits, the one that says most about the caption first.
 * SDXL has two CLIP encoders with the same count, given once.
 *
 * sd-scripts: the TokenizeStrategy of strategy_sd, _sdxl, _sd3, _flux, _lumina, _anima
 */
export function tokenLimits(model: Model, options: TokenLimitOptions = {}): readonly [TokenLimit, ...TokenLimit[]] {
  const clip = { encoder: 'clip', limit: windowTokens, exact: true } as const
  const t5 = (marked: number): TokenLimit => ({ encoder: 't5', limit: (options.t5MaxTokenLength ?? marked) - 1, exact: false })
  switch (model) {
    case 'sd3':
      return [clip, t5(256)]
    case 'flux':
      return [t5(512), { ...clip, pooledOnly: true }]
    case 'lumina':
      return [{ encoder: 'gemma2', limit: options.gemma2MaxTokenLength ?? 256, exact: false }]
    case 'anima':
      return [{ encoder: 'qwen3', limit: 512, exact: false }, { encoder: 't5', limit: 512, exact: false }]
    default:
      return [{ ...clip, limit: options.maxTokenLength ?? windowTokens }]
  }
}

/** The limit after which no encoder of the model sees the caption, in the tokens of that encoder. */
export function largestLimit(limits: readonly [TokenLimit, ...TokenLimit[]]): TokenLimit {
  return limits.reduce((largest, limit) => (limit.limit > largest.limit ? limit : largest))
}

/**
 * Indices of the tokens that begin a new window, for `count` tokens under `limit` (75 → none, 225 → 75 and 150).
 * Windows heed neither commas nor words. sd-scripts: TokenizeStrategy._get_input_ids
 */
export function windowStarts(count: number, limit: number): readonly number[] {
  const starts: number[] = []
  for (let start = windowTokens; start < Math.min(count, limit); start += windowTokens) starts.push(start)
  return starts
}

/** The part of a text of `length` characters that is never trained because of `limit`; undefined where all is trained. */
export function lostSpan(tokens: readonly Span[], limit: number, length: number): Span | undefined {
  const first = tokens[limit]
  return first === undefined ? undefined : { start: first.start, end: length }
}

/** Offsets at which a new window begins: 75-token boundaries of a text under `limit`. */
export function windowOffsets(tokens: readonly Span[], limit: number): readonly number[] {
  return windowStarts(tokens.length, limit).map((index) => tokens[index]?.start ?? 0)
}
