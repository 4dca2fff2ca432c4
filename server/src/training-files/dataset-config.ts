import type { Span } from '../base/span'
import type { DatasetLevel, DatasetMode } from '../trainer/schema/dataset-key'
import type { DatasetKeyName } from '../trainer/schema/dataset-keys'
import type { ConfigNode, ConfigTable, ParsedConfig } from './config-tree'
import type { TrainingProblem } from './problem'

/** One value of a dataset configuration with its place. */
export interface GivenValue {
  readonly node: ConfigNode
  readonly keySpan: Span
  readonly level: DatasetLevel
}

/** The values of one table that have the type they must have, by key. */
export type GivenValues = ReadonlyMap<DatasetKeyName, GivenValue>

export interface SubsetEntry {
  readonly table: ConfigTable
  readonly values: GivenValues
}

export interface DatasetEntry {
  readonly table: ConfigTable
  /** Undefined where subsets of two modes are mixed, which the trainer refuses. */
  readonly mode: DatasetMode | undefined
  readonly values: GivenValues
  readonly subsets: readonly SubsetEntry[]
}

/** A `--dataset_config` as written; `resolveDatasets` says what is in force. */
export interface DatasetConfig {
  readonly kind: 'dataset-config'
  readonly name: string
  readonly parsed: ParsedConfig
  readonly general: GivenValues
  readonly datasets: readonly DatasetEntry[]
  readonly problems: readonly TrainingProblem[]
}
