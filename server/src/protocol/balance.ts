import type { BalanceReport } from '../audit/balance-report'
import type { PlannedChange } from './changes'

export type { BalanceReport } from '../audit/balance-report'

/** `taglore/balance`: repeats that show every concept about equally often, and the change that sets them. Nothing is written. */
export const BALANCE_REQUEST = 'taglore/balance'

export interface BalanceParams {
  /** The dataset, or any file of it. */
  readonly uri: string
  /** Percent that the largest concept may be shown more often than the smallest. */
  readonly tolerance: number
  /** Samples of an epoch at most; null for no limit. */
  readonly maxSamples: number | null
  /** Tags whose images get a folder of their own. */
  readonly tags: readonly string[]
  readonly workDoneToken?: string | number
}

export interface BalanceResult {
  /** Null outside a dataset. */
  readonly report: BalanceReport | null
  /** What the report says, a sentence each, in the user's language. */
  readonly sentences: readonly string[]
  /** Why the proposal cannot be set; null where it can. */
  readonly fault: string | null
  /** Null where there is nothing to set, or it cannot be. */
  readonly change: PlannedChange | null
}

/** What is asked, and what comes back. */
export interface BalanceRequests {
  readonly [BALANCE_REQUEST]: readonly [BalanceParams, BalanceResult]
}
