import type { TrainingPlan } from '../planning/plan'
import type { ConvertibleMode } from '../changes/convert-mode'
import type { PlanChoices } from '../planning/plan-choices'
import type { PlanOptions } from '../planning/plan-options'
import type { Shell } from '../planning/training-command'
import type { Translated } from '../planning/translate-plan'
import type { PlannedChange } from './changes'

export type { ConvertibleMode } from '../changes/convert-mode'
export type { PlanOptions } from '../planning/plan-options'
export type { Shell } from '../planning/training-command'

/** A training plan with its texts in the user's language; see `planning/plan.ts` for what each part means. */
export type TrainingPlanData = Translated<TrainingPlan>

export type PlanChoicesData = Translated<PlanChoices>

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
  readonly choices: PlanChoicesData
}

/** `taglore/planWriters`: the files and trainers that a plan can be written for. */
export const PLAN_WRITERS_REQUEST = 'taglore/planWriters'

export interface PlanWritersResult {
  readonly writers: readonly PlanWriterInfo[]
}

export interface PlanWriterInfo {
  readonly id: string
  readonly title: string
  /** Why this dataset cannot be written for it; null where it can. */
  readonly refusal: string | null
  /** Its files by URI; `edited`: one that is there is edited in place, else it is left alone. */
  readonly files: readonly { readonly uri: string; readonly exists: boolean; readonly edited: boolean }[]
}

/**
 * `taglore/writePlan`: the files of a plan as a change, to be previewed and applied. New files are written whole, existing ones edited in place;
 * what is left alone stands in `refusals`. Nothing is written.
 */
export const WRITE_PLAN_REQUEST = 'taglore/writePlan'

export interface WritePlanParams extends PlanParams {
  /** Ids of writers, see `taglore/planWriters`. */
  readonly writers: readonly string[]
  /** Path of the base model as the trainer is to have it. */
  readonly baseModel?: string
  readonly outputName?: string
  readonly outputFolder?: string
  /** Also gives the edit, worked out from the files as they are now. */
  readonly apply?: boolean
  readonly workDoneToken?: string | number
}

/** `taglore/convertMode`: the change that has the images trained in another mode. A fault is told as an error. */
export const CONVERT_MODE_REQUEST = 'taglore/convertMode'

export interface ConvertModeParams {
  readonly uri: string
  readonly to: ConvertibleMode
  readonly apply?: boolean
  readonly workDoneToken?: string | number
}

/** `taglore/trainingCommand`: the command that starts the training of the plan's configuration. */
export const TRAINING_COMMAND_REQUEST = 'taglore/trainingCommand'

export interface TrainingCommandParams extends PlanParams {
  readonly shell: Shell
}

export interface TrainingCommandResult {
  readonly command: string
  /** URI of the training configuration. */
  readonly config: string
  /** False: it is to be written first. */
  readonly exists: boolean
}

/** `taglore/checkWithTrainer`: has sd-scripts itself read the training files of a dataset, with the user's Python. Nothing is trained. */
export const CHECK_WITH_TRAINER_REQUEST = 'taglore/checkWithTrainer'

export interface CheckWithTrainerParams extends PlanParams {
  readonly workDoneToken?: string | number
}

export interface CheckWithTrainerResult {
  /** Why nothing could be checked; null where it was. `setting`: the one that is missing. */
  readonly fault: { readonly message: string; readonly setting: string | null } | null
  /** Version of Python. */
  readonly version: string
  readonly files: readonly { readonly uri: string; readonly refused: readonly string[]; readonly noted: readonly string[] }[]
}

/** What is written of a plan, besides its numbers. */
export type WriteWishes = Pick<WritePlanParams, 'writers' | 'baseModel' | 'outputName' | 'outputFolder'>

/** Extension → page. */
export type PlanMessage =
  | { readonly kind: 'show'; readonly name: string; readonly plan: TrainingPlanData; readonly choices: PlanChoicesData }
  /** `trusted`: training can be started from here. */
  | { readonly kind: 'writers'; readonly writers: readonly PlanWriterInfo[]; readonly trusted: boolean }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. The choices live in the page, and outlive it with the window. */
export type PlanAction =
  | { readonly kind: 'ready'; readonly options: PlanOptions }
  | { readonly kind: 'plan'; readonly options: PlanOptions }
  | { readonly kind: 'write'; readonly options: PlanOptions; readonly wishes: WriteWishes }
  | { readonly kind: 'copy-command'; readonly options: PlanOptions; readonly wishes: WriteWishes }
  | { readonly kind: 'start'; readonly options: PlanOptions; readonly wishes: WriteWishes }
  | { readonly kind: 'check'; readonly options: PlanOptions }
  | { readonly kind: 'convert' }
  /** A file of the dataset, relative to its root. */
  | { readonly kind: 'open-file'; readonly file: string }
  | { readonly kind: 'open-uri'; readonly uri: string }

/** What is asked, and what comes back. */
export interface PlanRequests {
  readonly [PLAN_REQUEST]: readonly [PlanParams, PlanResult]
  readonly [CHECK_WITH_TRAINER_REQUEST]: readonly [CheckWithTrainerParams, CheckWithTrainerResult]
  readonly [PLAN_WRITERS_REQUEST]: readonly [PlanParams, PlanWritersResult]
  readonly [WRITE_PLAN_REQUEST]: readonly [WritePlanParams, PlannedChange]
  readonly [CONVERT_MODE_REQUEST]: readonly [ConvertModeParams, PlannedChange]
  readonly [TRAINING_COMMAND_REQUEST]: readonly [TrainingCommandParams, TrainingCommandResult]
}
