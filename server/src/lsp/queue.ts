/** Runs pieces of work one after the other, in the order in which they were asked for; one that fails does not stop the next. */
export type Queue = <Result>(work: () => Promise<Result>) => Promise<Result>

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const run = last.then(work)
    last = run.catch(() => undefined)
    return run
  }
}
