import type { TrainingPlan } from '../planning/plan'
import type { PlanOptions } from '../planning/plan-options'
import type { Translated } from '../planning/translate-plan'

export type { PlanOptions } from '../planning/plan-options'

/** A training plan with its texts in the user's language; see `planning/plan.ts` for what each part means. */
export type TrainingPlanData = Translated<TrainingPlan>

/** `taglore/plan`: the training that a dataset and these choices make. Cheap: asked again at every movement of a slider. */
export const PLAN_REQUEST = 'taglore/plan'

export interface PlanParams {
  /** URI of the dataset's folder, or of any file in it. */
  readonly uri: string
  readonly options?: PlanOptions
}

export interface PlanResult {
  /** URI of the dataset's root. */
  readonly root: string
  readonly plan: TrainingPlanData
}
