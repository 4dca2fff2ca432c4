import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Position, Range, TextEdit } from 'vscode-languageserver-types'
import type { Span, SpanEdit } from './span'

/** The one bridge from offsets to LSP positions (zero-based line and UTF-16 character). */
export interface TextMap {
  readonly text: string
  toPosition(offset: number): Position
  toOffset(position: Position): number
  toRange(span: Span): Range
  toTextEdit(edit: SpanEdit): TextEdit
}

/** A map over `text`; `text` never holds a byte order mark. */
export function createTextMap(text: string): TextMap {
  const document = TextDocument.create('', '', 0, text)
  const toRange = (span: Span): Range => ({
    start: document.positionAt(span.start),
    end: document.positionAt(span.end),
  })
  return {
    text,
    toPosition: (offset) => document.positionAt(offset),
    toOffset: (position) => document.offsetAt(position),
    toRange,
    toTextEdit: (edit) => ({ range: toRange(edit.span), newText: edit.newText }),
  }
}
