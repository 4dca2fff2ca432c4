const LANES = 16

/** Runs `work` over all items, some at once. After an error or an abort nothing new begins; it rejects when what has begun is over. */
export async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, signal?: AbortSignal): Promise<void> {
  let next = 0
  const failures: unknown[] = []
  const lane = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      try {
        signal?.throwIfAborted()
        // `next` stays below `items.length` here, so the item exists
        await work(items[next++] as Item)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, lane))
  if (failures.length > 0) throw failures[0]
}
