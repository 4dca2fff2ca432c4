/** A half-open range of UTF-16 offsets in one text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One replacement in a text: the span's characters become `newText`. */
export interface SpanEdit {
  readonly span: Span
  readonly newText: string
}

export function spanContains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Applies sorted, non-overlapping edits. */
export function applySpanEdits(text: string, edits: readonly SpanEdit[]): string {
  let result = ''
  let offset = 0
  for (const edit of edits) {
    result += text.slice(offset, edit.span.start) + edit.newText
    offset = edit.span.end
  }
  return result + text.slice(offset)
}

/** The one edit that turns `before` into `after`, as short as equal ends allow; none where they are the same. */
export function shortestEdit(before: string, after: string): SpanEdit[] {
  if (before === after) return []
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return [{ span: { start: head, end: before.length - tail }, newText: after.slice(head, after.length - tail) }]
}
