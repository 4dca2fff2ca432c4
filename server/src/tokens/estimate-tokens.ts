import type { TokenLimit } from './limits'

/** A number of tokens that is not exact; show it as `≈`. */
export interface TokenEstimate {
  readonly count: number
  readonly exact: false
}

/** Letters of a word that one token covers on average, beyond the first token of the word, and tokens of one CJK character. */
const rates: Readonly<Record<Exclude<TokenLimit['encoder'], 'clip'>, { readonly letters: number; readonly wide: number }>> = {
  // T5's vocabulary is English, French, German and Romanian: a run of other script is one unknown token, counted by characters here as an upper bound
  t5: { letters: 4, wide: 1 },
  gemma2: { letters: 6, wide: 0.8 },
  qwen3: { letters: 6, wide: 0.8 },
}

const pieces = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{L}+|\p{N}|[^\s\p{L}\p{N}]/gu
const wide = /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul})/u

/**
 * About how many tokens T5, Gemma or Qwen make of a text: a word is one token and another for every few letters more, a digit
 * or a mark is one. A rule of thumb, not these encoders' vocabularies: off by a fifth is usual.
 */
export function estimateTokens(text: string, encoder: Exclude<TokenLimit['encoder'], 'clip'>): TokenEstimate {
  const { letters, wide: wideRate } = rates[encoder]
  let count = 0
  for (const [piece] of text.matchAll(pieces)) {
    count += wide.test(piece) ? wideRate : Math.max(1, Math.ceil((piece.length - 2) / letters))
  }
  return { count: Math.round(count), exact: false }
}
