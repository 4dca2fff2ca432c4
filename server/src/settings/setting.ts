import type { Message } from '../base/message'
import type { JsonSchema } from '../base/schema'
import type { SettingKey, SettingValues } from './values'

export interface Setting<Key extends SettingKey = SettingKey> {
  readonly key: Key
  /** Where it may be set: in the editor (`taglore.<key>`), in `taglore.json`, or both. */
  readonly place: 'editor' | 'file' | 'both'
  readonly schema: JsonSchema
  readonly default: SettingValues[Key]
  /**
   * VS Code scope; `machine-overridable` settings name paths and are taken from a trusted workspace only, `machine` ones
   * never from a workspace.
   */
  readonly scope: 'resource' | 'window' | 'machine' | 'machine-overridable'
  readonly description: Message
}

/** Rows of the table by their keys. */
export type Rows = { readonly [Key in SettingKey]?: Omit<Setting<Key>, 'key'> }

export const GLOBS: JsonSchema = { type: 'array', items: { type: 'string' } }
export const SIDE: JsonSchema = { type: 'integer', minimum: 64 }
