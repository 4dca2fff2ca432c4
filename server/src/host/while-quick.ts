import { createBreather } from '../base/breathe'

/** Milliseconds that a call may take, as on a disk that has what is asked in memory … */
const QUICK = 0.03
/** … calls that are looked at together, for one may be slow … */
const LOOKED_AT = 256
/** … and calls that are left to others where they took longer, as over a network, until it is tried again. */
const LEFT = 4096

/**
 * Asks a disk about very many files, one after the other. A call that waits for its answer costs a fifth of one that others answer, which
 * counts for two hundred thousand files, but only where the answer is there at once: elsewhere many are asked together. `atOnce` gives
 * undefined for what it cannot answer; `later` is asked then. Others get a turn in between, and wait 8 ms and one call at most.
 */
export function whileQuick<Rest extends readonly unknown[], Answer>(
  atOnce: (path: string, ...rest: Rest) => Answer | undefined,
  later: (path: string, ...rest: Rest) => Promise<Answer>,
  now: () => number = () => performance.now(),
): (path: string, ...rest: Rest) => Promise<Answer> {
  const breathe = createBreather()
  let [calls, time, left] = [0, 0, 0]
  return async (path, ...rest) => {
    if (left > 0) {
      left--
      return later(path, ...rest)
    }
    const start = now()
    const found = atOnce(path, ...rest)
    time += now() - start
    const isSlow = time > LOOKED_AT * QUICK
    if (isSlow) left = LEFT
    if (isSlow || ++calls === LOOKED_AT) calls = time = 0
    await breathe()
    return found ?? later(path, ...rest)
  }
}
