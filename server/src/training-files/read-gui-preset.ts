import type { Span } from '../base/span'
import type { Size } from '../trainer/buckets'
import { guiKey, type GuiKey } from '../trainer/schema/gui-keys'
import { checkGuiKeys } from './check-gui-preset'
import type { ConfigEntry, ConfigNode, ParsedConfig } from './config-tree'
import { parseConfig } from './parse-config'
import type { TrainingProblem } from './problem'
import { toSize } from './resolve-datasets'
import type { OptionValues } from './training-config'

/** One key of a preset with its place. */
export interface GivenGuiKey {
  readonly name: string
  /** Undefined for a key that we have not met. */
  readonly key: GuiKey | undefined
  readonly node: ConfigNode
  readonly keySpan: Span
  /** The table of the GUI's TOML it stands in. */
  readonly table: string | undefined
}

/** A preset of the kohya GUI (JSON), or the GUI's own TOML. The GUI is lenient, and its keys change with its version. */
export interface GuiPreset {
  readonly kind: 'gui-preset'
  readonly name: string
  readonly parsed: ParsedConfig
  readonly keys: ReadonlyMap<string, GivenGuiKey>
  /** Of syntax, and what is surely a slip. */
  readonly problems: readonly TrainingProblem[]
}

/** Tables of the TOML that are about other tabs of the GUI: they share key names with training and mean something else. */
const OTHER_TABS: readonly string[] = ['wd14_caption', 'dataset_preparation']

export function readGuiPreset(text: string, name: string): GuiPreset {
  const parsed = parseConfig(text, name)
  const keys = new Map<string, GivenGuiKey>()
  const add = ({ key, keySpan, value }: ConfigEntry, table: string | undefined): void => {
    if (table !== undefined && OTHER_TABS.includes(table) && keys.has(key)) return
    keys.set(key, { name: key, key: guiKey(key), node: value, keySpan, table })
  }
  const tables = parsed.root.entries.filter((entry) => entry.value.kind === 'table')
  // tables of training come first, so that the others cannot take their place
  for (const entry of [...parsed.root.entries].sort((a, b) => Number(OTHER_TABS.includes(a.key)) - Number(OTHER_TABS.includes(b.key)))) {
    if (!tables.includes(entry)) add(entry, undefined)
    else if (entry.value.kind === 'table') for (const inner of entry.value.entries) add(inner, entry.key)
  }
  const training = new Map([...keys].filter(([, { table }]) => table === undefined || !OTHER_TABS.includes(table)))
  return { kind: 'gui-preset', name, parsed, keys, problems: [...parsed.faults.map(({ span, message }) => ({ kind: 'syntax' as const, span, message, aborts: true })), ...checkGuiKeys(training)] }
}

/**
 * The training options that the GUI makes of a preset; numbers written as texts are numbers, and 0 counts as not given where the GUI
 * leaves the option out.
 */
export function guiOptionValues(preset: GuiPreset): OptionValues {
  const byOption = new Map<string, ConfigNode>()
  for (const given of preset.keys.values()) {
    if (given.table !== undefined && OTHER_TABS.includes(given.table)) continue
    const option = given.key?.option ?? given.name
    const isUnset = given.node.kind === 'boolean' ? given.node.value === false && byOption.has(option) : 'value' in given.node && (given.node.value === '' || given.node.value === null)
    if (!isUnset) byOption.set(option, given.node)
  }
  const number = (name: string): number | undefined => {
    const node = byOption.get(name)
    const value = node && 'value' in node && node.kind !== 'boolean' && node.value !== '' ? Number(node.value) : NaN
    return Number.isNaN(value) || (value === 0 && LEFT_OUT_AT_ZERO.includes(name)) ? undefined : value
  }
  return {
    text: (name) => {
      const node = byOption.get(name)
      return node?.kind === 'string' ? String(node.value) : undefined
    },
    number,
    boolean: (name) => {
      const node = byOption.get(name)
      return node?.kind === 'boolean' ? node.value === true : undefined
    },
    list: (name) => {
      const node = byOption.get(name)
      return node?.kind === 'string' ? String(node.value).split(/\s+/).filter(Boolean) : undefined
    },
  }
}

const LEFT_OUT_AT_ZERO: readonly string[] = ['max_train_steps', 'max_train_epochs', 'min_snr_gamma', 'noise_offset', 'multires_noise_iterations', 'ip_noise_gamma', 'scale_weight_norms']

/** `max_resolution` of a preset. */
export function guiResolution(preset: GuiPreset): Size | undefined {
  const node = preset.keys.get('max_resolution')?.node
  return node && toSize(node)
}
