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
