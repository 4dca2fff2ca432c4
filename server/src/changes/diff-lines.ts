import { applySpanEdits, type Span, type SpanEdit } from '../base/span'

/** Lines that are kept, taken away and added, as a unified diff shows them. */
export interface Hunk {
  /** First line (from 0) and number of lines, before the change and after it. */
  readonly before: { readonly line: number; readonly count: number }
  readonly after: { readonly line: number; readonly count: number }
  readonly lines: readonly HunkLine[]
}

export interface HunkLine {
  readonly kind: 'same' | 'removed' | 'added'
  /** Without the line feed; a carriage return before it stays. */
  readonly text: string
  /** The characters of this line that change. */
  readonly marks: readonly Span[]
  /** The last line of a text that does not end with a line feed. */
  readonly unfinished: boolean
}

/** Lines [first, end) of the old text that become lines [first, end) of the new one. */
interface Block {
  readonly before: Span
  readonly after: Span
}

const CONTEXT = 3

/** What edits (sorted, not overlapping) do to the lines of a text. */
export function diffEdits(text: string, edits: readonly SpanEdit[]): readonly Hunk[] {
  const changed = edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText)
  const before = splitLines(text)
  const after = splitLines(applySpanEdits(text, changed))
  const oldMarks: Span[] = []
  const newMarks: Span[] = []
  const blocks: Block[] = []
  let shift = 0
  for (const { span, newText } of changed) {
    const start = span.start + shift
    oldMarks.push(span)
    newMarks.push({ start, end: start + newText.length })
    const block = {
      before: { start: lineAt(before, span.start), end: lineAt(before, span.end) + 1 },
      after: { start: lineAt(after, start), end: lineAt(after, start + newText.length) + 1 },
    }
    shift += newText.length - (span.end - span.start)
    const last = blocks.at(-1)
    if (last && (block.before.start < last.before.end || block.after.start < last.after.end)) blocks[blocks.length - 1] = { before: { start: last.before.start, end: block.before.end }, after: { start: last.after.start, end: block.after.end } }
    else blocks.push(block)
  }
  return toHunks(before, after, blocks.map((block) => trim(before, after, block)).filter(isFull), oldMarks, newMarks)
}

/** What becomes of the lines of a text that is replaced as a whole: everything between the first and the last line that differ. */
export function diffTexts(old: string, text: string): readonly Hunk[] {
  const before = splitLines(old)
  const after = splitLines(text)
  const block = trim(before, after, { before: { start: 0, end: before.length }, after: { start: 0, end: after.length } })
  return toHunks(before, after, [block].filter(isFull), [], [])
}

interface Line {
  readonly start: number
  /** With its line feed. */
  readonly text: string
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed + 1
    lines.push({ start, text: text.slice(start, end) })
    start = end
  }
  return lines
}

/** The line that holds an offset; behind the last line feed, the number of lines. */
function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    const line = lines[middle]
    if (line && line.start + line.text.length <= offset) low = middle + 1
    else high = middle
  }
  const last = lines.at(-1)
  return low === lines.length && last && !last.text.endsWith('\n') ? low - 1 : low
}

/** Without the equal lines at both ends. */
function trim(before: readonly Line[], after: readonly Line[], block: Block): Block {
  let { start: oldStart, end: oldEnd } = block.before
  let { start: newStart, end: newEnd } = block.after
  oldEnd = Math.min(oldEnd, before.length)
  newEnd = Math.min(newEnd, after.length)
  while (oldStart < oldEnd && newStart < newEnd && before[oldStart]?.text === after[newStart]?.text) {
    oldStart++
    newStart++
  }
  while (oldStart < oldEnd && newStart < newEnd && before[oldEnd - 1]?.text === after[newEnd - 1]?.text) {
    oldEnd--
    newEnd--
  }
  return { before: { start: oldStart, end: oldEnd }, after: { start: newStart, end: newEnd } }
}

function isFull({ before, after }: Block): boolean {
  return before.end > before.start || after.end > after.start
}

function toHunks(before: readonly Line[], after: readonly Line[], blocks: readonly Block[], oldMarks: readonly Span[], newMarks: readonly Span[]): Hunk[] {
  const hunks: Hunk[] = []
  for (let index = 0; index < blocks.length; ) {
    const group: Block[] = []
    for (let block = blocks[index]; block; block = blocks[++index]) {
      const last = group.at(-1)
      if (last && block.before.start - last.before.end > 2 * CONTEXT) break
      group.push(block)
    }
    const hunk = buildHunk(before, after, group, oldMarks, newMarks)
    if (hunk) hunks.push(hunk)
  }
  return hunks
}

function buildHunk(before: readonly Line[], after: readonly Line[], group: readonly Block[], oldMarks: readonly Span[], newMarks: readonly Span[]): Hunk | undefined {
  const first = group[0]
  const last = group.at(-1)
  if (!first || !last) return undefined
  const lead = Math.min(CONTEXT, first.before.start)
  const tail = Math.min(CONTEXT, before.length - last.before.end)
  const lines: HunkLine[] = []
  const push = (kind: HunkLine['kind'], source: readonly Line[], { start, end }: Span, marks: readonly Span[]): void => {
    for (const line of source.slice(start, end)) lines.push(toHunkLine(kind, line, marks))
  }
  let offset = first.before.start - lead
  for (const block of group) {
    push('same', before, { start: offset, end: block.before.start }, [])
    push('removed', before, block.before, oldMarks)
    push('added', after, block.after, newMarks)
    offset = block.before.end
  }
  push('same', before, { start: offset, end: offset + tail }, [])
  return {
    before: { line: first.before.start - lead, count: last.before.end + tail - first.before.start + lead },
    after: { line: first.after.start - lead, count: last.after.end + tail - first.after.start + lead },
    lines,
  }
}

function toHunkLine(kind: HunkLine['kind'], line: Line, marks: readonly Span[]): HunkLine {
  const unfinished = !line.text.endsWith('\n')
  const text = unfinished ? line.text : line.text.slice(0, -1)
  const inside = marks.filter((mark) => mark.start < line.start + text.length && mark.end > line.start && mark.end > mark.start)
  return { kind, text, marks: inside.map((mark) => ({ start: Math.max(0, mark.start - line.start), end: Math.min(text.length, mark.end - line.start) })), unfinished }
}
