import { say } from '../base/message'
import { datasetKey } from '../trainer/schema/dataset-keys'
import { LYCORIS_ALGORITHMS, networkModule } from '../trainer/schema/networks'
import { SCHEDULERS, scheduler } from '../trainer/schema/schedulers'
import type { TrainingOption } from '../trainer/schema/training-option'
import { TRAINING_OPTIONS, trainingOption } from '../trainer/schema/training-options'
import { nameType, type ValueType } from '../trainer/schema/value-type'
import { fitsExactly, mixedTypes, rewriteValue } from './check-value'
import type { ConfigEntry, ConfigNode } from './config-tree'
import { nearWords } from './near-words'
import { parseConfig } from './parse-config'
import type { TrainingProblem } from './problem'
import type { GivenOption, TrainingConfig } from './training-config'

const NUMBERS: readonly ValueType[] = ['integer', 'float', 'number']
const NAMES = TRAINING_OPTIONS.map(({ name }) => name)

/**
 * Reads a `--config_file`. Sections are flattened by one level, as the trainer does; it checks neither keys nor types, so what
 * would be ignored or end the run later is told here.
 *
 * sd-scripts: train_util.read_config_from_file
 */
export function readTrainingConfig(text: string, name: string): TrainingConfig {
  const parsed = parseConfig(text, name)
  const options = new Map<string, GivenOption>()
  const problems: TrainingProblem[] = parsed.faults.map(({ span, message }) => ({ kind: 'syntax', span, message, aborts: true }))
  const add = (entry: ConfigEntry, section: string | undefined): void => {
    const older = options.get(entry.key)
    if (older) problems.push(repeated(entry, older, section))
    const found = checkOption(entry, section)
    problems.push(...found)
    options.set(entry.key, { name: entry.key, node: entry.value, keySpan: entry.keySpan, section, fits: !found.some(({ kind }) => kind === 'wrong-type') })
  }
  for (const entry of parsed.root.entries) {
    if (entry.value.kind === 'table') for (const inner of entry.value.entries) add(inner, entry.key)
    else add(entry, undefined)
  }
  problems.push(...checkNetworkArguments(options))
  return { kind: 'training-config', name, parsed, options, problems }
}

function repeated(entry: ConfigEntry, older: GivenOption, section: string | undefined): TrainingProblem {
  const message = say`'${entry.key}' stands in [${older.section ?? ''}] too; sections mean nothing, and the one in [${section ?? ''}] counts`
  return { kind: 'repeated-key', span: older.keySpan, message, key: entry.key, aborts: false }
}

function checkOption(entry: ConfigEntry, section: string | undefined): TrainingProblem[] {
  const { key, keySpan: span, value } = entry
  if (value.kind === 'table') {
    return [{ kind: 'ignored', span, key, aborts: false, message: say`'[${section ?? ''}.${key}]' is not read: only one level of sections is flattened` }]
  }
  const option = trainingOption(key)
  if (!option) return OF_FRONTENDS.includes(key) ? [] : [unknownOption(entry)]
  const mixed = mixedTypes(value)
  if (mixed) {
    return [{ kind: 'mixed-list', span: value.span, key, aborts: true, message: say`The trainer's TOML reader refuses lists of several types (${mixed.join(', ')})` }]
  }
  return fitsOption(option, value) ? checkChoice(option, value) : [wrongType(option, value)]
}

/** Keys by which graphical trainers choose the script (lora-scripts): the trainer itself need not know them. */
const OF_FRONTENDS: readonly string[] = ['model_train_type']

function unknownOption({ key, keySpan: span, value }: ConfigEntry): TrainingProblem {
  const dataset = datasetKey(key)
  if (dataset) {
    const near = dataset.option === undefined ? [] : [dataset.option]
    return { kind: 'other-file', span, key, aborts: false, near, message: say`'${key}' is a key of the dataset configuration; here it is ignored` }
  }
  // tables that hold the options of another program are none of ours
  const near = value.kind === 'list' && value.items.some((item) => item.kind === 'table') ? [] : nearWords(key, NAMES)
  return { kind: 'unknown-key', span, key, aborts: false, near, message: say`The trainer has no option '${key}' and ignores it` }
}

/**
 * Whether the trainer can work with the value. Numbers may be integers where decimals are wanted; `false` and empty texts count as
 * not given where a text is wanted. The command line would have converted texts; a file does not.
 */
function fitsOption(option: TrainingOption, node: ConfigNode): boolean {
  if (node.kind === 'boolean' && node.value === false) return !NUMBERS.includes(option.type)
  if (node.kind === 'boolean') return option.type === 'boolean'
  if (node.kind === 'string' && node.value === '') return option.type !== 'boolean'
  if (option.type === 'float') return node.kind === 'integer' || node.kind === 'float'
  return fitsExactly(option.type, node)
}

function wrongType(option: TrainingOption, node: ConfigNode): TrainingProblem {
  const base = { kind: 'wrong-type', span: node.span, key: option.name, aborts: option.type !== 'boolean' } as const
  const replacement = option.name === 'resolution' ? resolutionText(node) : rewriteValue(option.type, node)
  if (option.type === 'boolean' && node.kind === 'string') {
    return { ...base, replacement, message: say`'${option.name}' must be true or false without quotes; any text counts as true` }
  }
  return { ...base, replacement, message: say`'${option.name}' must be ${nameType(option.type)}; the run ends at it` }
}

/** `512` → `"512"`, `[512, 768]` → `"512,768"`. */
function resolutionText(node: ConfigNode): string | undefined {
  if (node.kind === 'integer') return `"${node.value}"`
  if (node.kind !== 'list' || node.items.length !== 2 || !node.items.every((item) => item.kind === 'integer')) return undefined
  return `"${node.items.map((item) => ('value' in item ? item.value : '')).join(',')}"`
}

function checkChoice(option: TrainingOption, node: ConfigNode): TrainingProblem[] {
  if (node.kind !== 'string' && node.kind !== 'integer' && node.kind !== 'float') return []
  if (node.value === '' || node.value === null) return []
  const { name } = option
  const base = { span: node.span, key: name }
  if (name === 'lr_scheduler' && !scheduler(String(node.value))) {
    const names = SCHEDULERS.map((one) => one.name)
    return [{ ...base, kind: 'unknown-value', aborts: true, near: nearWords(String(node.value), names), message: say`The trainer knows no scheduler '${String(node.value)}'` }]
  }
  if (name === 'resolution' && !/^\s*\d+\s*(?:,\s*\d+\s*)?$/.test(String(node.value))) {
    return [{ ...base, kind: 'unknown-value', aborts: true, message: say`'resolution' must be "side" or "width,height"` }]
  }
  if (option.choices && !option.choices.some((choice) => choice === node.value)) {
    const choices = option.choices.map(String)
    return [{ ...base, kind: 'unknown-value', aborts: false, near: nearWords(String(node.value), choices), message: say`'${name}' must be one of ${choices.join(', ')}` }]
  }
  return rangeProblem(option, node)
}

function rangeProblem(option: TrainingOption, node: ConfigNode): TrainingProblem[] {
  if (node.kind !== 'integer' && node.kind !== 'float') return []
  const value = Number(node.value)
  const base = { kind: 'out-of-range', span: node.span, key: option.name, aborts: false } as const
  if (option.name === 'lr_warmup_steps' && node.kind === 'float' && value >= 1) {
    const replacement = Number.isInteger(value) ? String(value) : undefined
    return [{ ...base, replacement, message: say`A number with a decimal point is a share of all steps: ${value} is ${value * 100} %` }]
  }
  // 0 stands for "off" in many files though the trainer counts from 1
  if ((option.min !== undefined && value < Math.min(option.min, 0)) || (option.max !== undefined && value > option.max)) {
    return [{ ...base, message: option.max === undefined ? say`'${option.name}' must be ${option.min ?? 0} or more` : say`'${option.name}' must be from ${option.min ?? 0} to ${option.max}` }]
  }
  return []
}

/** `network_args` of a known module: each must be `key=value`, with a key that the module reads. */
function checkNetworkArguments(options: ReadonlyMap<string, GivenOption>): TrainingProblem[] {
  const problems: TrainingProblem[] = []
  for (const name of ['network_args', 'optimizer_args', 'lr_scheduler_args']) {
    const node = options.get(name)?.node
    if (node?.kind !== 'list') continue
    for (const item of node.items) {
      if (item.kind === 'string' && !/^[^=\s]+=/.test(String(item.value))) {
        problems.push({ kind: 'unknown-value', span: item.span, key: name, aborts: true, message: say`Each item of '${name}' must be written "key=value"` })
      }
    }
  }
  const moduleName = options.get('network_module')?.node
  const module = moduleName?.kind === 'string' ? networkModule(String(moduleName.value)) : undefined
  const given = options.get('network_args')?.node
  if (!module || module.arguments.length === 0 || given?.kind !== 'list') return problems
  const names = module.arguments.map((argument) => argument.name)
  for (const item of given.items) {
    if (item.kind !== 'string') continue
    const [key = '', value = ''] = splitArgument(String(item.value))
    if (key === 'algo' && !LYCORIS_ALGORITHMS.some((algorithm) => algorithm.name === value.toLowerCase())) {
      const near = nearWords(value, LYCORIS_ALGORITHMS.map((algorithm) => algorithm.name))
      problems.push({ kind: 'unknown-value', span: item.span, key, aborts: true, near, message: say`LyCORIS knows no algorithm '${value}'` })
    } else if (key !== '' && !names.includes(key)) {
      const near = nearWords(key, names)
      if (near.length > 0) problems.push({ kind: 'unknown-key', span: item.span, key, aborts: false, near, message: say`${module.name} has no argument '${key}' and ignores it` })
    }
  }
  return problems
}

/** `algo=loha` → `['algo', 'loha']`. */
export function splitArgument(text: string): readonly [string, string] {
  const cut = text.indexOf('=')
  return cut < 0 ? [text.trim(), ''] : [text.slice(0, cut).trim(), text.slice(cut + 1).trim()]
}
