import { say } from '../base/message'
import { modelFacts } from '../trainer/models'
import { countSteps, defaultMaxTrainSteps } from '../trainer/steps'
import { adviseBaseModels } from './base-models'
import type { PlanFacts } from './collect-facts'
import { chosen, firstFigure, fromTraining, originSource, TRAINER_DEFAULT, type Figure } from './figure'
import type { TrainingPlan } from './plan'
import { originPart, planDatasets } from './plan-datasets'
import { planNetwork } from './plan-network'
import { planNotes } from './plan-notes'
import type { PlanOptions } from './plan-options'
import { planRates, planSchedule } from './plan-rates'
import { explainSteps, LEAST_STEPS } from './plan-steps'
import { adviseResolution } from './propose-resolution'
import { describeMode } from './training-mode'

/**
 * The training that a dataset and these choices make. A value comes from the choice, else from the training files, else from the
 * settings, else from the notes; where training files are present and leave it out, from the trainer's own default.
 */
export function planTraining(facts: PlanFacts, options: PlanOptions = {}): TrainingPlan {
  const { settings } = facts
  const goal = chosen(options.goal) ?? { value: settings.values.goal, source: originSource(settings.originOf('goal'), 'goal', say`assumed: no goal is set`) }
  const model = chosen(options.model) ?? { value: settings.values.model, source: originSource(settings.originOf('model'), 'model', say`assumed: no model is set`) }
  const { family } = modelFacts(model.value)
  const datasets = planDatasets(facts, model.value, options)
  const batches = sum(datasets.map(({ planned }) => planned.batches))
  const samples = sum(datasets.map(({ planned }) => planned.samples))
  const accumulation = count(facts, options.accumulation, 'gradient_accumulation_steps')
  const gpus = chosen(options.gpus) ?? { value: 1, source: say`assumed: one graphics card` }
  const perEpoch = countSteps({ batches, epochs: 1, accumulation: accumulation.value, processes: gpus.value }).stepsPerEpoch
  const { epochs, maxTrainSteps } = planEpochs(facts, options, perEpoch, goal.value)
  const steps = countSteps({ batches, ...(maxTrainSteps === undefined ? { epochs: epochs.value } : { maxTrainSteps }), accumulation: accumulation.value, processes: gpus.value })
  const explained = explainSteps({ datasets, epochs: epochs.value, accumulation: accumulation.value, gpus: gpus.value, steps: steps.steps, limited: maxTrainSteps !== undefined })
  const batch = datasets[0]?.planned.batch.value ?? 1
  const rates = planRates(facts, options, family, batch * accumulation.value * gpus.value)
  const regularization = { images: 0, samples: 0, unused: 0 }
  for (const { reg } of datasets) {
    regularization.images += reg.images
    regularization.samples += reg.samples
    regularization.unused += reg.unused
  }
  const folders = datasets.flatMap(({ folders: own }) => own)
  const unmeasured = sum(facts.datasets.flatMap(({ subsets }) => subsets.map((subset) => subset.unmeasured)))
  const trained = facts.sizes
  const draft = {
    mode: { ...facts.modes, text: describeMode(facts.modes.mode) },
    goal,
    model,
    images: { value: trained.length, source: say`images found in the dataset, without regularisation` },
    unmeasured,
    folders,
    samples: { value: samples, source: say`images × repeats, summed over the folders` },
    regularization: { ...regularization, source: say`balanced against the training samples, as the trainer does it` },
    datasets: datasets.map(({ planned }) => planned),
    epochs,
    accumulation,
    gpus,
    batchesPerEpoch: { value: batches, source: say`each bucket filled by itself: samples ÷ batch, rounded up` },
    steps: {
      real: { value: steps.steps, source: maxTrainSteps === undefined ? say`epochs × batches of an epoch, parted among graphics cards and accumulation, rounded up` : say`max_train_steps, for no number of epochs is set` },
      perEpoch: steps.stepsPerEpoch,
      ...explained,
      minimum: { value: LEAST_STEPS[goal.value], source: say`training notes: least steps for this goal with few images at a rate of 1e-4` },
    },
    rates,
    schedule: planSchedule(facts, options, steps.steps, gpus.value, rates.unet.value),
    network: planNetwork(facts, options, family, goal.value),
    resolution: adviseResolution(facts, model.value, originPart(datasets), trained),
    baseModelsText: say`Results are best on models close to the one that is trained on; most SD 1.x anime models descend from NAI and ACertainty`,
    baseModels: adviseBaseModels(goal.value, family, settings.values.baseModels),
  }
  return { ...draft, notes: planNotes(facts, draft) }
}

function planEpochs(facts: PlanFacts, options: PlanOptions, perEpoch: number, goal: keyof typeof LEAST_STEPS): { readonly epochs: Figure; readonly maxTrainSteps?: number } {
  const given = chosen(options.epochs) ?? fromTraining(facts.options?.number('max_train_epochs'), 'max_train_epochs', facts.files)
  if (given) return { epochs: given }
  if (facts.options) {
    const most = facts.options.number('max_train_steps')
    const steps = most ?? defaultMaxTrainSteps
    const source = most === undefined ? say`the trainer's own default of ${defaultMaxTrainSteps} steps` : say`${facts.files.training ?? ''}: max_train_steps`
    return { epochs: { value: perEpoch === 0 ? 0 : Math.ceil(steps / perEpoch), source }, maxTrainSteps: steps }
  }
  const least = LEAST_STEPS[goal]
  return { epochs: { value: perEpoch === 0 ? 1 : Math.ceil(least / perEpoch), source: say`proposed: as many as the notes' least steps (${least}) need` } }
}

function count(facts: PlanFacts, option: number | undefined, key: string): Figure {
  return firstFigure(chosen(option), fromTraining(facts.options?.number(key), key, facts.files), { value: 1, source: TRAINER_DEFAULT })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
