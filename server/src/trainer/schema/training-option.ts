import type { Message } from '../../base/message'
import type { ValueType } from './value-type'

/** Trainers that have options of their own; `network` stands for every LoRA trainer, `sdxl-full` for full SDXL training. */
export type Trainer =
  | 'network'
  | 'sdxl'
  | 'sdxl-full'
  | 'sd3'
  | 'flux'
  | 'lumina'
  | 'anima'
  | 'hunyuan-image'
  | 'fine-tune'
  | 'dreambooth'
  | 'textual-inversion'

export type OptionValue = string | number

/** One option of the trainers, as the command line and a training configuration have it. */
export interface TrainingOption {
  readonly name: string
  /** What belongs together on the reference page. */
  readonly group: string
  /** Numbers may be written either way in a training configuration, where only quotes and fractions matter. */
  readonly type: ValueType
  /** Undefined where there is none; booleans are false. */
  readonly default?: OptionValue
  /** Defaults of trainers that differ. */
  readonly defaults?: Readonly<Partial<Record<Trainer, OptionValue>>>
  readonly choices?: readonly OptionValue[]
  readonly min?: number
  readonly max?: number
  /** What a text names on disk. */
  readonly path?: 'file' | 'folder' | 'either'
  /** Trainers that have it; undefined is all. */
  readonly trainers?: readonly Trainer[]
  readonly description: Message
}
