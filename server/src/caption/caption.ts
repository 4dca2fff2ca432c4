import type { Span } from '../base/span'

/** What stands between two pieces. `|||` and `;;;` always part tags for editing; what they do in training depends on settings. */
export type SeparatorKind = 'comma' | 'line' | 'section' | 'group'

export interface Separator {
  readonly kind: SeparatorKind
  readonly span: Span
}

/** One tag (or sentence) of a caption. */
export interface Tag {
  /** Place among the caption's tags, from 0. */
  readonly index: number
  /** Place among the caption's pieces. */
  readonly piece: number
  /** Zero-based line. */
  readonly line: number
  /** The tag with its weight markup, without blanks around it. */
  readonly span: Span
  readonly text: string
  /** The tag without weight markup: what is replaced when it is renamed. */
  readonly nameSpan: Span
  readonly name: string
  /** The form compared: see `tagKey`. */
  readonly key: string
  /** Product of all brackets around it by A1111's grammar; 1 without any. */
  readonly weight: number
  /** Reads as a sentence or a part of one, by its form alone. */
  readonly prose: boolean
  /** The alternatives of `{a|b}` inside this tag, in order. */
  readonly choices: readonly Choice[]
}

/** One alternative of a `{a|b}` group; may be empty. */
export interface Choice {
  readonly span: Span
  readonly name: string
  readonly key: string
}

/** Everything between two separators, blanks included. */
export interface Piece {
  readonly span: Span
  /** Without blanks at its ends; empty, at the piece's start, where there is nothing else. */
  readonly body: Span
  readonly tag: Tag | undefined
}

/**
 * A parsed caption. Lossless: pieces and separators in turn cover the text from 0 to its end;
 * `pieces.length` is `separators.length + 1`.
 */
export interface Caption {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly separators: readonly Separator[]
  readonly tags: readonly Tag[]
  /** At least one tag reads as a sentence. */
  readonly prose: boolean
}

/** The tag whose markup holds `offset` (its end included). */
export function tagAt(caption: Caption, offset: number): Tag | undefined {
  const piece = caption.pieces[pieceIndexAt(caption, offset)]
  const tag = piece?.tag
  return tag && tag.span.start <= offset && offset <= tag.span.end ? tag : undefined
}

/** Index of the piece that holds `offset`; between a piece and its separator the piece wins. */
export function pieceIndexAt(caption: Caption, offset: number): number {
  let low = 0
  let high = caption.pieces.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const piece = caption.pieces[middle]
    if (piece && piece.span.end < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** End of the first line that the trainer reads when wildcards are off, without its line break. */
export function firstLineEnd(caption: Caption): number {
  return caption.separators.find((separator) => separator.kind === 'line')?.span.start ?? caption.text.length
}
