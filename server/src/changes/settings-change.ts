import { applyEdits, modify, parse, type Edit, type JSONPath, type ParseError } from 'jsonc-parser'
import type { Message } from '../base/message'
import { tagKey } from '../caption/tag-key'
import type { ConceptSetting, IgnoreSetting, KeepSetting } from '../settings'
import type { Change } from './change'

/** One entry for a list of `taglore.json`, or one value. */
export type ListAddition =
  | { readonly key: 'words'; readonly value: string }
  | { readonly key: 'ignore'; readonly value: IgnoreSetting }
  /** Its tags join those of an entry of the same concept. */
  | { readonly key: 'keep'; readonly value: KeepSetting }
  /** Stands in place of the entry of the same name. */
  | { readonly key: 'concepts'; readonly value: ConceptSetting }
  /** The rule is off from now on; options that are written for it stay. */
  | { readonly key: 'rules'; readonly value: string }
  | ValueAddition

type ValueAddition =
  | { readonly key: 'maxTokenLength' | 'captions.keepTokens'; readonly value: number }
  | { readonly key: 'resolution'; readonly value: number | readonly [number, number] }

/**
 * Plans an addition to `taglore.json`, keeping comments and layout. `text` is the file as it is, undefined where there is none
 * yet. Undefined for a file that is no valid JSON object: it is not ours to write into.
 */
export function planSettingsAddition(title: Message, path: string, text: string | undefined, addition: ListAddition): Change | undefined {
  if (text === undefined) return { title, files: [{ kind: 'create', path, text: newFile(addition) }] }
  const edits = additionEdits(text, addition)
  if (!edits) return undefined
  if (applyEdits(text, edits) === text) return { title, files: [] }
  const spans = edits.map((edit) => ({ span: { start: edit.offset, end: edit.offset + edit.length }, newText: edit.content }))
  return { title, files: [{ kind: 'edit', path, text, edits: spans }] }
}

function newFile(addition: ListAddition): string {
  if (addition.key === 'rules') return `${JSON.stringify({ rules: { [addition.value]: 'off' } }, undefined, 2)}\n`
  if (!isValue(addition)) return `${JSON.stringify({ [addition.key]: [addition.value] }, undefined, 2)}\n`
  const text = '{}\n'
  return applyEdits(text, modify(text, addition.key.split('.'), addition.value, formatOf(text)))
}

function isValue(addition: ListAddition): addition is ValueAddition {
  return addition.key === 'maxTokenLength' || addition.key === 'captions.keepTokens' || addition.key === 'resolution'
}

function additionEdits(text: string, addition: ListAddition): Edit[] | undefined {
  const values = readObject(text)
  if (!values) return undefined
  if (isValue(addition)) return modify(text, addition.key in values ? [addition.key] : addition.key.split('.'), addition.value, formatOf(text))
  if (addition.key === 'rules') return modify(text, [...rulePath(values['rules'], addition.value)], 'off', formatOf(text))
  const present: unknown = values[addition.key]
  if (!Array.isArray(present)) return modify(text, [addition.key], [addition.value], formatOf(text))
  const entries: readonly unknown[] = present
  const isThere = entries.some((entry) => JSON.stringify(entry) === JSON.stringify(addition.value))
  if (isThere) return []
  const [path, value] = placeOf(entries, addition)
  return modify(text, path, value, { ...formatOf(text), isArrayInsertion: path[1] === -1 })
}

/** Where the level of a rule stands: beside its options, where it has some. */
function rulePath(rules: unknown, rule: string): JSONPath {
  return Array.isArray(fieldOf(rules, rule)) ? ['rules', rule, 0] : ['rules', rule]
}

/** Where an entry goes in a list, and what is written there. */
function placeOf(entries: readonly unknown[], addition: Exclude<ListAddition, ValueAddition | { readonly key: 'rules' }>): readonly [JSONPath, unknown] {
  if (addition.key === 'keep') {
    const at = entries.findIndex((entry) => sameName(entry, 'concept', addition.value.concept))
    const old = at < 0 ? [] : textsOf(entries[at], 'tags')
    const keys = new Set(old.map(tagKey))
    if (at >= 0) return [['keep', at, 'tags'], [...old, ...addition.value.tags.filter((tag) => !keys.has(tagKey(tag)))]]
  }
  if (addition.key === 'concepts') {
    const at = entries.findIndex((entry) => sameName(entry, 'name', addition.value.name))
    if (at >= 0) return [['concepts', at], addition.value]
  }
  return [[addition.key, -1], addition.value]
}

function sameName(entry: unknown, key: string, name: string): boolean {
  const value = fieldOf(entry, key)
  return typeof value === 'string' && tagKey(value) === tagKey(name)
}

function textsOf(entry: unknown, key: string): string[] {
  const value = fieldOf(entry, key)
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function fieldOf(entry: unknown, key: string): unknown {
  return typeof entry === 'object' && entry !== null ? Object.entries(entry).find(([name]) => name === key)?.[1] : undefined
}

function readObject(text: string): Record<string, unknown> | undefined {
  const errors: ParseError[] = []
  const values: unknown = parse(text, errors, { allowTrailingComma: true })
  return errors.length > 0 || typeof values !== 'object' || values === null || Array.isArray(values) ? undefined : { ...values }
}

function formatOf(text: string): { formattingOptions: { tabSize: number; insertSpaces: boolean; eol: string } } {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
  return { formattingOptions: { tabSize: indent.startsWith('\t') ? 4 : indent.length, insertSpaces: !indent.startsWith('\t'), eol: text.includes('\r\n') ? '\r\n' : '\n' } }
}
