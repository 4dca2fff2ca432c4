import { say } from '../base/message'
import { suffixOf } from '../base/path'
import type { Span } from '../base/span'
import type { DatasetKey, DatasetLevel, DatasetMode } from '../trainer/schema/dataset-key'
import { DATASET_KEYS, datasetKey, type DatasetKeyName } from '../trainer/schema/dataset-keys'
import { trainingOption } from '../trainer/schema/training-options'
import { nameType } from '../trainer/schema/value-type'
import { fitsExactly, mixedTypes, rewriteValue } from './check-value'
import { textOf, type ConfigEntry, type ConfigNode, type ConfigTable } from './config-tree'
import type { DatasetConfig, DatasetEntry, GivenValue, GivenValues, SubsetEntry } from './dataset-config'
import { nearWords } from './near-words'
import { parseConfig } from './parse-config'
import type { TrainingProblem } from './problem'

const NO_VALUES: GivenValues = new Map()

/**
 * Reads a dataset configuration as the trainer's schema does: every key, its level and mode, every type exactly.
 * `name` decides between TOML and JSON.
 *
 * sd-scripts: config_util.load_user_config, ConfigSanitizer
 */
export function readDatasetConfig(text: string, name: string): DatasetConfig {
  const parsed = parseConfig(text, name)
  const problems: TrainingProblem[] = parsed.faults.map(({ span, message }) => ({ kind: 'syntax', span, message, aborts: true }))
  const reader = new Reader(problems, parsed.faults.length > 0, parsed.language === 'toml')
  if (!/^\.(?:toml|json)$/i.test(suffixOf(name))) {
    problems.push({ kind: 'unknown-value', span: { start: 0, end: 0 }, aborts: true, message: say`The trainer reads dataset configurations named .toml or .json only` })
  }
  const result = reader.read(parsed.top.kind === 'table' ? parsed.top : parsed.root)
  if (parsed.top.kind !== 'table') problems.push({ kind: 'wrong-type', span: parsed.top.span, aborts: true, message: say`A dataset configuration must be a table` })
  return { kind: 'dataset-config', name, parsed, ...result, problems: problems.sort((a, b) => a.span.start - b.span.start) }
}

class Reader {
  constructor(
    private readonly problems: TrainingProblem[],
    /** Lines are left out: what is absent may stand in one of them. */
    private readonly broken: boolean,
    private readonly toml: boolean,
  ) {}

  read(root: ConfigTable): Pick<DatasetConfig, 'general' | 'datasets'> {
    let general = NO_VALUES
    let datasets: readonly DatasetEntry[] = []
    let told = this.broken
    for (const entry of root.entries) {
      if (entry.key === 'general') {
        if (entry.value.kind === 'table') general = this.values(entry.value, 'general', undefined, [])
        else this.wrongType(entry, say`'general' must be a table: [general]`)
      } else if (entry.key === 'datasets') {
        told ||= entry.value.kind !== 'list'
        datasets = this.tables(entry, say`'datasets' must be a list of tables: [[datasets]]`).map((table) => this.dataset(table))
      } else this.unknownTable(entry)
    }
    if (datasets.length === 0 && !told) {
      this.add('empty', { start: 0, end: 0 }, say`No [[datasets]]: nothing is trained`, { aborts: true })
    }
    return { general, datasets }
  }

  private dataset(table: ConfigTable): DatasetEntry {
    const held = table.entries.find((entry) => entry.key === 'subsets')
    const tables = held ? this.tables(held, say`'subsets' must be a list of tables: [[datasets.subsets]]`) : []
    if (tables.length === 0 && !this.broken) {
      this.add('empty', table.span, say`A dataset without [[datasets.subsets]] has no images`, { aborts: false })
    }
    const mode = modeOf(tables)
    if (mode === undefined) this.mixedModes(tables)
    const values = this.values(table, 'dataset', mode, ['subsets'])
    const seen = new Map<string, ConfigEntry>()
    const subsets = tables.map((subset) => this.subset(subset, mode, seen))
    return { table, mode, values, subsets }
  }

  private subset(table: ConfigTable, mode: DatasetMode | undefined, seen: Map<string, ConfigEntry>): SubsetEntry {
    const values = this.values(table, 'subset', mode, [])
    for (const key of DATASET_KEYS) {
      const needed = (key as DatasetKey).required
      if (mode && needed?.includes(mode) && !table.entries.some((entry) => entry.key === key.name) && !this.broken) {
        this.add('missing-key', table.span, say`'${key.name}' is missing: the trainer needs it in every subset of this kind`, { key: key.name, aborts: true })
      }
    }
    // the same text decides, not the same folder
    const identity = mode === 'fine-tuning' ? 'metadata_file' : 'image_dir'
    const path = textOf(table, identity)
    const entry = table.entries.find((candidate) => candidate.key === identity)
    if (path !== undefined && entry) {
      if (path.trim() === '' && mode !== 'fine-tuning') this.add('empty', entry.value.span, say`No folder is named here: the trainer passes over this subset`, { key: identity, aborts: false })
      else if (seen.has(path)) this.add('repeated-folder', entry.value.span, say`'${path}' stands in this dataset already; this subset is left out`, { key: identity, aborts: false })
      else seen.set(path, entry)
    }
    return { table, values }
  }

  /** The values of a table that the trainer accepts; everything else becomes a problem. */
  private values(table: ConfigTable, level: DatasetLevel, mode: DatasetMode | undefined, tables: readonly string[]): GivenValues {
    const values = new Map<DatasetKeyName, GivenValue>()
    for (const entry of table.entries) {
      if (tables.includes(entry.key)) continue
      const key = datasetKey(entry.key)
      if (!key) this.unknownKey(entry, level, mode)
      else if (!key.levels.includes(level)) this.misplaced(entry, key)
      else if (level !== 'general' && mode && key.modes && !key.modes.includes(mode)) this.wrongMode(entry, mode)
      else if (this.checkValue(entry, key)) values.set(key.name, { node: entry.value, keySpan: entry.keySpan, level })
    }
    return values
  }

  private checkValue(entry: ConfigEntry, key: DatasetKey): boolean {
    const node = entry.value
    const mixed = this.toml ? mixedTypes(node) : undefined
    if (mixed) {
      const replacement = rewriteValue(key.type, node)
      this.add('mixed-list', node.span, say`The trainer's TOML reader refuses lists of several types (${mixed.join(', ')})`, { key: key.name, aborts: true, replacement })
      return false
    }
    if (!fitsExactly(key.type, node)) {
      const message = key.name === 'resolution' && node.kind === 'string' ? say`'resolution' is a number or [width, height] here, never a text` : say`'${key.name}' must be ${nameType(key.type)}`
      this.add('wrong-type', node.span, message, { key: key.name, aborts: true, replacement: rewriteValue(key.type, node) })
      return false
    }
    this.checkRange(key, node)
    return true
  }

  private checkRange(key: DatasetKey, node: ConfigNode): void {
    const base = { key: key.name }
    const value = 'value' in node ? node.value : undefined
    if (key.choices && typeof value === 'string' && !key.choices.includes(value)) {
      this.add('unknown-value', node.span, say`'${key.name}' must be one of ${key.choices.join(', ')}`, { ...base, aborts: true, near: nearWords(value, key.choices) })
    }
    if (key.name === 'num_repeats' && typeof value === 'number' && value < 1) {
      this.add('out-of-range', node.span, say`Fewer than 1 repeat: the subset is left out`, { ...base, aborts: false })
    } else if (key.name === 'face_crop_aug_range' && node.kind === 'list') {
      const [low, high] = node.items.map((item) => ('value' in item ? Number(item.value) : 0))
      if (low !== undefined && high !== undefined && low > high) this.add('out-of-range', node.span, say`The lower number must come first`, { ...base, aborts: true })
    } else if (typeof value === 'number' && key.max !== undefined && (value > key.max || value < (key.min ?? 0))) {
      this.add('out-of-range', node.span, say`'${key.name}' is a share from ${key.min ?? 0} to ${key.max}`, { ...base, aborts: false })
    } else if (MUST_BE_POSITIVE.includes(key.name)) {
      const sides = node.kind === 'list' ? node.items : [node]
      const wrong = sides.find((side) => 'value' in side && typeof side.value === 'number' && side.value < 1)
      if (wrong) this.add('out-of-range', wrong.span, say`'${key.name}' must be 1 or more`, { ...base, aborts: true })
    }
  }

  private tables(entry: ConfigEntry, message: ReturnType<typeof say>): readonly ConfigTable[] {
    const { value } = entry
    if (value.kind !== 'list' || value.items.some((item) => item.kind !== 'table')) this.wrongType(entry, message)
    return value.kind === 'list' ? value.items.filter((item) => item.kind === 'table') : []
  }

  private wrongType(entry: ConfigEntry, message: ReturnType<typeof say>): void {
    this.add('wrong-type', entry.keySpan, message, { key: entry.key, aborts: true })
  }

  private unknownTable(entry: ConfigEntry): void {
    const near = datasetKey(entry.key) ? [] : nearWords(entry.key, ['general', 'datasets'])
    const message = datasetKey(entry.key) ? say`'${entry.key}' must stand in [general] or [[datasets]]` : say`Only [general] and [[datasets]] may stand here, not '${entry.key}'`
    this.add(datasetKey(entry.key) ? 'misplaced-key' : 'unknown-key', entry.keySpan, message, { key: entry.key, aborts: true, near })
  }

  private unknownKey(entry: ConfigEntry, level: DatasetLevel, mode: DatasetMode | undefined): void {
    if (trainingOption(entry.key)) {
      const near = DATASET_KEYS.flatMap((key) => ((key as DatasetKey).option === entry.key ? [key.name] : []))
      this.add('other-file', entry.keySpan, say`'${entry.key}' belongs to the training configuration or the command line; the trainer rejects it here`, { key: entry.key, aborts: true, near })
      return
    }
    const near = KNOWN_MISTAKES[entry.key] ?? nearWords(entry.key, DATASET_KEYS.filter((key) => acceptsKey(key, level, mode)).map((key) => key.name))
    this.add('unknown-key', entry.keySpan, say`The trainer knows no key '${entry.key}' and rejects the file`, { key: entry.key, aborts: true, near })
  }

  private misplaced(entry: ConfigEntry, key: DatasetKey): void {
    const places = key.levels.map((level) => LEVEL_NAMES[level]).join(', ')
    this.add('misplaced-key', entry.keySpan, say`'${key.name}' may stand in ${places} only`, { key: key.name, aborts: true })
  }

  private wrongMode(entry: ConfigEntry, mode: DatasetMode): void {
    const message =
      mode === 'fine-tuning'
        ? say`'${entry.key}' is rejected in a dataset with metadata files`
        : mode === 'controlnet'
          ? say`'${entry.key}' is rejected in a dataset with conditioning images`
          : say`'${entry.key}' makes every subset of its dataset need it`
    this.add('wrong-mode', entry.keySpan, message, { key: entry.key, aborts: true })
  }

  private mixedModes(tables: readonly ConfigTable[]): void {
    for (const table of tables) {
      const entry = table.entries.find(({ key }) => key === 'metadata_file')
      if (entry) this.add('mixed-modes', entry.keySpan, say`Subsets with and without 'metadata_file' cannot share a dataset; give them [[datasets]] of their own`, { key: 'metadata_file', aborts: true })
    }
  }

  private add(kind: TrainingProblem['kind'], span: Span, message: TrainingProblem['message'], more: Omit<TrainingProblem, 'kind' | 'span' | 'message'>): void {
    this.problems.push({ kind, span, message, ...more })
  }
}

const MUST_BE_POSITIVE: readonly string[] = ['resolution', 'batch_size', 'bucket_reso_steps', 'min_bucket_reso', 'max_bucket_reso']
/** The table of a level as TOML writes it. */
export const LEVEL_NAMES: Readonly<Record<DatasetLevel, string>> = { general: '[general]', dataset: '[[datasets]]', subset: '[[datasets.subsets]]' }

/** Keys that other documents and tools teach. */
const KNOWN_MISTAKES: Readonly<Record<string, readonly string[]>> = {
  interpolation_type: ['resize_interpolation'],
  repeats: ['num_repeats'],
  image_directory: ['image_dir'],
  keep_token: ['keep_tokens'],
}

/**
 * What the subsets make of a dataset: conditioning images in all, metadata files in all, or metadata files in none. Undefined for a
 * mixture. A dataset without subsets is taken as one with captions.
 */
function modeOf(subsets: readonly ConfigTable[]): DatasetMode | undefined {
  const have = (name: string): number => subsets.filter((subset) => subset.entries.some((entry) => entry.key === name)).length
  if (subsets.length === 0) return 'dreambooth'
  if (have('conditioning_data_dir') === subsets.length) return 'controlnet'
  const metadata = have('metadata_file')
  return metadata === subsets.length ? 'fine-tuning' : metadata === 0 ? 'dreambooth' : undefined
}

/** Whether a key may stand at a level of a dataset of this mode: for completion and for near keys. */
export function acceptsKey(key: DatasetKey, level: DatasetLevel, mode: DatasetMode | undefined): boolean {
  return key.levels.includes(level) && (level === 'general' || !mode || !key.modes || key.modes.includes(mode))
}
