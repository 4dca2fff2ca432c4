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
