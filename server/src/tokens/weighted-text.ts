import type { Span } from '../base/span'
import type { ClipToken, ClipTokenizer } from './clip-tokenizer'

/** A run of text with one weight, as `--weighted_captions` sees it; each is tokenised by itself. */
export interface WeightedRun {
  /** Without brackets, weights and backslashes. */
  readonly text: string
  /** Factor of the tokens' hidden states; NaN where the trainer aborts on the number (`(x:1.2.3)`). */
  readonly weight: number
  /** For each UTF-16 unit of `text` its offset in the caption. */
  readonly offsets: readonly number[]
}

interface OpenRun {
  text: string
  weight: number
  offsets: number[]
}

const parts = /\\[()[\]\\]|\\|\(|\[|:([+-]?[.\p{Nd}]+)\)|\)|\]|[^\\()[\]:]+|:/gu

/**
 * Reads A1111 weights: `(x)` ×1.1, `[x]` ÷1.1, `(x:w)` ×w, nested ones multiply, a backslash makes a bracket literal,
 * brackets without end reach to the end. Without `--weighted_captions` all of it is plain text.
 *
 * sd-scripts: TokenizeStrategy._get_weighted_input_ids, parse_prompt_attention
 */
export function parseWeightedText(text: string): readonly WeightedRun[] {
  const runs: OpenRun[] = []
  const round: number[] = []
  const square: number[] = []
  const multiply = (from: number, factor: number): void => {
    for (const run of runs.slice(from)) run.weight *= factor
  }
  const add = (start: number, end: number): void => {
    runs.push({ text: text.slice(start, end), weight: 1, offsets: Array.from({ length: end - start }, (_, index) => start + index) })
  }
  for (const match of text.matchAll(parts)) {
    const [part, weight] = match
    const end = match.index + part.length
    if (part.startsWith('\\')) add(match.index + 1, end)
    else if (part === '(') round.push(runs.length)
    else if (part === '[') square.push(runs.length)
    else if (weight !== undefined && round.length > 0) multiply(round.pop() ?? 0, Number(weight))
    else if (part === ')' && round.length > 0) multiply(round.pop() ?? 0, 1.1)
    else if (part === ']' && square.length > 0) multiply(square.pop() ?? 0, 1 / 1.1)
    else add(match.index, end)
  }
  for (const from of round) multiply(from, 1.1)
  for (const from of square) multiply(from, 1 / 1.1)
  return mergeEqual(runs)
}

function mergeEqual(runs: readonly OpenRun[]): readonly WeightedRun[] {
  const merged: OpenRun[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last !== undefined && last.weight === run.weight) {
      last.text += run.text
      last.offsets.push(...run.offsets)
    } else merged.push(run)
  }
  return merged
}

/** Token ids of a caption under `--weighted_captions`, without marks; brackets and weights cost nothing then. */
export function encodeWeighted(tokenizer: ClipTokenizer, text: string): number[] {
  return parseWeightedText(text).flatMap((run) => tokenizer.encode(run.text))
}

export function countWeighted(tokenizer: ClipTokenizer, text: string): number {
  return parseWeightedText(text).reduce((sum, run) => sum + tokenizer.count(run.text), 0)
}

/** Tokens of a caption under `--weighted_captions` with their places in the caption. */
export function weightedTokenSpans(tokenizer: ClipTokenizer, text: string): ClipToken[] {
  return parseWeightedText(text).flatMap((run) =>
    tokenizer.tokenSpans(run.text).map((token) => ({ id: token.id, ...place(run, token) })),
  )
}

function place(run: WeightedRun, span: Span): Span {
  return { start: run.offsets[span.start] ?? 0, end: (run.offsets[span.end - 1] ?? 0) + 1 }
}
