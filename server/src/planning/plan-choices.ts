import type { Message } from '../base/message'
import { GOALS, MODELS, type Goal, type Model } from '../settings'
import { SCHEDULERS } from '../trainer/schema/schedulers'
import { LEAST_STEPS } from './plan-steps'

/** What can be chosen for a plan, the same for every dataset. */
export interface PlanChoices {
  /** With the least steps that the notes give for each. */
  readonly goals: readonly { readonly id: Goal; readonly steps: number }[]
  readonly models: readonly Model[]
  /** `warmup`: whether it takes one. */
  readonly schedulers: readonly { readonly name: string; readonly warmup: boolean; readonly description: Message }[]
}

export const PLAN_CHOICES: PlanChoices = {
  goals: GOALS.map((id) => ({ id, steps: LEAST_STEPS[id] })),
  models: MODELS,
  schedulers: SCHEDULERS.map(({ name, warmup, description }) => ({ name, warmup, description })),
}
