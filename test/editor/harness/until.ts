import { deepStrictEqual } from 'node:assert/strict'

const firstPause = 25
const longestPause = 250

export interface UntilOptions {
  /** Milliseconds; 30 seconds unless told. */
  readonly timeout?: number
}

type Probe<T> = () => Promise<T> | T
type Absent = undefined | null | false

/**
 * Asks `probe` again and again until it gives something other than undefined, null or false, and returns that.
 * A probe that throws counts as "not yet"; its last error is part of the message when the time is over.
 */
export async function until<T>(what: string, probe: Probe<T | Absent>, { timeout = 30_000 }: UntilOptions = {}): Promise<T> {
  const deadline = Date.now() + timeout
  let last: unknown
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      const value = await probe()
      if (value !== undefined && value !== null && value !== false) return value
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) {
      const reason = last instanceof Error ? `: ${last.message}` : ''
      throw new Error(`${what}: not within ${timeout / 1000} s${reason}`)
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Waits until `probe` gives exactly `expected`; tells the difference when the time is over. */
export async function untilEqual<T>(what: string, probe: Probe<T>, expected: T, options?: UntilOptions): Promise<void> {
  await until(what, async () => {
    deepStrictEqual(await probe(), expected)
    return true
  }, options)
}
