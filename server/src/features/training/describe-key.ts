import { say, type Message } from '../../base/message'
import type { DatasetKey, DatasetMode } from '../../trainer/schema/dataset-key'
import type { GuiKey } from '../../trainer/schema/gui-keys'
import { LYCORIS_ALGORITHMS, NETWORK_MODULES, type NetworkArgument } from '../../trainer/schema/networks'
import { OPTIMIZERS, optimizer } from '../../trainer/schema/optimizers'
import { SCHEDULERS, scheduler } from '../../trainer/schema/schedulers'
import type { Trainer, TrainingOption } from '../../trainer/schema/training-option'
import { trainingOption } from '../../trainer/schema/training-options'
import { nameType, type ValueType } from '../../trainer/schema/value-type'
import { LEVEL_NAMES } from '../../training-files/read-dataset-config'
import type { PromptOption } from '../../training-files/sample-prompts'

/** What a key of a training file is: paragraphs to be translated. What it does stands first. */
export type KeyLines = readonly Message[]

interface Described {
  readonly type: ValueType
  readonly default?: string | number | boolean | null
  readonly choices?: readonly (string | number)[]
  readonly min?: number
  readonly max?: number
}

const MODES: Readonly<Record<DatasetMode, Message>> = {
  dreambooth: say`captions beside the images`,
  'fine-tuning': say`metadata files`,
  controlnet: say`conditioning images or masks`,
}

export function describeDatasetKey(key: DatasetKey): KeyLines {
  const [mode, second] = key.modes ?? []
  return [
    key.description,
    ...describeValue(key),
    say`May stand in ${key.levels.map((level) => LEVEL_NAMES[level]).join(', ')}`,
    ...(mode ? [second ? say`Only in datasets with ${MODES[mode]} or ${MODES[second]}` : say`Only in datasets with ${MODES[mode]}`] : []),
    ...(trainingOption(key.option ?? key.name) ? [say`Where no table sets it, '${key.option ?? key.name}' of the training configuration counts`] : []),
  ]
}

export function describeTrainingOption(option: TrainingOption): KeyLines {
  const own = Object.entries(option.defaults ?? {}).map(([trainer, value]) => `${trainer} ${value}`)
  return [
    option.description,
    ...describeValue({ ...option, default: option.type === 'boolean' ? false : option.default }),
    ...(own.length > 0 ? [say`Other defaults: ${own.join(', ')}`] : []),
    ...(option.trainers && !isEveryLora(option.trainers) ? [say`Only of these trainers: ${option.trainers.join(', ')}`] : []),
  ]
}

function isEveryLora(trainers: readonly Trainer[]): boolean {
  return trainers.length === 1 && trainers[0] === 'network'
}

export function describeGuiKey(key: GuiKey): KeyLines {
  const option = key.option === undefined ? undefined : trainingOption(key.option)
  return [key.description, ...(key.choices ? [say`One of ${key.choices.join(', ')}`] : []), ...(option ? [say`Becomes '${option.name}' of the trainer`] : [])]
}

export function describeArgument(argument: NetworkArgument): KeyLines {
  return [argument.description, ...describeValue(argument)]
}

const PROMPT_TYPES: Readonly<Record<PromptOption['type'], ValueType>> = { text: 'string', integer: 'integer', float: 'number' }

export function describePromptOption(option: PromptOption): KeyLines {
  const { type, min, max, choices } = option
  return [option.description, ...(type === 'text' ? [] : describeRange({ min, max })), ...(choices ? [say`One of ${choices.join(', ')}`] : [])]
}

/** The type of a key of sample prompts in a TOML or JSON file. */
export function promptType(option: PromptOption): ValueType {
  return PROMPT_TYPES[option.type]
}

function describeValue(described: Described): Message[] {
  const { type, default: standard, choices } = described
  const unset = standard === undefined || standard === null
  return [
    unset ? say`Type: ${nameType(type)}` : say`Type: ${nameType(type)}; default: ${typeof standard === 'string' ? JSON.stringify(standard) : String(standard)}`,
    ...(choices ? [say`One of ${choices.join(', ')}`] : describeRange(described)),
  ]
}

function describeRange({ min, max }: Pick<Described, 'min' | 'max'>): Message[] {
  if (min !== undefined && max !== undefined) return [say`From ${min} to ${max}`]
  if (min !== undefined) return [say`At least ${min}`]
  return max === undefined ? [] : [say`At most ${max}`]
}

/** A value that has a name and a meaning of its own. */
export interface NamedValue {
  readonly name: string
  readonly description: Message
}

/** The named values of a key: optimizers, schedulers, networks; none for other keys. */
export function namedValues(key: string): readonly NamedValue[] {
  switch (key) {
    case 'lr_scheduler':
      return SCHEDULERS
    case 'optimizer':
    case 'optimizer_type':
      return OPTIMIZERS
    case 'network_module':
      return NETWORK_MODULES
    case 'algo':
      return LYCORIS_ALGORITHMS
    default:
      return []
  }
}

/** What one named value means; names of optimizers are compared without regard to case. */
export function describeNamedValue(key: string, value: string): Message | undefined {
  if (key === 'lr_scheduler') return scheduler(value)?.description
  if (key === 'optimizer' || key === 'optimizer_type') return optimizer(value)?.description
  return namedValues(key).find(({ name }) => name === value)?.description
}
