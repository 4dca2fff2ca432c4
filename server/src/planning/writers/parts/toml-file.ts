import { say, type Message } from '../../../base/message'
import { setToml, tomlText, type TomlPath, type TomlValue } from '../../../training-files/edit-toml'

export interface TomlSetting {
  readonly path?: TomlPath
  readonly key: string
  /** Undefined: only written in comments of a fresh file. */
  readonly value: TomlValue | undefined
}

/** Lines `key = value`; what has no value is left out. */
export function tomlLines(values: readonly (readonly [key: string, value: TomlValue | undefined])[], indent = ''): readonly string[] {
  return values.flatMap(([key, value]) => (value === undefined ? [] : [`${indent}${key} = ${tomlText(value)}`]))
}

/** Sets values one after another; a fault where the file cannot be read or lacks the table. */
export function editToml(text: string, settings: readonly TomlSetting[]): string | { readonly fault: Message } {
  let now = text
  for (const { path = [], key, value } of settings) {
    if (value === undefined) continue
    const next = setToml(now, path, key, value)
    if (next === undefined) return { fault: say`The file has faults or another layout and is left alone; mend it first` }
    now = next
  }
  return now
}
