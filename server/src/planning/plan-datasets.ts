import { say, type Message } from '../base/message'
import { modelName } from '../base/model-names'
import type { Model, SettingKey } from '../settings'
import type { Size } from '../trainer/buckets'
import { bucketOptions } from '../trainer/resolve-buckets'
import type { PlanDataset, PlanFacts } from './collect-facts'
import { chosen, firstFigure, fromConfig, fromTraining, originSource, TRAINER_DEFAULT, type Figure } from './figure'
import type { PlannedDataset, PlannedFolder } from './plan'
import { createFitter, fillBuckets, resizeCosts, type BucketUse } from './plan-buckets'
import type { PlanOptions } from './plan-options'

export interface DatasetPlan {
  readonly planned: PlannedDataset
  readonly folders: readonly PlannedFolder[]
  readonly reg: { readonly images: number; readonly samples: number; readonly unused: number }
  readonly use: BucketUse
}

/** Every dataset with its buckets in one epoch. */
export function planDatasets(facts: PlanFacts, model: Model, options: PlanOptions): readonly DatasetPlan[] {
  return facts.datasets.map((dataset, index) => planDataset(facts, dataset, index, model, options))
}

/** How the first dataset groups its images: what resolutions are compared under. */
export function originPart(datasets: readonly DatasetPlan[]): BucketUse {
  return datasets[0]?.use ?? { enabled: true, resolution: [512, 512], min: 256, max: 1024, step: 64, noUpscale: false }
}

function planDataset(facts: PlanFacts, dataset: PlanDataset, index: number, model: Model, options: PlanOptions): DatasetPlan {
  const { resolved } = dataset
  const batch = firstFigure(
    chosen(options.batch),
    fromConfig(resolved?.batchSize, 'batch_size', facts.files),
    fromTraining(facts.options?.number('train_batch_size'), 'train_batch_size', facts.files),
    { value: 1, source: TRAINER_DEFAULT },
  )
  const figures = bucketFigures(facts, dataset, model, options)
  const use: BucketUse = { enabled: figures.enabled.value, resolution: figures.resolution.value, min: figures.min.value, max: figures.max.value, step: figures.step.value, noUpscale: figures.noUpscale.value }
  const subsets = dataset.subsets.map((subset) => ({ ...subset, repeats: chosen(options.repeats?.[subset.folder]) ?? subset.repeats }))
  const fit = createFitter(facts, use)
  const validation = resolved?.validationSplit.value ?? facts.options?.number('validation_split') ?? 0
  const filled = fillBuckets(subsets.map(({ sizes, repeats, regularization }) => ({ sizes, repeats: repeats.value, regularization })), fit, batch.value, validation)
  return {
    planned: {
      batch,
      ...figures,
      samples: filled.samples,
      buckets: filled.buckets,
      batches: filled.buckets.reduce((sum, { batches }) => sum + batches, 0),
      costs: resizeCosts(dataset.sizes, fit),
    },
    folders: subsets.map(({ folder, name, repeats, regularization, sizes }) => ({ folder, name, dataset: index, images: sizes.length, repeats, samples: sizes.length * repeats.value, regularization })),
    reg: filled.regularization,
    use,
  }
}

type BucketFigures = Pick<PlannedDataset, 'resolution' | 'enabled' | 'min' | 'max' | 'step' | 'noUpscale'>

/** `taglore.json` goes before what the dataset configuration says, as everywhere. */
function bucketFigures(facts: PlanFacts, { resolved }: PlanDataset, model: Model, options: PlanOptions): BucketFigures {
  const { settings, files } = facts
  const usual = say`usual for ${modelName(model)}`
  const own = bucketOptions({ ...settings.values, model })
  const pick = <Value>(option: Value | undefined, key: SettingKey, value: Value, given: Figure<Value> | undefined, standard: Message): Figure<Value> => {
    const origin = settings.originOf(key)
    const setting = { value, source: originSource(origin, key, standard) }
    return firstFigure(chosen(option), origin === 'taglore.json' ? setting : undefined, given, setting)
  }
  const size = resolved?.resolution
  const resolution: Figure<Size> = pick(options.resolution, 'resolution', own.resolution, size && fromConfig(size, 'resolution', files), usual)
  const assumed = say`assumed: graphical trainers turn it on, the trainer itself leaves it off`
  return {
    resolution,
    enabled: pick(options.buckets, 'buckets.enabled', settings.values['buckets.enabled'], fromConfig(resolved?.buckets.enabled, 'enable_bucket', files), assumed),
    min: pick(undefined, 'buckets.min', own.min, fromConfig(resolved?.buckets.min, 'min_bucket_reso', files), usual),
    max: pick(undefined, 'buckets.max', own.max, fromConfig(resolved?.buckets.max, 'max_bucket_reso', files), usual),
    step: pick(undefined, 'buckets.step', own.step, fromConfig(resolved?.buckets.step, 'bucket_reso_steps', files), usual),
    noUpscale: pick(options.noUpscale, 'buckets.noUpscale', own.noUpscale, fromConfig(resolved?.buckets.noUpscale, 'bucket_no_upscale', files), TRAINER_DEFAULT),
  }
}

