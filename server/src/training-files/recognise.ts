import { nameOf, suffixOf } from '../base/path'
import { datasetKey } from '../trainer/schema/dataset-keys'
import { GUI_KEYS, GUI_TABLES, guiKey } from '../trainer/schema/gui-keys'
import { TRAINING_OPTIONS, trainingOption } from '../trainer/schema/training-options'
import { tablesOf, valueOf, type ConfigNode, type ConfigTable, type ParsedConfig } from './config-tree'
import { parseConfig } from './parse-config'
import { looksLikeSamplePrompts } from './sample-prompts'

export const TRAINING_FILE_KINDS = ['dataset-config', 'training-config', 'gui-preset', 'sample-prompts'] as const
export type TrainingFileKind = (typeof TRAINING_FILE_KINDS)[number]

/** Suffixes of files that can be training files at all. */
export const TRAINING_FILE_SUFFIXES: readonly string[] = ['.toml', '.json', '.txt']

/**
 * What a file is to the trainer, told by its content; the name decides only between languages and where the content says nothing
 * (a text of plain prompts, a file just begun). Undefined for everything else: files of other trainers too.
 */
export function recogniseTrainingFile(text: string, name: string): TrainingFileKind | undefined {
  const suffix = suffixOf(name).toLowerCase()
  if (suffix === '.txt') return looksLikeSamplePrompts(text, name) ? 'sample-prompts' : undefined
  if (suffix !== '.toml' && suffix !== '.json') return undefined
  // other JSON is large and common: it must at least mention something of ours
  if (suffix === '.json' && !MENTIONS.test(text)) return undefined
  return recogniseConfig(parseConfig(text, name), name)
}

/** The same for a file that is parsed already. */
export function recogniseConfig(parsed: ParsedConfig, name: string): TrainingFileKind | undefined {
  const { root, top } = parsed
  if (isPromptFile(top, parsed.language)) return 'sample-prompts'
  if (top.kind !== 'table') return undefined
  if (isDatasetConfig(root, name)) return 'dataset-config'
  return recogniseOptions(root, parsed.language)
}

const MENTIONS = /"(?:datasets|general|prompt|LoRA_type|pretrained_model_name_or_path|network_dim|train_data_dir|max_resolution|learning_rate|output_name)"/

function isDatasetConfig(root: ConfigTable, name: string): boolean {
  const datasets = valueOf(root, 'datasets')
  const general = valueOf(root, 'general')
  if (datasets) {
    const tables = tablesOf(datasets)
    // musubi-tuner's configurations have the same tables and other keys
    if (tables.some((table) => FOREIGN_KEYS.some((key) => valueOf(table, key)))) return false
    if (tables.some((table) => valueOf(table, 'subsets') || hasDatasetKey(table))) return true
    return (tables.length > 0 || isEmptyList(datasets)) && (general === undefined ? looksNamed(name) : general.kind === 'table')
  }
  if (general?.kind !== 'table' || root.entries.length > 1) return false
  return general.entries.length > 0 ? general.entries.every((entry) => datasetKey(entry.key)) : looksNamed(name)
}

const FOREIGN_KEYS: readonly string[] = ['image_directory', 'image_jsonl_file', 'video_directory', 'video_jsonl_file', 'folder_path']

function hasDatasetKey(table: ConfigTable): boolean {
  return table.entries.some((entry) => datasetKey(entry.key))
}

function isEmptyList(node: ConfigNode): boolean {
  return node.kind === 'list' && node.items.length === 0
}

function looksNamed(name: string): boolean {
  return /dataset/i.test(nameOf(name))
}

const GUI_ONLY: ReadonlySet<string> = new Set(GUI_KEYS.map(({ name }) => name).filter((name) => !trainingOption(name)))
const TRAINER_ONLY: ReadonlySet<string> = new Set(TRAINING_OPTIONS.map(({ name }) => name).filter((name) => !guiKey(name)))
/** Options so particular that one of them tells a training configuration; others (`seed`, `resolution`) stand in files of every kind. */
const TELLING: readonly string[] = ['pretrained_model_name_or_path', 'network_module', 'network_dim', 'train_data_dir', 'dataset_config', 'optimizer_type', 'max_train_epochs', 'max_train_steps', 'lr_scheduler', 'unet_lr', 'train_batch_size', 'enable_bucket']

/** A GUI preset and a training configuration share most keys; the others decide. Only TOML is read by the trainer. */
function recogniseOptions(root: ConfigTable, language: ParsedConfig['language']): TrainingFileKind | undefined {
  const tables = root.entries.filter((entry) => entry.value.kind === 'table')
  const keys = root.entries.flatMap((entry) => (entry.value.kind === 'table' ? entry.value.entries.map(({ key }) => key) : [entry.key]))
  if (keys.length === 0) return undefined
  const guiOnly = keys.filter((key) => GUI_ONLY.has(key)).length
  const trainerOnly = keys.filter((key) => TRAINER_ONLY.has(key)).length
  const shared = keys.filter((key) => trainingOption(key) && guiKey(key)).length
  const known = guiOnly + trainerOnly + shared
  if (known * 2 < keys.length || known < 2) return undefined
  const inGuiTables = tables.length > 0 && tables.every((entry) => GUI_TABLES.includes(entry.key))
  if (guiOnly > trainerOnly || (inGuiTables && guiOnly === trainerOnly)) return keys.some(isGuiSign) || inGuiTables ? 'gui-preset' : undefined
  return language === 'toml' && keys.some((key) => TELLING.includes(key)) ? 'training-config' : undefined
}

function isGuiSign(key: string): boolean {
  return ['LoRA_type', 'max_resolution', 'optimizer', 'model_list', 'epoch', 'lr_warmup', 'sdxl', 'models_dir', 'train_data_dir'].includes(key)
}

/** `[prompt]` with `[[prompt.subset]]`, or a JSON list of prompts. sd-scripts: train_util.load_prompts */
function isPromptFile(top: ConfigNode, language: ParsedConfig['language']): boolean {
  if (top.kind === 'table') {
    const prompt = valueOf(top, 'prompt')
    return language === 'toml' && prompt?.kind === 'table' && top.entries.length === 1 && tablesOf(valueOf(prompt, 'subset')).length > 0
  }
  if (top.kind !== 'list' || language !== 'json' || top.items.length === 0) return false
  return top.items.every((item) => item.kind === 'table' && valueOf(item, 'prompt')?.kind === 'string' && item.entries.every(({ key }) => PROMPT_KEYS.has(key)))
}

const PROMPT_KEYS: ReadonlySet<string> = new Set(
  'prompt negative_prompt width height seed sample_steps scale guidance_scale sample_sampler controlnet_image cfg_trunc_ratio renorm_cfg flow_shift enum'.split(' '),
)
