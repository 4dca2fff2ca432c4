import { applyEdits, modify, parse } from 'jsonc-parser'
import type { Message } from '../base/message'
import type { Change } from './change'

const FORMAT = { tabSize: 2, insertSpaces: true, eol: '\n' }

/**
 * Plans an addition to `taglore.json`: appends `value` to the array under `key`, keeping comments and layout.
 * `text` is the file as it is, undefined where there is none yet; a file that is no JSON object is left alone (no files in the plan).
 */
export function planSettingsAddition(title: Message, path: string, text: string | undefined, key: string, value: unknown): Change {
  if (text === undefined) return { title, files: [{ kind: 'create', path, text: `${JSON.stringify({ [key]: [value] }, undefined, 2)}\n` }] }
  const values: unknown = parse(text, [], { allowTrailingComma: true })
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return { title, files: [] }
  const present = Object.hasOwn(values, key)
  const edits = present
    ? modify(text, [key, -1], value, { isArrayInsertion: true, formattingOptions: FORMAT })
    : modify(text, [key], [value], { formattingOptions: FORMAT })
  if (applyEdits(text, edits) === text) return { title, files: [] }
  const spans = edits.map((edit) => ({ span: { start: edit.offset, end: edit.offset + edit.length }, newText: edit.content }))
  return { title, files: [{ kind: 'edit', path, text, edits: spans }] }
}
