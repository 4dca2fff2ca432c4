import type { Span } from '../base/span'
import type { Size } from '../trainer/buckets'
import type { CaptionOptions } from '../trainer/caption-options'
import { captionSuffix } from '../trainer/files'
import type { DatasetMode } from '../trainer/schema/dataset-key'
import { datasetKey, type DatasetKeyName } from '../trainer/schema/dataset-keys'
import type { ConfigNode } from './config-tree'
import type { DatasetConfig, DatasetEntry, GivenValues, SubsetEntry } from './dataset-config'
import { optionValues, type OptionValues, type TrainingConfig } from './training-config'

export type ValueOrigin = 'subset' | 'dataset' | 'general' | 'training-config' | 'default'

/** A value in force and where it came from; `span` lies in the dataset configuration, or in the training configuration where that gave it. */
export interface Sourced<Value> {
  readonly value: Value
  readonly from: ValueOrigin
  readonly span?: Span
}

/** What is in force for one subset. */
export interface ResolvedSubset {
  readonly entry: SubsetEntry
  /** As written: relative paths count from where training starts. Undefined where absent (fine-tuning may leave it out). */
  readonly imageDir: Sourced<string> | undefined
  readonly metadataFile: Sourced<string> | undefined
  readonly conditioningDir: Sourced<string> | undefined
  readonly repeats: Sourced<number>
  readonly regularization: boolean
  /** Null: images without caption file get an empty caption. */
  readonly classTokens: Sourced<string | null>
  /** With its dot. */
  readonly captionExtension: Sourced<string>
  readonly alphaMask: boolean
  readonly flip: Sourced<boolean>
  readonly colorAug: Sourced<boolean>
  readonly randomCrop: Sourced<boolean>
  readonly cacheInfo: Sourced<boolean>
  /** What is made of captions. */
  readonly captions: CaptionOptions
  /** The trainer leaves it out: fewer than one repeat, or its folder stands in the dataset already. */
  readonly leftOut: 'no-repeats' | 'repeated-folder' | undefined
}

export interface ResolvedDataset {
  readonly entry: DatasetEntry
  readonly mode: DatasetMode | undefined
  /** Undefined where nothing gives one: the trainer aborts, unless the command line does. */
  readonly resolution: Sourced<Size> | undefined
  readonly batchSize: Sourced<number>
  readonly buckets: {
    readonly enabled: Sourced<boolean>
    readonly min: Sourced<number>
    readonly max: Sourced<number>
    readonly step: Sourced<number>
    readonly noUpscale: Sourced<boolean>
  }
  readonly validationSplit: Sourced<number>
  readonly subsets: readonly ResolvedSubset[]
}

/**
 * Every dataset with what is in force: subset, dataset, `[general]`, options of the training configuration, the trainer's default.
 * Values of a wrong type are passed over, as if they were not there.
 *
 * sd-scripts: config_util.BlueprintGenerator
 */
export function resolveDatasets(config: DatasetConfig, training?: TrainingConfig): readonly ResolvedDataset[] {
  return config.datasets.map((entry) => {
    const find = lookup([entry.values, config.general], training)
    const seen = new Set<string>()
    return {
      entry,
      mode: entry.mode,
      resolution: find.size('resolution'),
      batchSize: find.number('batch_size'),
      buckets: {
        enabled: find.boolean('enable_bucket'),
        min: find.number('min_bucket_reso'),
        max: find.number('max_bucket_reso'),
        step: find.number('bucket_reso_steps'),
        noUpscale: find.boolean('bucket_no_upscale'),
      },
      validationSplit: find.number('validation_split'),
      subsets: entry.subsets.map((subset) => resolveSubset(subset, lookup([subset.values, entry.values, config.general], training), optionValues(training), seen)),
    }
  })
}

function resolveSubset(entry: SubsetEntry, find: Lookup, options: OptionValues, seen: Set<string>): ResolvedSubset {
  const imageDir = find.own('image_dir')
  const metadataFile = find.own('metadata_file')
  const repeats = find.number('num_repeats')
  // subsets are told apart by the text of the path
  const identity = metadataFile?.value ?? imageDir?.value ?? ''
  const repeated = seen.has(identity)
  if (repeats.value >= 1) seen.add(identity)
  return {
    entry,
    imageDir,
    metadataFile,
    conditioningDir: find.own('conditioning_data_dir'),
    repeats,
    regularization: find.boolean('is_reg').value,
    classTokens: find.text('class_tokens'),
    captionExtension: captionExtension(find, options),
    alphaMask: find.boolean('alpha_mask').value,
    flip: find.boolean('flip_aug'),
    colorAug: find.boolean('color_aug'),
    randomCrop: find.boolean('random_crop'),
    cacheInfo: find.boolean('cache_info'),
    captions: captionOptions(find, options),
    leftOut: repeats.value < 1 ? 'no-repeats' : repeated ? 'repeated-folder' : undefined,
  }
}

/** The old misspelling of the option wins over the option, but not over the configuration. */
function captionExtension(find: Lookup, options: OptionValues): Sourced<string> {
  const { value, from, span } = find.text('caption_extension')
  const misspelt = from === 'training-config' || from === 'default' ? options.text('caption_extention') : undefined
  return misspelt === undefined ? { value: captionSuffix(value ?? '.caption'), from, span } : { value: captionSuffix(misspelt), from: 'training-config' }
}

function captionOptions(find: Lookup, options: OptionValues): CaptionOptions {
  const text = (name: DatasetKeyName): string | undefined => find.text(name).value ?? undefined
  return {
    captionPrefix: text('caption_prefix'),
    captionSuffix: text('caption_suffix'),
    captionDropoutRate: find.number('caption_dropout_rate').value,
    captionDropoutEveryNEpochs: find.number('caption_dropout_every_n_epochs').value,
    captionTagDropoutRate: find.number('caption_tag_dropout_rate').value,
    enableWildcard: find.boolean('enable_wildcard').value,
    shuffleCaption: find.boolean('shuffle_caption').value,
    keepTokens: find.number('keep_tokens').value,
    keepTokensSeparator: text('keep_tokens_separator'),
    secondarySeparator: text('secondary_separator'),
    captionSeparator: text('caption_separator'),
    tokenWarmupMin: find.number('token_warmup_min').value,
    tokenWarmupStep: find.number('token_warmup_step').value,
    maxTrainSteps: options.number('max_train_steps'),
  }
}

interface Lookup {
  boolean(name: DatasetKeyName): Sourced<boolean>
  number(name: DatasetKeyName): Sourced<number>
  text(name: DatasetKeyName): Sourced<string | null>
  size(name: DatasetKeyName): Sourced<Size> | undefined
  /** A value that only the first level can give. */
  own(name: DatasetKeyName): Sourced<string> | undefined
}

function lookup(levels: readonly GivenValues[], training: TrainingConfig | undefined): Lookup {
  const given = (name: DatasetKeyName): Sourced<ConfigNode> | undefined => {
    for (const level of levels) {
      const found = level.get(name)
      if (found) return { value: found.node, from: found.level, span: found.node.span }
    }
    const option = training?.options.get(optionName(name))
    return option?.fits && option.node.kind !== 'null' ? { value: option.node, from: 'training-config', span: option.node.span } : undefined
  }
  const read = <Value>(name: DatasetKeyName, convert: (node: ConfigNode) => Value | undefined, standard: Value): Sourced<Value> => {
    const found = given(name)
    const value = found && convert(found.value)
    return value === undefined || !found ? { value: standard, from: 'default' } : { ...found, value }
  }
  return {
    boolean: (name) => read(name, toBoolean, datasetKey(name)?.default === true),
    number: (name) => read(name, toNumber, Number(datasetKey(name)?.default ?? 0)),
    text: (name) => read<string | null>(name, toText, textDefault(name)),
    size: (name) => {
      const found = given(name)
      const value = found && toSize(found.value)
      return found && value ? { ...found, value } : undefined
    },
    own: (name) => {
      const found = levels[0]?.get(name)
      const value = found && toText(found.node)
      return found && value !== undefined ? { value, from: found.level, span: found.node.span } : undefined
    },
  }
}

function optionName(name: DatasetKeyName): string {
  return datasetKey(name)?.option ?? name
}

function textDefault(name: DatasetKeyName): string | null {
  const standard = datasetKey(name)?.default
  return typeof standard === 'string' ? standard : null
}

function toBoolean(node: ConfigNode): boolean | undefined {
  return node.kind === 'boolean' ? node.value === true : undefined
}

/** Python takes booleans for the integers 0 and 1. */
function toNumber(node: ConfigNode): number | undefined {
  return node.kind === 'integer' || node.kind === 'float' || node.kind === 'boolean' ? Number(node.value) : undefined
}

function toText(node: ConfigNode): string | undefined {
  return node.kind === 'string' ? String(node.value) : undefined
}

/** `512`, `[512, 768]`, and as training options write it `"512"` or `"512,768"`. */
export function toSize(node: ConfigNode): Size | undefined {
  const numbers = node.kind === 'list' ? node.items.map(toNumber) : node.kind === 'string' ? String(node.value).split(',').map(Number) : [toNumber(node)]
  const [width, height = width, ...rest] = numbers
  if (width === undefined || height === undefined || rest.length > 0) return undefined
  return width >= 1 && height >= 1 ? [width, height] : undefined
}
