/** `max_train_steps` where neither it nor `max_train_epochs` is set. sd-scripts: train_util.add_training_arguments */
export const defaultMaxTrainSteps = 1600

/** Loops of a training run. */
export interface TrainingSteps {
  /** Optimizer updates: what the progress bar and `save_every_n_steps` count. */
  readonly steps: number
  readonly stepsPerEpoch: number
  /** Epochs begun; without `max_train_epochs` the last one may be left half-way. */
  readonly epochs: number
}

export interface StepOptions {
  /** Batches of one epoch over all datasets: the sum of `batchesPerEpoch`. */
  readonly batches: number
  /** `max_train_epochs`; wins over `maxTrainSteps`. */
  readonly epochs?: number
  /** `max_train_steps`; default 1600. */
  readonly maxTrainSteps?: number
  /** `gradient_accumulation_steps`; default 1. */
  readonly accumulation?: number
  /** Processes (GPUs); default 1. */
  readonly processes?: number
}

/**
 * Batches of one dataset in one epoch: no bucket is filled from another and none is cut short.
 *
 * @param bucketSamples for each bucket Σ repeats of its images, balanced regularisation included
 *
 * sd-scripts: train_util.make_buckets
 */
export function batchesPerEpoch(bucketSamples: readonly number[], batchSize: number): number {
  return bucketSamples.reduce((sum, samples) => sum + Math.ceil(samples / batchSize), 0)
}

/** Optimizer steps of a run; all 0 where there are no batches (the trainer then says “No data found”). sd-scripts: train_network.train */
export function countSteps(options: StepOptions): TrainingSteps {
  const { batches, epochs, maxTrainSteps = defaultMaxTrainSteps, accumulation = 1, processes = 1 } = options
  const stepsPerEpoch = Math.ceil(Math.ceil(batches / processes) / accumulation)
  if (stepsPerEpoch === 0) return { steps: 0, stepsPerEpoch, epochs: 0 }
  return epochs === undefined
    ? { steps: maxTrainSteps, stepsPerEpoch, epochs: Math.ceil(maxTrainSteps / stepsPerEpoch) }
    : { steps: epochs * stepsPerEpoch, stepsPerEpoch, epochs }
}

/** The rule of thumb, samples × epochs ÷ batch size, not rounded: a lower bound of the real steps. */
export function formulaSteps(samples: number, epochs: number, batchSize: number): number {
  return (samples * epochs) / batchSize
}

/**
 * What is wrong with a bucket: `single-image` where a batch holds copies of one image,
 * `under-filled` where every batch is smaller than the batch size.
 */
export function bucketWeakness(bucket: { readonly images: number; readonly samples: number }, batchSize: number): 'single-image' | 'under-filled' | undefined {
  if (batchSize > 1 && bucket.images === 1 && bucket.samples > 1) return 'single-image'
  return bucket.samples > 0 && bucket.samples < batchSize ? 'under-filled' : undefined
}

/**
 * Images for training and for validation of a subset with `validation_split`; rounding can put one image in both.
 * Outside 0–1 there is no validation. Validation images have one repeat; regularisation is never split.
 *
 * sd-scripts: train_util.split_train_val
 */
export function splitValidation(images: number, split: number): { readonly train: number; readonly validation: number } {
  if (!(split > 0 && split <= 1)) return { train: images, validation: 0 }
  return { train: Math.ceil(images * (1 - split)), validation: roundHalfEven(images * split) }
}

/** Python's `round`. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value)
}
