import type { Message } from '../../base/message'
import type { ValueType } from './value-type'

/** Where a key may stand in a dataset configuration: `[general]`, `[[datasets]]`, `[[datasets.subsets]]`. */
export type DatasetLevel = 'general' | 'dataset' | 'subset'

/** What a dataset is: `dreambooth` reads captions beside images, `fine-tuning` a metadata file, `controlnet` pairs with conditioning images or masks. */
export type DatasetMode = 'dreambooth' | 'fine-tuning' | 'controlnet'

export type DatasetValue = string | number | boolean | null

/** One key of a dataset configuration. */
export interface DatasetKey<Name extends string = string> {
  readonly name: Name
  readonly levels: readonly DatasetLevel[]
  /** Modes whose datasets and subsets take it; undefined is all. `[general]` takes the keys of every mode. */
  readonly modes?: readonly DatasetMode[]
  /** Modes whose subsets must have it. */
  readonly required?: readonly DatasetMode[]
  readonly type: ValueType
  /** Null where there is none. */
  readonly default: DatasetValue
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
  /** The training option whose value holds where the configuration gives none, when it has another name. */
  readonly option?: string
  readonly path?: 'file' | 'folder'
  readonly description: Message
}
