import type { Span, SpanEdit } from '../base/span'
import type { Caption, Piece, Tag } from './caption'
import { MarkupReader, type SharedMarkup } from './shared-markup'

/**
 * The closed vocabulary of tag edits. Quick fix, fix-all, rename, formatter, panels and the command line all speak it;
 * only this file knows where commas and blanks go.
 */
export type TagEdit =
  | { readonly kind: 'remove'; readonly tag: Tag }
  /** Replaces the name; weight markup around it stays. An empty text removes the tag. */
  | { readonly kind: 'replace'; readonly tag: Tag; readonly text: string }
  | { readonly kind: 'insert'; readonly text: string; readonly at: TagPlace }
  | { readonly kind: 'move'; readonly tag: Tag; readonly at: TagPlace }
  /** Takes away a piece that holds nothing, with its comma; `piece` is an index into `caption.pieces`. */
  | { readonly kind: 'remove-empty'; readonly piece: number }
  /** Writes `text` over a span inside one tag or over separators: the way out for fixes about characters. */
  | { readonly kind: 'rewrite'; readonly span: Span; readonly text: string }

export type TagPlace = 'start' | 'end' | { readonly before: Tag } | { readonly after: Tag }

/**
 * The text edits for a list of tag edits: sorted, not overlapping, and touching nothing else.
 * Where two edits concern the same tag, the first one counts.
 */
export function editCaption(caption: Caption, edits: readonly TagEdit[]): SpanEdit[] {
  const table = new CellTable(caption)
  const rewrites: SpanEdit[] = []
  for (const edit of edits) {
    if (edit.kind === 'rewrite') rewrites.push({ span: edit.span, newText: edit.text })
    else table.apply(edit)
  }
  const structural = table.rows.flatMap((row) => (row.changed ? diffRow(caption, row, table.markup) : []))
  return withoutClashes([...structural, ...rewrites])
}

/** Sorted by place; of two edits that overlap or stand at the same place, the one named first stays. */
function withoutClashes(edits: readonly SpanEdit[]): SpanEdit[] {
  const ordered = edits.map((edit, rank) => ({ edit, rank }))
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.rank - b.rank)
  const kept: { edit: SpanEdit; rank: number }[] = []
  for (const candidate of ordered) {
    const last = kept.at(-1)
    const clash = last && (candidate.edit.span.start < last.edit.span.end || candidate.edit.span.start === last.edit.span.start)
    if (!clash) kept.push(candidate)
    else if (candidate.rank < last.rank) kept[kept.length - 1] = candidate
  }
  return kept.map(({ edit }) => edit)
}

// Rows: the comma lists between harder separators. Edits rearrange a row's cells; rendering keeps what did not change.

interface Cell {
  /** Index into `caption.pieces`; undefined for inserted tags. */
  readonly piece: number | undefined
  /** New text in place of the tag's name, or of the whole cell for an inserted one. */
  text: string | undefined
  removed: boolean
  /** Tags inserted before it and behind it, the nearest ones last and first. */
  before: Cell[] | undefined
  after: Cell[] | undefined
}

interface Row {
  readonly first: Piece
  readonly last: Piece
  readonly cells: readonly Cell[]
  /** Cells of `cells` that hold a tag still. */
  filled: number
  changed: boolean
}

class CellTable {
  readonly rows: Row[] = []
  private readonly rowOfPiece: Row[] = []
  private readonly cellOfPiece: Cell[] = []
  readonly markup: MarkupReader

  constructor(private readonly caption: Caption) {
    this.markup = new MarkupReader(caption)
    let cells: Cell[] = []
    let first: Piece | undefined
    let filled = 0
    caption.pieces.forEach((piece, index) => {
      first ??= piece
      const cell = makeCell(index, undefined)
      cells.push(cell)
      if (piece.tag) filled++
      this.cellOfPiece.push(cell)
      if (caption.separators[index]?.kind === 'comma') return
      const row: Row = { first, last: piece, cells, filled, changed: false }
      this.rows.push(row)
      for (let count = cells.length; count > 0; count--) this.rowOfPiece.push(row)
      cells = []
      first = undefined
      filled = 0
    })
  }

  apply(edit: Exclude<TagEdit, { kind: 'rewrite' }>): void {
    switch (edit.kind) {
      case 'remove':
        return this.remove(edit.tag.piece)
      case 'remove-empty':
        return this.remove(edit.piece)
      case 'replace':
        return edit.text === '' ? this.remove(edit.tag.piece) : this.replace(edit.tag.piece, edit.text)
      case 'insert':
        return this.insert(edit.text, edit.at)
      case 'move':
        return this.move(edit.tag, edit.at)
    }
  }

  private remove(piece: number): void {
    const cell = this.cellOfPiece[piece]
    const row = this.rowOfPiece[piece]
    if (!cell || !row || cell.removed) return
    cell.removed = true
    row.changed = true
    if (this.holdsTag(cell)) row.filled--
  }

  private replace(piece: number, text: string): void {
    const cell = this.cellOfPiece[piece]
    const row = this.rowOfPiece[piece]
    if (!cell || !row || cell.removed || cell.text !== undefined) return
    cell.text = text
    row.changed = true
  }

  private move(tag: Tag, place: TagPlace): void {
    const cell = this.cellOfPiece[tag.piece]
    if (!cell || cell.removed || placeTag(place) === tag) return
    this.insert(this.markup.ownText(tag, cell.text), place)
    this.remove(tag.piece)
  }

  private insert(text: string, place: TagPlace): void {
    const anchor = placeTag(place)
    const row = anchor ? this.rowOfPiece[anchor.piece] : place === 'start' ? this.rows[0] : this.lastFilledRow()
    if (!row) return
    row.changed = true
    const cell = makeCell(undefined, text)
    const beside = anchor && this.cellOfPiece[anchor.piece]
    if (beside) return typeof place === 'object' && 'before' in place ? insertBefore(beside, cell) : insertAfter(beside, cell)
    this.insertAtEdge(row, cell, place === 'start')
  }

  /** Before the first tag or behind the last one; an empty row has the tag in place of its blanks. */
  private insertAtEdge(row: Row, cell: Cell, atStart: boolean): void {
    const isFilled = (candidate: Cell): boolean => !candidate.removed && this.holdsTag(candidate)
    const [only] = row.cells
    if (row.filled === 0) {
      if (!only) return
      if (row.cells.length === 1) only.removed = true
      if (atStart) (only.before ??= []).unshift(cell)
      else (only.before ??= []).push(cell)
    } else if (atStart) {
      const first = row.cells.find(isFilled)
      if (first) (first.before ??= []).unshift(cell)
    } else {
      const last = row.cells.findLast(isFilled)
      if (last) (last.after ??= []).push(cell)
    }
  }

  private holdsTag(cell: Cell): boolean {
    return cell.piece !== undefined && this.caption.pieces[cell.piece]?.tag !== undefined
  }

  /** A tag put at the end goes behind the last tag of the first line: later lines are usually not trained. */
  private lastFilledRow(): Row | undefined {
    const lineEnd = this.caption.separators.findIndex((separator) => separator.kind === 'line')
    const lastPiece = lineEnd < 0 ? this.caption.pieces.length - 1 : lineEnd
    const filled = this.rows.filter((row) => row.filled > 0)
    const onFirstLine = filled.filter((row) => row.first.span.start <= (this.caption.pieces[lastPiece]?.span.start ?? 0))
    return onFirstLine.at(-1) ?? this.rows[0]
  }
}

function makeCell(piece: number | undefined, text: string | undefined): Cell {
  return { piece, text, removed: false, before: undefined, after: undefined }
}

function insertBefore(anchor: Cell, cell: Cell): void {
  if (anchor.before) anchor.before.push(cell)
  else anchor.before = [cell]
}

/** The one inserted last stands nearest. */
function insertAfter(anchor: Cell, cell: Cell): void {
  if (anchor.after) anchor.after.unshift(cell)
  else anchor.after = [cell]
}

/** The cells of a row in their new order, those that go among them. */
function orderCells(row: Row): readonly Cell[] {
  return row.cells.flatMap((cell) => (cell.before || cell.after ? [...(cell.before ?? []), cell, ...(cell.after ?? [])] : [cell]))
}

function placeTag(place: TagPlace): Tag | undefined {
  if (typeof place === 'string') return undefined
  return 'before' in place ? place.before : place.after
}

function cellText(caption: Caption, cell: Cell, markup: MarkupReader): string {
  const piece = cell.piece === undefined ? undefined : caption.pieces[cell.piece]
  if (!piece) return cell.text ?? ''
  const { body, tag } = piece
  if (cell.text === undefined || !tag) return caption.text.slice(body.start, body.end)
  return markup.renamed(tag, cell.text)
}

/** A stretch of the result: either original characters or new ones. */
type Stretch = Span | string

/**
 * Renders one changed row and compares it with the original. Blanks around a kept tag stay; a removed tag takes the comma
 * before it (the first one: the comma behind it); an inserted one brings a comma in the row's own style.
 */
function diffRow(caption: Caption, row: Row, markup: MarkupReader): SpanEdit[] {
  const joiner = joinerOf(caption, row)
  const stretches: Stretch[] = [{ start: row.first.span.start, end: row.first.body.start }]
  const carried = new CarriedMarkup()
  let previous: Cell | undefined
  // where the last tag ends: pieces without one get no brackets
  let tagEnd: number | undefined
  for (const cell of orderCells(row)) {
    const piece = cell.piece === undefined ? undefined : caption.pieces[cell.piece]
    if (cell.removed) {
      const closing = piece?.tag ? carried.take(markup.shared(piece.tag)) : ''
      if (closing !== '' && tagEnd !== undefined) stretches.splice(tagEnd++, 0, closing)
      continue
    }
    if (previous) stretches.push(joinBetween(caption, previous, cell, joiner))
    if (piece?.tag) stretches.push(carried.give())
    stretches.push(piece && cell.text === undefined ? piece.body : cellText(caption, cell, markup))
    previous = cell
    if (!piece || piece.tag) tagEnd = stretches.length
  }
  const dropTrail = !previous || (!row.last.tag && row.cells.at(-1)?.removed)
  if (!dropTrail) stretches.push({ start: row.last.body.end, end: row.last.span.end })
  stretches.push(gapBefore(caption.text, row.last.span.end, stretches))
  return diffStretches(caption.text, { start: row.first.span.start, end: row.last.span.end }, stretches)
}

/** Brackets of removed tags that hold other tags too: what opens goes to the next tag, what closes to the one before. */
class CarriedMarkup {
  private opening = ''

  /** Keeps what opens; gives back what must be written now. */
  take({ opening, closing }: SharedMarkup): string {
    const closings = closing.match(/(?::[^)\]]*)?[)\]]/g) ?? []
    const met = Math.min(closings.length, this.opening.length)
    this.opening = this.opening.slice(0, this.opening.length - met) + opening
    return closings.slice(met).join('')
  }

  give(): string {
    const { opening } = this
    this.opening = ''
    return opening
  }
}

/** A blank where the row's end would run into the separator behind it: `|_|` before `|||`. */
function gapBefore(text: string, end: number, stretches: readonly Stretch[]): string {
  const next = text[end]
  if (next !== '|' && next !== ';') return ''
  const last = stretches.findLast((stretch) => (typeof stretch === 'string' ? stretch !== '' : stretch.start < stretch.end))
  const before = last === undefined ? '' : typeof last === 'string' ? last.at(-1) : text[last.end - 1]
  return before === next ? ' ' : ''
}

/** The characters between two neighbours: the original ones, unless one of the two is new. */
function joinBetween(caption: Caption, previous: Cell, cell: Cell, joiner: string): Stretch {
  const piece = cell.piece === undefined ? undefined : caption.pieces[cell.piece]
  const before = cell.piece === undefined ? undefined : caption.pieces[cell.piece - 1]
  if (!piece || !before) return joiner
  if (previous.piece === undefined) return piece.tag ? joiner : ','
  return { start: before.body.end, end: piece.body.start }
}

/** `, ` unless the row itself mostly joins its tags another way (`,` alone, or a blank before it). */
function joinerOf(caption: Caption, row: Row): string {
  const joins = new Map<string, number>()
  for (const { piece: index } of row.cells) {
    const piece = index === undefined ? undefined : caption.pieces[index]
    const next = index === undefined ? undefined : caption.pieces[index + 1]
    if (!piece?.tag || !next?.tag || next.span.start > row.last.span.start) continue
    const join = caption.text.slice(piece.body.end, next.body.start)
    joins.set(join, (joins.get(join) ?? 0) + 1)
  }
  let best = ', '
  let most = 0
  for (const [join, count] of joins) if (count > most) [best, most] = [join, count]
  return best
}

/** Original stretches stay, what lies between them is replaced by the new text between them. */
function diffStretches(text: string, span: Span, stretches: readonly Stretch[]): SpanEdit[] {
  const edits: SpanEdit[] = []
  let offset = span.start
  let pending = ''
  const flush = (upTo: number): void => {
    if (pending !== '' || upTo > offset) edits.push(...shrinkEdit(text, { span: { start: offset, end: upTo }, newText: pending }))
    pending = ''
  }
  for (const stretch of stretches) {
    if (typeof stretch === 'string') pending += stretch
    else if (stretch.start < stretch.end) {
      flush(stretch.start)
      offset = stretch.end
    }
  }
  flush(span.end)
  return edits
}

/** Takes equal characters off both ends of an edit; nothing is left of one that changes nothing. */
function shrinkEdit(text: string, edit: SpanEdit): SpanEdit[] {
  const old = text.slice(edit.span.start, edit.span.end)
  const { newText } = edit
  let head = 0
  while (head < old.length && head < newText.length && old[head] === newText[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < newText.length - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++
  if (head === old.length && head === newText.length) return []
  return [{ span: { start: edit.span.start + head, end: edit.span.end - tail }, newText: newText.slice(head, newText.length - tail) }]
}
