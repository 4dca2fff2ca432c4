import { parseTOML, ParseError, type AST } from 'toml-eslint-parser'
import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import type { ConfigEntry, ConfigNode, ConfigTable, ParsedConfig, SyntaxFault } from './config-tree'

/** Lines that are put aside at most, so that a file of something else costs little. */
const MOST_FAULTS = 20

/**
 * Reads TOML with the place of every key and value. Never fails: a line that cannot be read is a fault and is left out, and the
 * rest is read as if it were blank. `text` holds no byte order mark.
 */
export function parseToml(text: string): ParsedConfig {
  const faults: SyntaxFault[] = []
  let rest = text
  for (;;) {
    try {
      const root = buildTree(parseTOML(rest, { tomlVersion: '1.0' }), text.length)
      return { language: 'toml', root, top: root, faults }
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      const fault = describeFault(text, error)
      const line = lineAt(text, fault.span.start)
      const next = rest.slice(0, line.start) + ' '.repeat(line.end - line.start) + rest.slice(line.end)
      // what the line was part of began above: only the first fault is told then
      if (next !== rest || faults.length === 0) faults.push(fault)
      if (next === rest || faults.length >= MOST_FAULTS) {
        const root = emptyTable(text.length)
        return { language: 'toml', root, top: root, faults }
      }
      rest = next
    }
  }
}

const WORDS: Readonly<Record<string, Message>> = {
  'Unexpected character': say`A value is missing or is not written as TOML wants it: texts in quotes, true and false in lower case`,
  'Unspecified values are invalid': say`The value is missing`,
  'The key, equals sign, and value must be on the same line': say`Key, equals sign and value must stand on one line`,
  'Defining a key multiple times is invalid': say`This key is written twice`,
  'Unterminated string constant': say`The closing quote is missing`,
  'Invalid character in escape sequence': say`A backslash in double quotes begins an escape: use single quotes, or / in paths`,
  'Must be a newline': say`Nothing may follow a value on its line`,
  'Expected equal (=) token': say`The equals sign is missing`,
  'Invalid leading zero': say`Numbers do not begin with 0`,
}

const MISSING_VALUE: readonly string[] = ['The key, equals sign, and value must be on the same line', 'Expected equal (=) token', 'Unspecified values are invalid']

/** The place and the words of an error; faults that the parser finds only on the next line belong to the end of the line before. */
function describeFault(text: string, error: ParseError): SyntaxFault {
  const message = WORDS[error.message] ?? say`Not valid TOML (${error.message})`
  const at = Math.min(error.index, text.length)
  const line = lineAt(text, at)
  // a key without value is found at the next word, behind that line's indent
  const begins = at === line.start || (MISSING_VALUE.includes(error.message) && text.slice(line.start, at).trim() === '')
  const early = begins && at > 0 && error.message !== 'Defining a key multiple times is invalid'
  const before = early ? lastInk(text, at) : at
  if (before < at) return { span: { start: before, end: before + 1 }, message }
  const end = inkEnd(text, at, line.end)
  const last = end > at ? at : lastInk(text, at)
  return { span: { start: last, end: Math.min(text.length, Math.max(end, last + 1)) }, message }
}

/** The last character before `offset` that is no blank; `offset` where there is none. */
function lastInk(text: string, offset: number): number {
  for (let at = offset - 1; at >= 0; at--) if (!/\s/.test(text.charAt(at))) return at
  return offset
}

/** The end of the word at `start`. */
function inkEnd(text: string, start: number, lineEnd: number): number {
  const word = /^[^\s,\]}=]+/.exec(text.slice(start, lineEnd))
  return start + (word ? word[0].length : lineEnd > start ? 1 : 0)
}

/** The line of an offset, without its end. */
function lineAt(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const found = text.indexOf('\n', start)
  const end = found < 0 ? text.length : text.charAt(found - 1) === '\r' && found > start ? found - 1 : found
  return { start, end }
}

interface Draft {
  readonly entries: { key: string; keySpan: Span; value: DraftNode }[]
  span: Span
  extent: Span
}

type DraftNode = { readonly table: Draft } | { readonly list: { readonly tables: Draft[] } } | { readonly node: ConfigNode }

function emptyTable(length: number): ConfigTable {
  return { kind: 'table', entries: [], span: { start: 0, end: 0 }, extent: { start: 0, end: length } }
}

function buildTree(program: AST.TOMLProgram, length: number): ConfigTable {
  const [top] = program.body
  const tables = top.body.filter((node) => node.type === 'TOMLTable')
  const root = draft({ start: 0, end: 0 }, { start: 0, end: tables[0]?.range[0] ?? length })
  for (const node of top.body) if (node.type === 'TOMLKeyValue') addKeyValue(root, node)
  for (const [index, node] of tables.entries()) {
    const extent = { start: node.range[0], end: tables[index + 1]?.range[0] ?? length }
    const table = openTable(root, node, extent)
    for (const pair of node.body) addKeyValue(table, pair)
  }
  return finish(root)
}

/** The table that a header opens, made where it is not there yet. */
function openTable(root: Draft, node: AST.TOMLTable, extent: Span): Draft {
  const [, end] = node.key.range
  const header = { start: node.range[0], end: end + (node.kind === 'array' ? 2 : 1) }
  const names = node.key.keys
  let table = root
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1
    table = childTable(table, keyName(name), toSpan(name.range), last && node.kind === 'array', last ? header : toSpan(name.range))
  }
  table.span = header
  table.extent = extent
  return table
}

/** The sub-table of a key: the last one of `[[tables]]`, or with `append` a new one. */
function childTable(parent: Draft, key: string, keySpan: Span, append: boolean, span: Span): Draft {
  const held = parent.entries.find((entry) => entry.key === key)?.value
  if (held && 'table' in held) return held.table
  if (held && 'list' in held) {
    const last = held.list.tables.at(-1)
    if (last && !append) return last
    const table = draft(span, span)
    held.list.tables.push(table)
    return table
  }
  const table = draft(span, span)
  parent.entries.push({ key, keySpan, value: append ? { list: { tables: [table] } } : { table } })
  return table
}

function addKeyValue(table: Draft, pair: AST.TOMLKeyValue): void {
  let target = table
  for (const name of pair.key.keys.slice(0, -1)) target = childTable(target, keyName(name), toSpan(name.range), false, toSpan(pair.range))
  const last = pair.key.keys.at(-1)
  if (last) target.entries.push({ key: keyName(last), keySpan: toSpan(last.range), value: { node: toNode(pair.value) } })
}

function toNode(content: AST.TOMLContentNode): ConfigNode {
  const span = toSpan(content.range)
  if (content.type === 'TOMLArray') return { kind: 'list', items: content.elements.map(toNode), span }
  if (content.type === 'TOMLInlineTable') {
    const table = draft(span, span)
    for (const pair of content.body) addKeyValue(table, pair)
    return finish(table)
  }
  switch (content.kind) {
    case 'string':
    case 'boolean':
      return { kind: content.kind, value: content.value, span }
    case 'integer':
    case 'float':
      return { kind: content.kind, value: content.value, span }
    default:
      return { kind: 'date', value: content.datetime, span }
  }
}

function finish(table: Draft): ConfigTable {
  const entries = table.entries.map(({ key, keySpan, value }): ConfigEntry => ({ key, keySpan, value: 'node' in value ? value.node : 'table' in value ? finish(value.table) : finishList(value.list.tables) }))
  return { kind: 'table', entries, span: table.span, extent: table.extent }
}

function finishList(tables: readonly Draft[]): ConfigNode {
  const items = tables.map(finish)
  return { kind: 'list', items, span: { start: items[0]?.span.start ?? 0, end: items.at(-1)?.extent.end ?? 0 } }
}

function draft(span: Span, extent: Span): Draft {
  return { entries: [], span, extent }
}

function keyName(name: AST.TOMLBare | AST.TOMLQuoted): string {
  return name.type === 'TOMLBare' ? name.name : name.value
}

function toSpan([start, end]: readonly [number, number]): Span {
  return { start, end }
}
