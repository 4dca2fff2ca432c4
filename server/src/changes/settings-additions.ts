import type { Message } from '../base/message'
import { applySpanEdits, shortestEdit } from '../base/span'
import type { Change } from './change'
import { planSettingsAddition, type ListAddition } from './settings-change'

/** Several additions to one `taglore.json` as one change; see `planSettingsAddition`. */
export function planSettingsAdditions(title: Message, path: string, text: string | undefined, additions: readonly ListAddition[]): Change | undefined {
  let current = text
  for (const addition of additions) {
    const change = planSettingsAddition(title, path, current, addition)
    if (!change) return undefined
    for (const file of change.files) {
      if (file.kind === 'create') current = file.text
      else if (file.kind === 'edit') current = applySpanEdits(file.text, file.edits)
    }
  }
  if (current === undefined || current === text) return { title, files: [] }
  return { title, files: [text === undefined ? { kind: 'create', path, text: current } : { kind: 'edit', path, text, edits: shortestEdit(text, current) }] }
}
