/** Something whose share of an epoch is to be evened out. */
export interface BalanceUnit {
  /** Samples an epoch at factor 1: above 0. */
  readonly samples: number
  /** The share that it should have, in relation to the others: above 0. */
  readonly weight: number
}

export interface BalanceLimits {
  /** The largest may exceed the smallest by this share, 0.1 for a tenth; 0 or more. */
  readonly tolerance: number
  /** Samples of an epoch at most. */
  readonly most?: number
}

export interface BalancedFactors {
  /** Whole numbers from 1 on, one for each unit. */
  readonly factors: readonly number[]
  /** The largest share divided by the smallest, each by its weight; 1 for none or one. */
  readonly ratio: number
  readonly samples: number
  /** Both limits are kept. */
  readonly reached: boolean
}

/** Beyond so many steps the counts have no common measure worth having. */
const STEPS = 100_000

/**
 * The factors with the smallest total that even out the shares within the tolerance. Where `most` does not allow it, those under `most` that
 * come nearest, and the smallest of these; where not even factor 1 fits, 1 for all.
 *
 * Raising the smallest one step at a time never passes a solution by: in every solution above it the smallest has to be raised too.
 */
export function balanceRepeats(units: readonly BalanceUnit[], { tolerance, most = Infinity }: BalanceLimits): BalancedFactors {
  const factors = units.map(() => 1)
  const share = (at: number): number => {
    const unit = units[at]
    return unit ? (unit.samples * (factors[at] ?? 1)) / unit.weight : 0
  }
  let samples = units.reduce((sum, unit) => sum + unit.samples, 0)
  let largest = units.reduce((found, _, at) => Math.max(found, share(at)), 0)
  let best: BalancedFactors | undefined
  for (let step = 0; step < STEPS; step++) {
    const lowest = units.reduce((found, _, at) => (share(at) < share(found) ? at : found), 0)
    const ratio = units.length < 2 ? 1 : largest / share(lowest)
    const fits = samples <= most
    // a rounding error is no excess
    const reached = fits && ratio <= 1 + tolerance + 1e-9
    if (!best || (fits && ratio < best.ratio - 1e-12)) best = { factors: [...factors], ratio, samples, reached }
    if (reached || !fits) break
    factors[lowest] = (factors[lowest] ?? 1) + 1
    samples += units[lowest]?.samples ?? 0
    largest = Math.max(largest, share(lowest))
  }
  return best ?? { factors, ratio: 1, samples, reached: samples <= most }
}
