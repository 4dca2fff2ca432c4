import { entryOf, type ConfigNode, type ConfigTable } from './config-tree'
import { parseToml } from './parse-toml'

/** A value that configurations hold; `float` writes a number with a decimal point even where it is whole. */
export type TomlValue = string | number | boolean | readonly (string | number | boolean)[] | { readonly float: number }

/** Keys and indices from the root to a table: `['datasets', 0, 'subsets', 1]`. */
export type TomlPath = readonly (string | number)[]

/** A value as TOML has it, in a form that Python's `toml` 0.10.2 reads too. */
export function tomlText(value: TomlValue): string {
  if (typeof value === 'string') return stringText(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value)
  if ('float' in value) return /[.e]/.test(String(value.float)) ? numberText(value.float) : `${value.float}.0`
  return `[${value.map(tomlText).join(', ')}]`
}

/** Backslashes stay as they are between single quotes, where nothing else has to be escaped. */
function stringText(value: string): string {
  if (value.includes('\\') && !/['\p{Cc}]/u.test(value)) return `'${value}'`
  return `"${value.replace(/["\\]|\p{Cc}/gu, escapeCharacter)}"`
}

function escapeCharacter(char: string): string {
  if (char === '"' || char === '\\') return `\\${char}`
  if (char === '\n') return '\\n'
  if (char === '\t') return '\\t'
  if (char === '\r') return '\\r'
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** `1e-7` is written `1e-7`, which TOML takes for a decimal. */
function numberText(value: number): string {
  return String(value)
}

/**
 * Sets one value of a TOML file and leaves every other byte as it is; the key stands behind the last one of its table where it is new.
 * Undefined where the file has faults or no such table, which is then not ours to write into. `undefined` as value takes the key away.
 */
export function setToml(text: string, path: TomlPath, key: string, value: TomlValue | undefined): string | undefined {
  const { root, faults } = parseToml(text.replace(/^\ufeff/, ' '))
  if (faults.length > 0) return undefined
  const table = tableAt(root, path)
  if (!table) return undefined
  const entry = entryOf(table, key)
  if (value === undefined) return entry ? removeLine(text, entry.keySpan.start, entry.value) : text
  if (entry) return entry.value.kind === 'table' || isTables(entry.value) ? undefined : replaceValue(text, entry.value, value)
  return insertKey(text, table, path, `${keyText(key)} = ${tomlText(value)}`)
}

/** Adds lines at the end, after a blank one. */
export function appendToml(text: string, lines: readonly string[]): string {
  const eol = lineEnd(text)
  const body = text === '' || text.endsWith('\n') ? text : text + eol
  return `${body}${body.trim() === '' ? '' : eol}${lines.join(eol)}${eol}`
}

function lineEnd(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : stringText(key)
}

function tableAt(root: ConfigTable, path: TomlPath): ConfigTable | undefined {
  let node: ConfigNode | undefined = root
  for (const part of path) {
    if (typeof part === 'number') node = node?.kind === 'list' ? node.items[part] : undefined
    else node = node?.kind === 'table' ? entryOf(node, part)?.value : undefined
  }
  return node?.kind === 'table' ? node : undefined
}

function isTables(node: ConfigNode): boolean {
  return node.kind === 'list' && node.items.some((item) => item.kind === 'table')
}

function replaceValue(text: string, { span }: Exclude<ConfigNode, ConfigTable>, value: TomlValue): string {
  const now = tomlText(value)
  return text.slice(0, span.start) + now + text.slice(span.end)
}

function removeLine(text: string, start: number, node: ConfigNode): string | undefined {
  if (node.kind === 'table' || isTables(node)) return undefined
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', node.span.end)
  const lead = text.slice(from, start)
  // inside braces other keys share the line
  if (!/^\s*$/.test(lead)) return undefined
  return text.slice(0, from) + (next < 0 ? '' : text.slice(next + 1))
}

function insertKey(text: string, table: ConfigTable, path: TomlPath, line: string): string {
  const eol = lineEnd(text)
  // braces of an inline table are both its span and its extent
  if (path.length > 0 && text.charAt(table.span.start) === '{') {
    const close = table.extent.end - 1
    const inside = text.slice(table.extent.start + 1, close)
    return text.slice(0, table.extent.start + 1) + (inside.trim() === '' ? ` ${line} ` : `${inside.trimEnd()}, ${line} `) + text.slice(close)
  }
  const last = lastEnd(table, table.extent.end)
  const start = last?.end ?? table.span.end
  if (last === undefined && path.length === 0) {
    const mark = text.startsWith('\ufeff') ? 1 : 0
    return text.slice(0, mark) + line + eol + text.slice(mark)
  }
  const end = text.indexOf('\n', start)
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', (last?.start ?? table.span.start) - 1) + 1))?.[0] ?? ''
  return end < 0 ? `${text}${eol}${indent}${line}` : `${text.slice(0, end + 1)}${indent}${line}${eol}${text.slice(end + 1)}`
}

/** The last key of a table before `limit`, that is before the next header; keys of dotted names count. */
function lastEnd(table: ConfigTable, limit: number): { readonly start: number; readonly end: number } | undefined {
  let found: { start: number; end: number } | undefined
  for (const { keySpan, value } of table.entries) {
    const inner = value.kind === 'table' && value.span.start !== value.extent.start ? undefined : value.kind === 'table' ? (lastEnd(value, limit) ?? value.extent) : isTables(value) ? undefined : value.span
    if (inner === undefined || inner.end > limit || keySpan.start < table.span.start) continue
    if (!found || inner.end > found.end) found = { start: keySpan.start, end: inner.end }
  }
  return found
}
