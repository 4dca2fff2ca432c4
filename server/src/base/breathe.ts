/** Milliseconds of work after which others get a turn. */
const FRAME = 10

/** Gives other work a turn where the last one is a frame ago; costs next to nothing where it is not. */
export type Breathe = () => Promise<void>

export function createBreather(frame: number = FRAME): Breathe {
  let turn = performance.now()
  return async () => {
    if (performance.now() - turn <= frame) return
    await new Promise((resolve) => setImmediate(resolve))
    turn = performance.now()
  }
}
