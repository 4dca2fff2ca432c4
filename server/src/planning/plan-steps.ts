import { say, type Message } from '../base/message'
import type { Goal } from '../settings'
import { formulaSteps } from '../trainer/steps'
import type { Figure } from './figure'
import type { DatasetPlan } from './plan-datasets'

/** Least steps with few images at a UNet rate of 1e-4, by the notes. */
export const LEAST_STEPS: Readonly<Record<Goal, number>> = { character: 1000, style: 2500, concept: 3000 }

export interface StepFacts {
  readonly datasets: readonly DatasetPlan[]
  readonly epochs: number
  readonly accumulation: number
  readonly gpus: number
  readonly steps: number
  /** `max_train_steps` ends the run, not the epochs. */
  readonly limited: boolean
}

/** The simple formula, and what makes the real steps differ from it, one cause after another. */
export function explainSteps(facts: StepFacts): { readonly formula: Figure; readonly difference: readonly { readonly text: Message; readonly total: number }[] } {
  const { datasets, epochs, accumulation, gpus, steps, limited } = facts
  const formula = total(datasets, ({ planned, }) => formulaSteps(planned.samples, epochs, planned.batch.value))
  const withReg = total(datasets, ({ planned, reg }) => formulaSteps(planned.samples + reg.samples, epochs, planned.batch.value))
  const batches = total(datasets, ({ planned }) => planned.batches)
  const buckets = total(datasets, ({ planned }) => planned.buckets.length)
  const reg = total(datasets, (dataset) => dataset.reg.samples)
  const difference: { text: Message; total: number }[] = []
  let so = formula
  const add = (now: number, text: Message): void => {
    if (now !== so) difference.push({ text, total: now })
    so = now
  }
  add(withReg, say`Regularisation adds ${reg} samples to each epoch`)
  add(batches * epochs, say`The last batch of each of ${buckets} buckets is not full, and is not filled from others`)
  add(Math.ceil(batches / gpus) * epochs, say`${gpus} graphics cards work at the same time`)
  add(Math.ceil(Math.ceil(batches / gpus) / accumulation) * epochs, say`${accumulation} batches are gathered for one step, and each epoch ends with a whole one`)
  if (limited) add(steps, say`Training ends at max_train_steps, within an epoch or after several`)
  return { formula: { value: formula, source: say`images × repeats × epochs ÷ batch` }, difference }
}

function total(datasets: readonly DatasetPlan[], of: (dataset: DatasetPlan) => number): number {
  return datasets.reduce((sum, dataset) => sum + of(dataset), 0)
}
