import type { Span } from '../base/span'
import type { Caption } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import type { Settings } from '../settings'
import type { ClipTokenizer } from '../tokens/clip-tokenizer'
import { countWeighted, weightedTokenSpans } from '../tokens/weighted-text'
import { pythonStrip } from '../trainer/python-text'
import type { CaptionFacts } from './caption-facts'
import { Mark } from './tag-facts'

/** One line of a caption that is trained by itself, without blanks at its ends. */
export interface TrainedLine {
  readonly start: number
  /** As long as in the caption; separators that the trainer turns into commas are commas here. */
  readonly text: string
}

/** The lines that are trained: the first, with wildcards each that is not blank; lines with `{a|b}` are then left out, for they have no one length. */
export function trainedLines(caption: string, { values }: Settings): readonly TrainedLine[] {
  const wildcards = values['captions.wildcards']
  const lines = [...caption.matchAll(/[^\r\n]+|(?:\r\n|\r|\n)/g)]
  const texts = lines.filter(([text]) => !/^[\r\n]/.test(text))
  const trained = wildcards ? texts : lines.slice(0, 1).filter(([text]) => !/^[\r\n]/.test(text))
  return trained.flatMap(({ 0: line, index }) => {
    const text = pythonStrip(line)
    if (text === '' || (wildcards && parseCaption(text).tags.some((tag) => tag.choices.length > 0))) return []
    return [{ start: index + line.indexOf(text), text: commasFor(text, values) }]
  })
}

function commasFor(text: string, values: Settings['values']): string {
  const mark = values['captions.keepTokensSeparator']
  const tie = values['captions.secondarySeparator']
  const flat = values['captions.shuffle'] && mark !== '' ? text.replaceAll(mark, ','.padEnd(mark.length)) : text
  return tie === '' ? flat : flat.replaceAll(tie, ','.padEnd(tie.length))
}

export function countTokens(text: string, { values }: Settings, tokenizer: ClipTokenizer): number {
  return values['captions.weighted'] ? countWeighted(tokenizer, text) : tokenizer.count(text)
}

/** The tokens of a line with their places in the caption. */
export function tokensOf({ start, text }: TrainedLine, { values }: Settings, tokenizer: ClipTokenizer): readonly Span[] {
  const tokens = values['captions.weighted'] ? weightedTokenSpans(tokenizer, text) : tokenizer.tokenSpans(text)
  return tokens.map((token) => ({ start: start + token.start, end: start + token.end }))
}

/** No fewer tokens than any line of the caption has, by those of its tags alone; infinite where these do not tell. */
export function mostTokens({ separators }: Caption, { marks, tags }: CaptionFacts, { values }: Settings): number {
  const { 'captions.keepTokensSeparator': mark, 'captions.secondarySeparator': tie } = values
  const isPlain = (marks & Mark.markup) === 0 && !values['captions.weighted'] && (mark === '' || mark === '|||') && (tie === '' || tie === ';;;')
  // a separator of three letters is three tokens at most
  let sum = isPlain ? separators.length * ((marks & Mark.dividers) === 0 ? 1 : 3) : Infinity
  for (const { tokens } of tags) sum += tokens
  return sum
}
