/** How bad a problem is; `off` is no level but a setting. */
export type Level = 'hint' | 'info' | 'warning' | 'error'

const RANKS: Readonly<Record<Level, number>> = { hint: 0, info: 1, warning: 2, error: 3 }

export function levelRank(level: Level): number {
  return RANKS[level]
}
