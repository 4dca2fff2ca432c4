import type { Span } from '../base/span'
import { pieceIndexAt, type Caption, type Separator } from '../caption/caption'
import { outerBrackets } from '../changes/locked-tags'
import type { Snapshot } from '../workspace/workspace'
import { namedTagAt } from './occurrences'

/** What a growing selection takes in, from the word at `offset` to the whole text; each holds the one before and more. */
export function selectionRanges(snapshot: Snapshot, path: string, offset: number): readonly Span[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const piece = caption.pieces[pieceIndexAt(caption, offset)]
  const tag = piece?.tag && piece.tag.span.start <= offset && offset <= piece.tag.span.end ? piece.tag : undefined
  const brackets = outerBrackets(caption).filter(({ start, end }) => start <= offset && offset <= end)
  const candidates = [
    wordAt(caption.text, offset),
    tag && namedTagAt(caption, offset)?.span,
    tag?.nameSpan,
    tag?.span,
    piece?.span,
    ...brackets,
    partAt(caption, offset, ({ kind }) => kind === 'section' || kind === 'line'),
    partAt(caption, offset, ({ kind }) => kind === 'line'),
    { start: 0, end: caption.text.length },
  ]
  const spans: Span[] = []
  for (const span of candidates) {
    const inner = spans.at(-1)
    if (!span || span.start > offset || span.end < offset || span.start === span.end) continue
    if (!inner || (span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start)) spans.push(span)
  }
  return spans
}

const WORD = /[\p{L}\p{N}]/u

function wordAt(text: string, offset: number): Span | undefined {
  let [start, end] = [offset, offset]
  while (start > 0 && WORD.test(text.charAt(start - 1))) start--
  while (end < text.length && WORD.test(text.charAt(end))) end++
  return start < end ? { start, end } : undefined
}

/** The stretch between two separators of a kind. */
function partAt({ separators, text }: Caption, offset: number, isEdge: (separator: Separator) => boolean): Span {
  const edges = separators.filter(isEdge)
  return { start: edges.findLast(({ span }) => span.end <= offset)?.span.end ?? 0, end: edges.find(({ span }) => span.start >= offset)?.span.start ?? text.length }
}
