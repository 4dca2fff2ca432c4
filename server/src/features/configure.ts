import { applyEdits, modify, parse } from 'jsonc-parser'
import type { Dataset } from '../dataset/dataset'
import type { ConceptSetting } from '../settings'

export type Configuration =
  /** Declares the concepts whose triggers were inferred. */
  | { readonly kind: 'declare-triggers' }
  /** Only where there is a `taglore.json` already. */
  | { readonly kind: 'set'; readonly key: 'goal' | 'model'; readonly value: string }
  | { readonly kind: 'set'; readonly key: 'quickTags'; readonly value: readonly string[] }
  /** Null: the format is recognised from the folders. */
  | { readonly kind: 'format'; readonly value: string | null }

const FORMAT = { formattingOptions: { tabSize: 2, insertSpaces: true, eol: '\n' } }

/**
 * The text of a dataset's `taglore.json` after a change; comments and layout stay. `text` is the file as it is, undefined
 * where there is none. Undefined where there is nothing to change, or where the file holds no object.
 */
export function configure(dataset: Pick<Dataset, 'settings' | 'concepts'>, text: string | undefined, change: Configuration): string | undefined {
  if (change.kind === 'set') return text === undefined ? undefined : setValue(text, [change.key], change.value)
  if (change.kind === 'format') return setFormat(text, change.value)
  const inferred = dataset.concepts().filter(({ triggers }) => triggers.some(({ declared }) => !declared))
  const present = dataset.settings.values.concepts
  let result = text ?? '{}\n'
  let added = present.length
  for (const { name, folder, triggers } of inferred) {
    const texts = triggers.map((trigger) => trigger.text)
    const known = present.findIndex((setting) => setting.name === name)
    const concept: ConceptSetting = { name, folders: [folder.relative], triggers: texts }
    const next = known < 0 ? setValue(result, ['concepts', added++], concept) : setValue(result, ['concepts', known, 'triggers'], texts)
    if (next === undefined) return undefined
    result = next
  }
  return inferred.length === 0 ? undefined : result
}

function setFormat(text: string | undefined, value: string | null): string | undefined {
  if (value === null && text === undefined) return undefined
  const after = setValue(text ?? '{}\n', ['format'], value ?? undefined)
  return after === text ? undefined : after
}

function setValue(text: string, path: (string | number)[], value: unknown): string | undefined {
  const values: unknown = parse(text, [], { allowTrailingComma: true })
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return undefined
  return applyEdits(text, modify(text, path, value, FORMAT))
}
