/** A point of the schedule: an update, and the share of the learning rate at it, 0–1. */
export interface Point {
  readonly step: number
  readonly factor: number
}

/** The curve as a path in a box of 1000 × 1000, its highest value at the top. */
export function pathOf(curve: readonly Point[], steps: number): string {
  const last = Math.max(1, steps - 1)
  return curve.map(({ step, factor }, index) => `${index === 0 ? 'M' : 'L'}${round((1000 * step) / last)} ${round(1000 - 1000 * Math.min(1, Math.max(0, factor)))}`).join('')
}

/** About ten points for a table, evenly spread, with the first, the highest of the warm-up and the last. */
export function tablePoints(curve: readonly Point[], warmupSteps: number): readonly Point[] {
  const last = curve.at(-1)?.step ?? 0
  const wanted = [...Array.from({ length: 11 }, (_, index) => (last * index) / 10), ...(warmupSteps > 0 ? [warmupSteps] : [])]
  const picked = wanted.map((step) => nearest(curve, step)).filter((index) => index >= 0)
  return [...new Set(picked)].sort((a, b) => a - b).flatMap((index) => curve[index] ?? [])
}

function nearest(curve: readonly Point[], step: number): number {
  let best = -1
  let distance = Infinity
  for (const [index, point] of curve.entries()) {
    const away = Math.abs(point.step - step)
    if (away < distance) [best, distance] = [index, away]
  }
  return best
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
