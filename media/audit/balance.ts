import type { ReportConcept } from '../../server/src/protocol/audit'

export interface BalanceRow {
  readonly concept: ReportConcept
  /** Length of its bar, 0–1. */
  readonly length: number
}

export interface Balance {
  readonly rows: readonly BalanceRow[]
  /** What each concept would have if all had the same, in images × repeats; null for fewer than two. */
  readonly equalShare: number | null
  /** Where that is on the bars, 0–1. */
  readonly line: number
}

/** The concepts against the share that each would have if all were equal. Regularisation images teach nothing and are apart. */
export function balanceOf(concepts: readonly ReportConcept[]): Balance {
  const longest = Math.max(1, ...concepts.map(({ effective }) => effective))
  const taught = concepts.filter(({ regularization }) => !regularization)
  const equalShare = taught.length < 2 ? null : Math.round(taught.reduce((sum, { effective }) => sum + effective, 0) / taught.length)
  return {
    rows: concepts.map((concept) => ({ concept, length: concept.effective / longest })),
    equalShare,
    line: (equalShare ?? 0) / longest,
  }
}
