import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { say } from '../base/message'
import type { Span } from '../base/span'
import type { ConfigEntry, ConfigNode, ConfigTable, ParsedConfig } from './config-tree'

/**
 * Reads JSON with the place of every key and value, as Python does: no comments, no trailing commas. Never fails: what cannot be
 * read is a fault and is left out. `text` holds no byte order mark.
 */
export function parseJson(text: string): ParsedConfig {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true })
  const top = tree ? toNode(tree, text) : undefined
  const root: ConfigTable = top?.kind === 'table' ? top : { kind: 'table', entries: [], span: { start: 0, end: 0 }, extent: { start: 0, end: text.length } }
  const faults = errors.map(({ error, offset, length }) => ({ span: { start: offset, end: offset + length }, message: say`Not valid JSON (${printParseErrorCode(error)})` }))
  return { language: 'json', root, top: top ?? root, faults }
}

function toNode(node: Node, text: string): ConfigNode {
  const span = spanOf(node)
  switch (node.type) {
    case 'object':
      return { kind: 'table', entries: (node.children ?? []).flatMap((property) => toEntry(property, text)), span: { start: span.start, end: span.start + 1 }, extent: span }
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((item) => toNode(item, text)), span }
    case 'number':
      return { kind: /[.eE]/.test(text.slice(span.start, span.end)) ? 'float' : 'integer', value: Number(node.value), span }
    case 'boolean':
      return { kind: 'boolean', value: node.value === true, span }
    case 'null':
      return { kind: 'null', value: null, span }
    default:
      return { kind: 'string', value: String(node.value), span }
  }
}

function toEntry(property: Node, text: string): ConfigEntry[] {
  const [key, value] = property.children ?? []
  if (!key || !value) return []
  return [{ key: String(key.value), keySpan: spanOf(key), value: toNode(value, text) }]
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length }
}
