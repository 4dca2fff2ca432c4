import type { Layer, SettingKey, SettingValues } from '../settings'
import type { CaptionOptions } from '../trainer/caption-options'
import { captionSuffix } from '../trainer/files'
import { trainerBuckets } from '../trainer/models'
import { trainingOption } from '../trainer/schema/training-options'
import type { DatasetConfig } from './dataset-config'
import { guiOptionValues, guiResolution, type GuiPreset } from './read-gui-preset'
import { resolveDatasets, toSize } from './resolve-datasets'
import { optionValues, type OptionValues, type TrainingConfig } from './training-config'

export interface TrainingFilesInForce {
  readonly dataset?: DatasetConfig
  readonly training?: TrainingConfig
  /** Counts only where there is no training configuration. */
  readonly preset?: GuiPreset
}

/**
 * The settings that training files put in force: where one is present and leaves a key out, the trainer's own default holds
 * (`.caption`, buckets off …). Several datasets: those of the first; folders have settings of their own. Undefined without files.
 */
export function trainingLayer(files: TrainingFilesInForce): Layer | undefined {
  const { dataset, training, preset } = files
  if (!dataset && !training && !preset) return undefined
  const first = dataset && resolveDatasets(dataset, training)[0]
  const options = training || !preset ? optionValues(training) : guiOptionValues(preset)
  const values: Partial<Record<SettingKey, unknown>> = first
    ? {
        ...sizeSettings(first.resolution?.value ?? optionSize(options, files)),
        ...bucketSettings(first.buckets.enabled.value, first.buckets.min.value, first.buckets.max.value, first.buckets.step.value, first.buckets.noUpscale.value),
        ...captionSettings(first.subsets[0]?.captions ?? optionCaptions(options), first.subsets[0]?.captionExtension.value ?? '.caption'),
      }
    : {
        ...sizeSettings(optionSize(options, files)),
        ...bucketSettings(
          options.boolean('enable_bucket') ?? false,
          options.number('min_bucket_reso') ?? trainerBuckets.min,
          options.number('max_bucket_reso') ?? trainerBuckets.max,
          options.number('bucket_reso_steps') ?? trainerBuckets.step,
          options.boolean('bucket_no_upscale') ?? false,
        ),
        ...captionSettings(optionCaptions(options), captionSuffix(options.text('caption_extention') ?? options.text('caption_extension') ?? '.caption')),
      }
  if (training ?? preset) {
    values['captions.weighted'] = options.boolean('weighted_captions') ?? false
    const limit = options.number('max_token_length')
    values.maxTokenLength = limit === 150 || limit === 225 ? limit : 75
  }
  return { origin: 'training-file', values }
}

function optionSize(options: OptionValues, { preset, training }: TrainingFilesInForce): readonly [number, number] | undefined {
  const text = options.text('resolution')
  if (text !== undefined) return toSize({ kind: 'string', value: text, span: { start: 0, end: 0 } })
  return preset && !training ? guiResolution(preset) : undefined
}

/** Only values that the settings take: wrong ones are problems of the training file, not of the settings. */
function sizeSettings(size: readonly [number, number] | undefined): Partial<SettingValues> {
  return size && size.every((side) => Number.isInteger(side) && side >= 64) ? { resolution: size } : {}
}

function bucketSettings(enabled: boolean, min: number, max: number, step: number, noUpscale: boolean): Partial<SettingValues> {
  return {
    'buckets.enabled': enabled,
    ...(min >= 64 ? { 'buckets.min': min } : {}),
    ...(max >= 64 ? { 'buckets.max': max } : {}),
    ...(step >= 8 ? { 'buckets.step': step } : {}),
    'buckets.noUpscale': noUpscale,
  }
}

function captionSettings(options: CaptionOptions, extension: string): Partial<SettingValues> {
  return {
    ...(extension === '' ? {} : { 'captions.extension': extension }),
    'captions.shuffle': options.shuffleCaption ?? false,
    'captions.keepTokens': Math.max(0, options.keepTokens ?? 0),
    'captions.keepTokensSeparator': options.keepTokensSeparator ?? '',
    'captions.secondarySeparator': options.secondarySeparator ?? '',
    'captions.wildcards': options.enableWildcard ?? false,
  }
}

/** What the options of a training make of captions. */
export function optionCaptions(options: OptionValues): CaptionOptions {
  return {
    captionPrefix: options.text('caption_prefix'),
    captionSuffix: options.text('caption_suffix'),
    captionDropoutRate: options.number('caption_dropout_rate'),
    captionDropoutEveryNEpochs: options.number('caption_dropout_every_n_epochs'),
    captionTagDropoutRate: options.number('caption_tag_dropout_rate'),
    enableWildcard: options.boolean('enable_wildcard'),
    shuffleCaption: options.boolean('shuffle_caption'),
    keepTokens: options.number('keep_tokens'),
    keepTokensSeparator: options.text('keep_tokens_separator'),
    secondarySeparator: options.text('secondary_separator'),
    captionSeparator: options.text('caption_separator') ?? textDefault('caption_separator'),
    tokenWarmupMin: options.number('token_warmup_min'),
    tokenWarmupStep: options.number('token_warmup_step'),
    maxTrainSteps: options.number('max_train_steps'),
  }
}

function textDefault(name: string): string | undefined {
  const standard = trainingOption(name)?.default
  return typeof standard === 'string' ? standard : undefined
}
