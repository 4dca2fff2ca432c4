const DAY = 24 * 60 * 60 * 1000
/** A list is old, and a user may be asked again, after so many days. */
const MONTH = 30

export interface ListAge {
  /** When the list was downloaded, as ISO 8601; absent where none was. */
  readonly date?: string
  /** When the user was last reminded, as ISO 8601. */
  readonly reminded?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Whether to remind of a list that is a month old: at most once a month, never where none was downloaded. */
export function reminderDue({ date, reminded, now }: ListAge, settings: { readonly 'download.reminder': boolean }): boolean {
  if (!settings['download.reminder']) return false
  const age = ageInDays(date, now)
  return age !== undefined && age >= MONTH && (ageInDays(reminded, now) ?? Infinity) >= MONTH
}

/** Whole days from an ISO date until `now`, 0 for one in the future; undefined for no date. */
export function ageInDays(date: string | undefined, now: number): number | undefined {
  const since = date === undefined ? NaN : Date.parse(date)
  return Number.isNaN(since) ? undefined : Math.max(0, Math.floor((now - since) / DAY))
}
