import type { Message } from '../base/message'
import type { Goal, Model } from '../settings'
import type { Size } from '../trainer/buckets'
import type { BaseModelAdvice } from './base-models'
import type { Figure } from './figure'
import type { NetworkKind, NetworkSize } from './network-size'
import type { PlannedBucket, ResizeCosts } from './plan-buckets'
import type { ResolutionAdvice } from './propose-resolution'
import type { CurvePoint } from './scheduler-curve'
import type { ModeFacts } from './training-mode'

/** A training as the files and choices make it; plain data, and every number says where it comes from. */
export interface TrainingPlan {
  readonly mode: ModeFacts & { readonly text: Message }
  readonly goal: Figure<Goal>
  readonly model: Figure<Model>
  readonly images: Figure
  /** Images whose header could not be read; they are in no figure. */
  readonly unmeasured: number
  readonly folders: readonly PlannedFolder[]
  /** Images × repeats of an epoch, without regularisation. */
  readonly samples: Figure
  readonly regularization: { readonly images: number; readonly samples: number; readonly unused: number; readonly source: Message }
  readonly datasets: readonly PlannedDataset[]
  readonly epochs: Figure
  readonly accumulation: Figure
  readonly gpus: Figure
  readonly batchesPerEpoch: Figure
  readonly steps: StepPlan
  readonly rates: RatePlan
  readonly schedule: SchedulePlan
  readonly network: NetworkPlan
  readonly resolution: ResolutionAdvice
  /** What fits goal and family, best first; advice that forbids nothing. */
  readonly baseModels: readonly BaseModelAdvice[]
  readonly baseModelsText: Message
  readonly notes: readonly PlanNote[]
}

export interface PlannedFolder {
  readonly folder: string
  readonly name: string
  readonly dataset: number
  readonly images: number
  readonly repeats: Figure
  readonly samples: number
  readonly regularization: boolean
}

/** One `[[datasets]]`, or all of another format. */
export interface PlannedDataset {
  readonly batch: Figure
  readonly resolution: Figure<Size>
  readonly enabled: Figure<boolean>
  readonly min: Figure
  readonly max: Figure
  readonly step: Figure
  readonly noUpscale: Figure<boolean>
  readonly samples: number
  readonly buckets: readonly PlannedBucket[]
  readonly batches: number
  readonly costs: ResizeCosts
}

export interface StepPlan {
  readonly real: Figure
  readonly perEpoch: number
  /** Images × repeats × epochs ÷ batch, not rounded. */
  readonly formula: Figure
  /** From the formula to the real steps: each line says what it adds, with the total so far. */
  readonly difference: readonly { readonly text: Message; readonly total: number }[]
  /** Least steps the notes give for the goal, at a rate of 1e-4 with few images. */
  readonly minimum: Figure
}

export interface RatePlan {
  readonly unet: Figure
  readonly textEncoder: Figure
  /** Batch × accumulation × GPUs. */
  readonly together: number
  /** What the notes would begin with at this batch. */
  readonly advice: { readonly unet: number; readonly textEncoder: number; readonly text: Message }
}

export interface SchedulePlan {
  readonly name: Figure<string>
  /** As written: steps, or below 1 a share. */
  readonly warmup: Figure
  /** Updates of the warm-up. */
  readonly warmupSteps: number
  readonly cycles: Figure
  /** Empty where the curve is not known beforehand. */
  readonly curve: readonly CurvePoint[]
  readonly advice: { readonly warmup: readonly [from: number, to: number]; readonly cycles: number; readonly text: Message }
}

/** A kind of network at the rank in force. */
export interface NetworkChoice {
  readonly kind: NetworkKind
  readonly size: NetworkSize | null
  /** Bytes at other usual ranks, and at the one in force; empty where the layers are not known. */
  readonly ranks: readonly { readonly dim: number; readonly bytes: number }[]
  readonly advised: boolean
  readonly text: Message
}

export interface NetworkPlan {
  readonly kind: Figure<NetworkKind>
  readonly dim: Figure
  readonly alpha: Figure
  readonly convDim: Figure
  readonly convAlpha: Figure
  readonly factor: Figure
  readonly textEncoder: Figure<boolean>
  /** All kinds at this rank, in the notes' order of control; `size` is null where the layers are not known. */
  readonly choices: readonly NetworkChoice[]
  readonly source: Message
}

/** Something to know about the plan. `warning` where training would end or go wrong. */
export interface PlanNote {
  readonly id: string
  readonly level: 'info' | 'warning'
  readonly text: Message
}
