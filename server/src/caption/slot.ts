import type { Span } from '../base/span'
import { pieceIndexAt, type Caption, type Tag } from './caption'

/** The place where a tag is being typed. */
export interface Slot {
  /** What an accepted tag replaces: the word under the cursor, without blanks, brackets and weight. */
  readonly span: Span
  /** The part of it before the cursor. */
  readonly typed: string
  readonly tag: Tag | undefined
  /** Index into `caption.pieces`. */
  readonly piece: number
}

/** The slot at `offset`: between commas, inside brackets, inside one alternative of `{a|b}`. */
export function slotAt(caption: Caption, offset: number): Slot {
  const piece = pieceIndexAt(caption, offset)
  const found = caption.pieces[piece]
  const tag = found?.tag
  if (!found || !tag || offset < tag.span.start || offset > tag.span.end) {
    return { span: { start: offset, end: offset }, typed: '', tag: undefined, piece }
  }
  const choice = tag.choices.find((candidate) => candidate.span.start <= offset && offset <= candidate.span.end)
  const outer = choice?.span ?? tag.nameSpan
  if (offset < outer.start || offset > outer.end) return { span: { start: offset, end: offset }, typed: '', tag, piece }
  const start = outer.start + openingBrackets(caption.text.slice(outer.start, offset))
  return { span: { start, end: outer.end }, typed: caption.text.slice(start, offset), tag, piece }
}

/** An opening bracket just typed has no partner yet and so still belongs to the name. */
function openingBrackets(before: string): number {
  const match = /^[([{]+/.exec(before)
  return match && !/[)\]}]/.test(before) ? match[0].length : 0
}
