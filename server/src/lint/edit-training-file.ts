import type { Span, SpanEdit } from '../base/span'
import type { ConfigNode, ConfigTable, ParsedConfig } from '../training-files/config-tree'

/** Replaces a value; what stands around it stays. */
export function setValue(node: Pick<ConfigNode, 'span'>, written: string): SpanEdit {
  return { span: node.span, newText: written }
}

/** A value as TOML and JSON both write it. */
export function writeValue(value: string | number | boolean): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** Adds a key on a line of its own behind another, indented as that is; in JSON behind its value with a comma. */
export function addBehind(text: string, language: ParsedConfig['language'], other: { readonly keySpan: Span; readonly node: Pick<ConfigNode, 'span'> }, key: string, written: string): SpanEdit {
  const { start, end } = other.node.span
  const lineStart = text.lastIndexOf('\n', other.keySpan.start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart, other.keySpan.start))?.[0] ?? ''
  if (language === 'json') {
    const ownLine = text.slice(lineStart, other.keySpan.start).trim() === ''
    return { span: { start: end, end }, newText: `,${ownLine ? `${lineEnd(text)}${indent}` : ' '}"${key}": ${written}` }
  }
  // the comment behind the value stays with it
  const found = text.indexOf('\n', Math.max(start, end))
  const at = found < 0 ? text.length : text.charAt(found - 1) === '\r' ? found - 1 : found
  return { span: { start: at, end: at }, newText: `${lineEnd(text)}${indent}${key} = ${written}` }
}

/** Adds a key as the first of a TOML table, below its header; undefined in JSON where the table is empty. */
export function addFirst(text: string, language: ParsedConfig['language'], table: ConfigTable, key: string, written: string): SpanEdit | undefined {
  const first = table.entries.find((entry) => entry.value.kind !== 'table' && !(entry.value.kind === 'list' && entry.value.items.some((item) => item.kind === 'table')))
  if (first && language === 'json') return { span: { start: first.keySpan.start, end: first.keySpan.start }, newText: `"${key}": ${written}, ` }
  if (language === 'json') return undefined
  const header = table.span
  if (header.end === 0) return { span: { start: 0, end: 0 }, newText: `${key} = ${written}${lineEnd(text)}` }
  const lineStart = text.lastIndexOf('\n', header.start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart, header.start))?.[0] ?? ''
  const found = text.indexOf('\n', header.end)
  const at = found < 0 ? text.length : text.charAt(found - 1) === '\r' ? found - 1 : found
  return { span: { start: at, end: at }, newText: `${lineEnd(text)}${indent}${key} = ${written}` }
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
