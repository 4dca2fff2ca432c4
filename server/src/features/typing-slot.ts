import type { Span } from '../base/span'
import { pieceIndexAt, type Caption, type Tag } from '../caption/caption'
import { slotAt, type Slot } from '../caption/slot'

/** Where a tag is being typed, and what an accepted one is put between. */
export interface TypingSlot extends Slot {
  /** Text that the accepted tag brings along before and after itself. */
  readonly lead: string
  readonly tail: string
}

/**
 * The place where a tag is typed at `offset`; undefined where none can be, as in a weight. A blank just typed behind a word
 * belongs to what is typed: a second word follows. `isTag` tells tags: typed directly before one (`lo|solo`), the new tag is put
 * in front of it with a comma; anywhere else in a tag it replaces the tag.
 */
export function typingSlot(caption: Caption, offset: number, isTag: (text: string) => boolean): TypingSlot | undefined {
  const index = pieceIndexAt(caption, offset)
  const tag = caption.pieces[index]?.tag
  if (!tag) return { ...slotAt(caption, offset), lead: leadAt(caption, offset), tail: '' }
  const choice = choiceAt(caption, tag, offset)
  if (choice) return { span: choice, typed: caption.text.slice(choice.start, Math.max(choice.start, offset)), tag, piece: index, lead: '', tail: '' }
  const slot = { ...wordAt(caption, tag, offset), tag, piece: index }
  if (slot.span === undefined) return undefined
  return finish(caption, { ...slot, span: slot.span }, offset, isTag)
}

function finish(caption: Caption, slot: Slot, offset: number, isTag: (text: string) => boolean): TypingSlot {
  const rest = caption.text.slice(offset, slot.span.end)
  const lead = leadAt(caption, slot.span.start)
  if (slot.typed.trim() === '') return { ...slot, span: { start: offset, end: offset }, lead: leadAt(caption, offset), tail: joinTo(caption, offset) }
  const whole = caption.text.slice(slot.span.start, slot.span.end)
  if (rest.trim() === '' || !isTag(rest) || isTag(whole)) return { ...slot, lead, tail: '' }
  return { ...slot, span: { start: slot.span.start, end: offset }, lead, tail: joinTo(caption, offset) }
}

/** What parts a new tag from the one that follows it. */
function joinTo(caption: Caption, offset: number): string {
  return /\s/.test(caption.text.charAt(offset)) || !usesBlanks(caption) ? ',' : ', '
}

/** The word that is typed in a plain tag or within brackets. */
function wordAt(caption: Caption, tag: Tag, offset: number): { readonly span: Span | undefined; readonly typed: string } {
  const { nameSpan } = tag
  if (offset < nameSpan.start) return offset <= tag.span.start ? { span: { start: offset, end: offset }, typed: '' } : { span: undefined, typed: '' }
  if (offset <= nameSpan.end) return slotAt(caption, offset)
  // behind the name: only blanks may lie between, and no bracket may have closed
  if (caption.text.slice(nameSpan.end, offset).trim() !== '') return { span: undefined, typed: '' }
  const { span, typed } = slotAt(caption, nameSpan.end)
  return { span: { start: span.start, end: offset }, typed: typed + caption.text.slice(nameSpan.end, offset) }
}

/** The alternative of `{a|b}` at `offset`, which may be empty. */
function choiceAt({ text }: Caption, tag: Tag, offset: number): Span | undefined {
  if (tag.choices.length === 0) return undefined
  let [start, end] = [offset, offset]
  while (start > tag.span.start && !'{|}'.includes(text.charAt(start - 1))) start--
  while (end < tag.span.end && !'{|}'.includes(text.charAt(end))) end++
  const isChoice = tag.choices.some(({ span }) => start <= span.start && span.end <= end) && '{|'.includes(text.charAt(start - 1)) && start > tag.span.start
  if (!isChoice) return undefined
  while (start < offset && /\s/.test(text.charAt(start))) start++
  return { start, end: Math.max(offset, end - (text.slice(start, end).length - text.slice(start, end).trimEnd().length)) }
}

/** Directly behind a comma the tag brings the blank that the caption's other commas have. */
function leadAt(caption: Caption, offset: number): string {
  return caption.text[offset - 1] === ',' && usesBlanks(caption) ? ' ' : ''
}

const LOOKED_AT = 50

/** Whether commas are followed by blanks; of those at the end of a line or before nothing nobody can tell. */
function usesBlanks({ pieces, separators }: Caption): boolean {
  let balance = 0
  separators.slice(0, LOOKED_AT).forEach(({ kind }, index) => {
    const next = pieces[index + 1]
    if (kind === 'comma' && next?.tag) balance += next.body.start > next.span.start ? 1 : -1
  })
  return balance >= 0
}
