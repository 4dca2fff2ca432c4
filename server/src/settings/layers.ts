import { say, type Message } from '../base/message'
import { schemaMismatch } from '../base/schema'
import { SETTING_KEYS, SETTINGS } from './table'
import type { SettingKey, SettingValues } from './values'

/** Where a value in force came from; a text for messages. */
export type Origin = 'default' | 'client' | 'editor' | 'training-file' | 'taglore.json'

export interface Layer {
  readonly origin: Origin
  /** A nested or dotted object as JSON gives it; anything else is a problem. */
  readonly values: unknown
  /** False for an untrusted workspace: settings that name paths are then left out. */
  readonly trusted?: boolean
  /** What was wrong before the values could be read. */
  readonly problems?: readonly SettingProblem[]
}

export interface SettingProblem {
  readonly origin: Origin
  /** Dotted path of the value; '' for the whole. */
  readonly key: string
  readonly message: Message
}

/** What is in force, and from where. */
export interface Settings {
  readonly values: SettingValues
  readonly originOf: (key: SettingKey) => Origin
  readonly problems: readonly SettingProblem[]
}

/** Layers settings, later ones winning key by key; rules, too, are layered id by id. Wrong values are left out and reported. */
export function layerSettings(layers: readonly Layer[]): Settings {
  const values: Record<string, unknown> = {}
  for (const key of SETTING_KEYS) values[key] = SETTINGS[key].default
  const origins = new Map<SettingKey, Origin>()
  const problems: SettingProblem[] = []
  for (const layer of layers) {
    problems.push(...(layer.problems ?? []))
    if (layer.values === undefined || layer.values === null) continue
    for (const [key, value] of flatten(layer.values)) {
      const problem = layerProblem(layer, key, value)
      if (problem) problems.push(problem)
      if (problem || !isSettingKey(key) || value === undefined) continue
      if (layer.trusted === false && SETTINGS[key].scope === 'machine-overridable') continue
      values[key] = key === 'rules' ? { ...(values[key] as object), ...(value as object) } : value
      origins.set(key, layer.origin)
    }
  }
  // every value was checked against its schema or is a default
  return { values: values as unknown as SettingValues, originOf: (key) => origins.get(key) ?? 'default', problems }
}

function layerProblem(layer: Layer, key: string, value: unknown): SettingProblem | undefined {
  const { origin } = layer
  if (!isSettingKey(key)) {
    // editors may hand over settings of other versions: only the file is told of unknown keys
    if (origin !== 'taglore.json' || key === '$schema') return undefined
    return { origin, key, message: say`Unknown key '${key}'` }
  }
  if (value === undefined || (value === null && origin !== 'taglore.json')) return undefined
  const mismatch = schemaMismatch(SETTINGS[key].schema, value)
  if (!mismatch) return undefined
  return { origin, key: [key, ...mismatch.path].join('.'), message: say`'${[key, ...mismatch.path].join('.')}' must be ${mismatch.expected}` }
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key)
}

const PARENTS = new Set(SETTING_KEYS.filter((key) => key.includes('.')).map((key) => key.slice(0, key.indexOf('.'))))

/** `{ buckets: { min: 1 } }` and `{ 'buckets.min': 1 }` alike become pairs of dotted key and value. */
function* flatten(values: unknown): Generator<[string, unknown]> {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return
  for (const [key, value] of Object.entries(values)) {
    if (PARENTS.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) yield [`${key}.${inner}`, innerValue]
    } else yield [key, value]
  }
}
