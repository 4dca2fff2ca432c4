/** What waits for each signal; one listener of it calls them all. */
const waiting = new WeakMap<AbortSignal, { readonly works: Set<() => void>; readonly listener: () => void }>()

/**
 * Calls `work` when the signal aborts, unless it is taken back with what is returned. However many wait for one signal, it gets one
 * listener: Node.js takes more than ten for a leak.
 */
export function whenAborted(signal: AbortSignal, work: () => void): () => void {
  let known = waiting.get(signal)
  if (!known) {
    const works = new Set<() => void>()
    const listener = (): void => {
      waiting.delete(signal)
      for (const each of works) each()
    }
    waiting.set(signal, (known = { works, listener }))
    signal.addEventListener('abort', listener, { once: true })
  }
  const { works, listener } = known
  // a function of its own, for the same work may wait twice
  const entry = (): void => work()
  works.add(entry)
  return () => {
    if (!works.delete(entry) || works.size > 0) return
    if (waiting.get(signal)?.works === works) waiting.delete(signal)
    signal.removeEventListener('abort', listener)
  }
}
