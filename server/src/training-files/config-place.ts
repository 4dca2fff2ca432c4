import { spanContains, type Span } from '../base/span'
import type { DatasetLevel } from '../trainer/schema/dataset-key'
import type { ConfigEntry, ConfigNode, ConfigTable, ParsedConfig } from './config-tree'

/** Where in a TOML or JSON file an offset lies: for completion and hover. */
export interface ConfigPlace {
  readonly table: ConfigTable
  /** Keys and indices from the root to the table: `['datasets', 0, 'subsets', 1]`. */
  readonly path: readonly (string | number)[]
  readonly on: 'key' | 'value'
  /** The key on the line, also where the line cannot be read yet; '' where there is none. */
  readonly key: string
  readonly entry: ConfigEntry | undefined
  /** The word at the offset, to be replaced; empty between words. */
  readonly word: Span
}

/** The deepest table that holds the offset, and what stands there. `text` is the text that was parsed. */
export function placeAt(parsed: ParsedConfig, text: string, offset: number): ConfigPlace {
  const { table, path } = deepest(parsed.top, [], offset) ?? { table: parsed.root, path: [] }
  const entry = table.entries.find(({ keySpan, value }) => spanContains(keySpan, offset) || (value.kind !== 'table' && spanContains(value.span, offset)))
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(Math.max(lineStart, table.extent.start), offset)
  const assigned = parsed.language === 'toml' ? /^(?:.*[{,])?\s*["']?([\w.-]+)["']?\s*=/.exec(before) : /"((?:[^"\\]|\\.)*)"\s*:[^,]*$/.exec(before)
  const on = entry ? (spanContains(entry.keySpan, offset) ? 'key' : 'value') : assigned ? 'value' : 'key'
  return { table, path, on, key: entry?.key ?? assigned?.[1] ?? '', entry, word: wordAt(text, offset) }
}

function deepest(node: ConfigNode, path: readonly (string | number)[], offset: number): { readonly table: ConfigTable; readonly path: readonly (string | number)[] } | undefined {
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const found = deepest(item, [...path, index], offset)
      if (found) return found
    }
    return undefined
  }
  if (node.kind !== 'table') return undefined
  for (const entry of node.entries) {
    const found = deepest(entry.value, [...path, entry.key], offset)
    if (found) return found
  }
  // a header's text ends where the next begins: the later one has the offset between them
  return node.extent.start <= offset && (offset < node.extent.end || path.length === 0 || offset === node.extent.end) ? { table: node, path } : undefined
}

function wordAt(text: string, offset: number): Span {
  let start = offset
  while (start > 0 && /[\w.-]/.test(text.charAt(start - 1))) start--
  let end = offset
  while (end < text.length && /[\w.-]/.test(text.charAt(end))) end++
  return { start, end }
}

/** The level of a dataset configuration that a path leads to; undefined at the top and elsewhere. */
export function levelAt(path: readonly (string | number)[]): DatasetLevel | undefined {
  if (path[0] === 'general' && path.length === 1) return 'general'
  if (path[0] !== 'datasets') return undefined
  if (path.length === 2) return 'dataset'
  return path.length === 4 && path[2] === 'subsets' ? 'subset' : undefined
}
