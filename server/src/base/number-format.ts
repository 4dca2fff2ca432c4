/** Counts as Danbooru writes them: `6.0M`, `952K`, `9.3K`, `390` (one decimal below ten of a unit). */
export function formatCount(count: number): string {
  for (const [unit, suffix] of [
    [1e6, 'M'],
    [1e3, 'K'],
  ] as const) {
    if (count >= unit || (suffix === 'M' && count >= 999_500)) {
      const value = count / unit
      return value < 9.95 || suffix === 'M' ? `${value.toFixed(1)}${suffix}` : `${Math.round(value)}${suffix}`
    }
  }
  return String(count)
}

/** Reads `4.4M`, `950K`, `730`; undefined for anything else. */
export function parseCount(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([KM]?)$/.exec(text)
  if (!match) return undefined
  return Math.round(Number(match[1]) * (match[2] === 'M' ? 1e6 : match[2] === 'K' ? 1e3 : 1))
}

/** A share as whole percent, 0–100. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100)
}
