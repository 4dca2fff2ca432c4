export interface AtRest {
  /** Once more: the work waits for this many milliseconds without another call. */
  soon(): void
  stop(): void
}

/** Does the work when nothing has asked for it for a while: files change by the hundred. */
export function atRest(milliseconds: number, work: () => void): AtRest {
  let timer: NodeJS.Timeout | undefined
  return {
    soon() {
      clearTimeout(timer)
      timer = setTimeout(work, milliseconds)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Does the work at once; what is asked for within so many milliseconds is done once more after them. */
export function atMostEvery(milliseconds: number, work: () => void): AtRest {
  let timer: NodeJS.Timeout | undefined
  let isAsked = false

  function run(): void {
    isAsked = false
    timer = setTimeout(() => {
      timer = undefined
      if (isAsked) run()
    }, milliseconds)
    work()
  }

  return {
    soon() {
      isAsked = true
      if (timer === undefined) run()
    },
    stop() {
      isAsked = false
      clearTimeout(timer)
      timer = undefined
    },
  }
}
