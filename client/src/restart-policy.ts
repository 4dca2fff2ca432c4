/** Restarts that are made without asking, within `window` milliseconds. */
const LIMIT = 5
const WINDOW = 3 * 60_000

export interface RestartPolicy {
  /** Notes that the server ended at `now` (milliseconds); whether it is to be started again unasked. */
  mayRestart(now: number): boolean
  /** Forgets what was: the user has started it. */
  reset(): void
}

/** At most five restarts within three minutes: a server that dies at once is not started for ever. */
export function createRestartPolicy(limit = LIMIT, window = WINDOW): RestartPolicy {
  let ends: number[] = []
  return {
    mayRestart(now) {
      ends = [...ends.filter((end) => now - end < window), now]
      return ends.length <= limit
    },
    reset() {
      ends = []
    },
  }
}
