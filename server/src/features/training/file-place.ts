import type { DatasetLevel, DatasetMode } from '../../trainer/schema/dataset-key'
import { datasetKey } from '../../trainer/schema/dataset-keys'
import { guiKey } from '../../trainer/schema/gui-keys'
import { trainingOption } from '../../trainer/schema/training-options'
import type { ValueType } from '../../trainer/schema/value-type'
import { levelAt, placeAt, type ConfigPlace } from '../../training-files/config-place'
import type { ConfigTable, ParsedConfig } from '../../training-files/config-tree'
import { pathKindOf } from '../../training-files/named-paths'
import { parseConfig } from '../../training-files/parse-config'
import type { TrainingFileKind } from '../../training-files/recognise'
import { PROMPT_OPTIONS } from '../../training-files/sample-prompts'
import { describeDatasetKey, describeGuiKey, describePromptOption, describeTrainingOption, promptType, type KeyLines } from './describe-key'

/** A TOML or JSON training file with the place of an offset in it. */
export interface FilePlace {
  readonly kind: TrainingFileKind
  readonly parsed: ParsedConfig
  readonly place: ConfigPlace
  /** Of a dataset configuration only. */
  readonly level: DatasetLevel | undefined
  /** Undefined while the subsets do not say it yet. */
  readonly mode: DatasetMode | undefined
}

export function filePlaceAt(text: string, name: string, kind: TrainingFileKind, offset: number): FilePlace {
  const parsed = parseConfig(text, name)
  const place = placeAt(parsed, text, offset)
  return { kind, parsed, place, level: kind === 'dataset-config' ? levelAt(place.path) : undefined, mode: modeAt(parsed.root, place.path) }
}

/** The mode of the dataset around a path, as far as its subsets tell. */
function modeAt(root: ConfigTable, path: readonly (string | number)[]): DatasetMode | undefined {
  const list = root.entries.find(({ key }) => key === 'datasets')?.value
  const dataset = list?.kind === 'list' && typeof path[1] === 'number' ? list.items[path[1]] : undefined
  const subsets = dataset?.kind === 'table' ? dataset.entries.find(({ key }) => key === 'subsets')?.value : undefined
  const keys = subsets?.kind === 'list' ? subsets.items.flatMap((item) => (item.kind === 'table' ? item.entries.map(({ key }) => key) : [])) : []
  if (keys.includes('conditioning_data_dir')) return 'controlnet'
  if (keys.includes('metadata_file')) return 'fine-tuning'
  return keys.includes('image_dir') ? 'dreambooth' : undefined
}

/** A key of a training file as its schema has it. */
export interface KnownKey {
  readonly name: string
  readonly type: ValueType
  readonly choices?: readonly (string | number)[]
  readonly path?: 'file' | 'folder' | 'either'
  readonly lines: KeyLines
}

/** What the schema of a kind of file says of a key. */
export function knownKey(kind: TrainingFileKind, name: string): KnownKey | undefined {
  if (kind === 'dataset-config') {
    const key = datasetKey(name)
    return key && { ...key, lines: describeDatasetKey(key) }
  }
  const option = trainingOption(name)
  if (kind === 'training-config') return option && { ...option, lines: describeTrainingOption(option) }
  if (kind === 'gui-preset') {
    const key = guiKey(name)
    const becomes = key && trainingOption(key.option ?? key.name)
    return key && { name, type: key.type, choices: key.choices ?? becomes?.choices, path: pathKindOf(kind, name), lines: describeGuiKey(key) }
  }
  const prompt = PROMPT_OPTIONS.find(({ key }) => key === name)
  return prompt && { name, type: promptType(prompt), choices: prompt.choices, ...(prompt.path ? { path: 'file' as const } : {}), lines: describePromptOption(prompt) }
}
