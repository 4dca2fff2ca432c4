import type { CaptionOptions } from './caption-options'
import { pythonStrip } from './python-text'

/** A caption as the trainer takes it apart; `flexible` is what is shuffled, dropped and warmed up. */
export interface CaptionParts {
  readonly fixed: readonly string[]
  readonly flexible: readonly string[]
  /** Fixed tags after a second `keep_tokens_separator`. */
  readonly suffix: readonly string[]
}

/**
 * Takes one line of caption apart at `caption_separator`, each piece stripped. Where the `keep_tokens_separator` occurs,
 * empty pieces are removed and `keep_tokens` is not looked at; else empty pieces stay and count.
 * An empty `caption_separator` makes the trainer abort; here it gives one piece.
 *
 * sd-scripts: BaseDataset.process_caption
 */
export function splitCaption(text: string, options: CaptionOptions): CaptionParts {
  const separator = options.captionSeparator ?? ','
  const pieces = (part: string): string[] => (separator === '' ? [part] : part.split(separator)).map(pythonStrip)
  const marked = splitAtMark(text, options.keepTokensSeparator ?? '')
  if (marked) {
    const [fixed, flexible, suffix] = marked
    const filled = (part: string): string[] => pieces(part).filter((piece) => piece !== '')
    return { fixed: filled(fixed), flexible: filled(flexible), suffix: filled(suffix) }
  }
  const all = pieces(pythonStrip(text))
  const keep = Math.max(0, options.keepTokens ?? 0)
  return { fixed: all.slice(0, keep), flexible: all.slice(keep), suffix: [] }
}

/** Before the first mark, between first and second, after the second (where a third stays as text). */
function splitAtMark(text: string, mark: string): readonly [string, string, string] | undefined {
  const first = mark === '' ? -1 : text.indexOf(mark)
  if (first < 0) return undefined
  const rest = text.slice(first + mark.length)
  const second = rest.indexOf(mark)
  return second < 0
    ? [text.slice(0, first), rest, '']
    : [text.slice(0, first), rest.slice(0, second), rest.slice(second + mark.length)]
}
