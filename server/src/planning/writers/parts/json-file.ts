import { applyEdits, modify, parse, type JSONPath, type ParseError } from 'jsonc-parser'
import { say, type Message } from '../../../base/message'

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

export interface JsonSetting {
  readonly path: JSONPath
  readonly value: unknown
}

/** Sets values of a JSON file, and leaves alone what is already so; a fault where it cannot be read. */
export function editJson(text: string, settings: readonly JsonSetting[]): string | { readonly fault: Message } {
  const errors: ParseError[] = []
  const held: unknown = parse(text, errors)
  if (errors.length > 0 || typeof held !== 'object' || held === null) return { fault: say`The file is not valid JSON and is left alone; mend it first` }
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const formattingOptions = { tabSize: indent.startsWith('\t') ? 4 : indent.length, insertSpaces: !indent.startsWith('\t'), eol: text.includes('\r\n') ? '\r\n' : '\n' }
  let now = text
  for (const { path, value } of settings) {
    if (JSON.stringify(valueAt(held, path)) !== JSON.stringify(value)) now = applyEdits(now, modify(now, path, value, { formattingOptions }))
  }
  return now
}

function valueAt(held: unknown, path: JSONPath): unknown {
  return path.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === String(part))?.[1] : undefined), held)
}
