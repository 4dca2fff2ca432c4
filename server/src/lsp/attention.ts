/** Work that nobody waits for gives way to requests. */
export interface Attention {
  /** Answers a request. */
  during<Result>(work: () => Promise<Result>): Promise<Result>
  /** Between two frames of background work: gives others a turn, and waits while requests are being answered. */
  rest(): Promise<void>
}

/** Milliseconds after which a request is long work, such as an audit: background work goes on beside it. */
const LONG = 2000

export function createAttention(now: () => number = () => performance.now()): Attention {
  /** When each request that is being answered came; in this order. */
  const running = new Set<{ readonly since: number }>()
  let waiting: (() => void)[] = []

  const wake = (): void => {
    const all = waiting
    waiting = []
    for (const each of all) each()
  }

  /** Resolves when a request is answered, or the youngest has become long work. */
  const nextEnd = (youngest: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, LONG - (now() - youngest)))
      waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })

  return {
    async during(work) {
      const request = { since: now() }
      running.add(request)
      try {
        return await work()
      } finally {
        running.delete(request)
        wake()
      }
    },
    async rest() {
      for (;;) {
        // what the client sends is read and begun in such turns
        await new Promise((resolve) => setImmediate(resolve))
        const youngest = [...running].at(-1)
        if (!youngest || now() - youngest.since >= LONG) return
        await nextEnd(youngest.since)
      }
    },
  }
}
