import type { Message } from '../base/message'
import type { Span } from '../base/span'

/** A value of a TOML or JSON file with its place in the text. `integer` and `float` are told apart as Python does: by how they are written. */
export type ConfigNode = ConfigTable | ConfigList | ConfigScalar

export interface ConfigScalar {
  readonly kind: 'string' | 'integer' | 'float' | 'boolean' | 'null' | 'date'
  readonly value: string | number | boolean | null
  readonly span: Span
}

export interface ConfigList {
  readonly kind: 'list'
  readonly items: readonly ConfigNode[]
  /** From the first to the last of it; of `[[tables]]` all of them. */
  readonly span: Span
}

export interface ConfigTable {
  readonly kind: 'table'
  readonly entries: readonly ConfigEntry[]
  /** Where to point at when something about the table itself is wrong: a header's brackets, the braces of an inline table or object. */
  readonly span: Span
  /** The text that keys of this table may stand in: from its header to the next one, between the braces. */
  readonly extent: Span
}

export interface ConfigEntry {
  readonly key: string
  /** The last part of a dotted key; a table made by its header has the header's part. */
  readonly keySpan: Span
  readonly value: ConfigNode
}

/** What keeps a file from being read by the trainer. */
export interface SyntaxFault {
  readonly span: Span
  readonly message: Message
}

/** A TOML or JSON file. With faults, what could be read of the rest. */
export interface ParsedConfig {
  readonly language: 'toml' | 'json'
  readonly root: ConfigTable
  /** The root of a JSON file may be a list. */
  readonly top: ConfigNode
  readonly faults: readonly SyntaxFault[]
}

/** The last entry of that key: what Python keeps where JSON repeats one. */
export function entryOf(table: ConfigTable, key: string): ConfigEntry | undefined {
  return table.entries.findLast((entry) => entry.key === key)
}

export function valueOf(table: ConfigTable, key: string): ConfigNode | undefined {
  return entryOf(table, key)?.value
}

export function textOf(table: ConfigTable, key: string): string | undefined {
  const node = valueOf(table, key)
  return node?.kind === 'string' ? String(node.value) : undefined
}

export function numberOf(table: ConfigTable, key: string): number | undefined {
  const node = valueOf(table, key)
  return node?.kind === 'integer' || node?.kind === 'float' ? Number(node.value) : undefined
}

export function booleanOf(table: ConfigTable, key: string): boolean | undefined {
  const node = valueOf(table, key)
  return node?.kind === 'boolean' ? node.value === true : undefined
}

/** The tables in a list; none for anything else. */
export function tablesOf(node: ConfigNode | undefined): readonly ConfigTable[] {
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'table') : []
}

/** The value as plain data. */
export function plainValue(node: ConfigNode): unknown {
  if (node.kind === 'list') return node.items.map(plainValue)
  if (node.kind === 'table') return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]))
  return node.value
}
