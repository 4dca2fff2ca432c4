/** Work that may be asked for faster than it is done: once at a time, and once more for all who asked meanwhile. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isWanted = false
  let isRunning = false
  return async () => {
    isWanted = true
    if (isRunning) return
    isRunning = true
    try {
      while (isWanted) {
        isWanted = false
        await work()
      }
    } finally {
      isRunning = false
    }
  }
}
