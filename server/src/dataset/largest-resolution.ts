import type { Size } from '../trainer/buckets'

/** The largest of what a configuration may write: a side, `[width, height]` where pairs are taken, or a list of either. Undefined for anything else. */
export function largestResolution(written: unknown): Size | undefined {
  const all: readonly unknown[] = Array.isArray(written) ? written : [written]
  const sizes = all.flatMap((each): readonly Size[] => {
    const [width, height, ...more]: readonly unknown[] = Array.isArray(each) ? each : [each, each]
    return isSide(width) && isSide(height) && more.length === 0 ? [[width, height]] : []
  })
  return sizes.sort((a, b) => b[0] * b[1] - a[0] * a[1])[0]
}

/** As the setting takes it. */
function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 64
}
