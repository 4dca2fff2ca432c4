import { CAPTIONS } from './captions'
import { DATASET } from './dataset'
import { EDITOR } from './editor'
import { KNOWLEDGE } from './knowledge'
import { MACHINE } from './machine'
import type { Setting } from './setting'
import { TRAINING } from './training'
import type { SettingKey } from './values'

/** THE table, in the order in which settings are shown: the only place that knows what settings there are, their types and their defaults. */
export const SETTINGS: { readonly [Key in SettingKey]: Setting<Key> } = table({ ...TRAINING, ...CAPTIONS, ...DATASET, ...KNOWLEDGE, ...EDITOR, ...MACHINE })

function table(rows: { readonly [Key in SettingKey]: Omit<Setting<Key>, 'key'> }): { readonly [Key in SettingKey]: Setting<Key> } {
  const named = Object.entries(rows).map(([key, row]) => [key, { key, ...row }])
  // each entry gets the key it stands under, so the rows are settings of their keys
  return Object.fromEntries(named) as { readonly [Key in SettingKey]: Setting<Key> }
}

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[]
