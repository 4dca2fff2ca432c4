import type { Breathe } from './breathe'

/** Work that may be interrupted wherever it yields: others get a turn there. It ends with its result. */
export type Sliced<Result> = Generator<undefined, Result, void>

/** Does the work at one go. */
export function finish<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Does the work and gives others a turn where it pauses. */
export async function finishSlowly<Result>(work: Sliced<Result>, breathe: Breathe): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    await breathe()
  }
}

/** Items between two pauses: less than a frame of what is done with each. */
const SLICE = 200

/** Does something with each of many items. */
export function* eachSliced<Item>(items: Iterable<Item>, work: (item: Item) => void, slice: number = SLICE): Sliced<void> {
  let done = 0
  for (const item of items) {
    work(item)
    if (++done % slice === 0) yield
  }
}
