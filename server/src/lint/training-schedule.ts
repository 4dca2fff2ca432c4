import { collectFacts } from '../planning/collect-facts'
import { planTraining } from '../planning/plan-training'
import type { Dataset } from '../dataset/dataset'
import { optimizer } from '../trainer/schema/optimizers'
import type { TrainingRun } from './training-run'

/** The optimizer of a run as far as advice about rates fits it. */
export function takesUsualRates({ options }: TrainingRun): boolean {
  const known = optimizer(options.text('optimizer_type') ?? 'AdamW')
  // others want rates of their own
  return known !== undefined && !known.adaptive && /adam/i.test(known.name)
}

/** Real steps of a run whose training configuration is in force for the dataset; undefined where its images are not known. */
export function stepsOf({ training, options }: TrainingRun, dataset: Dataset | undefined): { readonly steps: number; readonly perEpoch: number } | undefined {
  if (!training || !dataset?.training?.files.some(({ path }) => path === training.path)) return undefined
  const { steps } = planTraining({ ...collectFacts(dataset), options })
  return steps.perEpoch > 0 ? { steps: steps.real.value, perEpoch: steps.perEpoch } : undefined
}

/** The rate of the image model; 0 leaves it untrained. */
export function unetRate({ options }: TrainingRun): number {
  return options.number('unet_lr') ?? options.number('learning_rate') ?? 2e-6
}
