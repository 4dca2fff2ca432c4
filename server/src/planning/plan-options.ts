import type { Goal, Model } from '../settings'
import type { Size } from '../trainer/buckets'
import type { NetworkKind } from './network-size'

/** What a user chooses for a plan; what is left out is as the files, the settings, the notes or the trainer say, in that order. */
export interface PlanOptions {
  readonly goal?: Goal
  readonly model?: Model
  readonly resolution?: Size
  readonly buckets?: boolean
  readonly noUpscale?: boolean
  readonly epochs?: number
  readonly batch?: number
  readonly accumulation?: number
  readonly gpus?: number
  /** By folder, relative to the dataset's root. */
  readonly repeats?: Readonly<Record<string, number>>
  readonly unetRate?: number
  readonly textEncoderRate?: number
  readonly scheduler?: string
  /** Steps, or below 1 a share. */
  readonly warmup?: number
  /** Restarts of `cosine_with_restarts`. */
  readonly cycles?: number
  readonly network?: NetworkKind
  readonly dim?: number
  readonly alpha?: number
  readonly convDim?: number
  readonly convAlpha?: number
  /** Of LoKr. */
  readonly factor?: number
  readonly textEncoder?: boolean
}
