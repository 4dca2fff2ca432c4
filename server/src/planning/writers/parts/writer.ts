import type { Message } from '../../../base/message'
import type { FolderCaptions } from '../../../dataset/folder'
import type { Size } from '../../../trainer/buckets'
import type { TrainingPlan } from '../../plan'

/** A folder of the dataset, as the files of trainers speak of it. */
export interface WriterFolder {
  /** Absolute. */
  readonly path: string
  readonly relative: string
  readonly name: string
  readonly classTokens: string
  readonly repeats: number
  readonly regularization: boolean
  readonly captions: FolderCaptions
  /** Some image has no caption. */
  readonly uncaptioned: boolean
}

/** A caption that a sample prompt can be made of. */
export interface WriterCaption {
  readonly text: string
  readonly concept: string
  /** Keys of the concept's triggers. */
  readonly triggers: readonly string[]
  readonly size: Size | undefined
}

export interface WriterInput {
  readonly plan: TrainingPlan
  readonly root: string
  /** Id of the dataset's format. */
  readonly format: string | undefined
  readonly folders: readonly WriterFolder[]
  readonly captions: readonly WriterCaption[]
  readonly maxTokenLength: number
  readonly weighted: boolean
  /** File names of `dataset.toml`, of the training configuration and of the sample prompts, relative to the root: those in force, else usual ones. */
  readonly names: { readonly dataset: string; readonly training: string; readonly prompts: string }
  /** What only the user knows; a placeholder is written where it is left out. */
  readonly baseModel?: string
  readonly outputName?: string
  readonly outputFolder?: string
}

/** One file for a trainer. */
export interface WriterFile {
  /** Relative to the root, or absolute. */
  readonly path: string
  /** The whole text where there is no such file yet. */
  readonly fresh: () => string
  /** The text with the plan's values in place, all else as it is; a fault where it cannot be edited. Without it an existing file is left alone. */
  readonly edit?: (text: string) => string | { readonly fault: Message }
}

/** One trainer that a plan is written for. */
export interface PlanWriter {
  readonly id: string
  readonly title: Message
  /** Why this dataset cannot be written for it; undefined where it can. */
  refuses?(input: WriterInput): Message | undefined
  files(input: WriterInput): readonly WriterFile[]
}

/** The `[[datasets]]` that the plan speaks of first; trainers other than sd-scripts have one. */
export function firstDataset({ plan }: WriterInput): TrainingPlan['datasets'][number] | undefined {
  return plan.datasets[0]
}
