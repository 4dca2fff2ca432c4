import { createBreather } from '../base/breathe'
import type { FileStat } from '../base/file-system'

/** Calls after which the time that they took is looked at … */
const LOOKED_AT = 256
/** … milliseconds that one may take, as on a disk that has them in memory … */
const QUICK = 0.1
/** … and calls that are left to others where they took longer, as over a network, until it is tried again. */
const LEFT = 4096

type Stat = Pick<FileStat, 'size' | 'modified'>

/**
 * Size and time of very many files, one after the other. A call that waits for its answer costs a fifth of one that others answer, which counts
 * for two hundred thousand files, but only where the answer is there at once: elsewhere many are asked together. `atOnce` gives undefined for
 * what is not there; `later` is asked then. Others get a turn in between.
 */
export function statMany(
  atOnce: (path: string) => Stat | undefined,
  later: (path: string) => Promise<Stat | undefined>,
  now: () => number = () => performance.now(),
): (path: string) => Promise<Stat | undefined> {
  const breathe = createBreather()
  let [calls, time, left] = [0, 0, 0]
  return async (path) => {
    if (left > 0) {
      left--
      return later(path)
    }
    const start = now()
    const found = atOnce(path)
    time += now() - start
    if (++calls === LOOKED_AT) {
      if (time > LOOKED_AT * QUICK) left = LEFT
      calls = time = 0
    }
    await breathe()
    return found ?? later(path)
  }
}
