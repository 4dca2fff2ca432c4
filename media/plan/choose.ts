import type { PlanOptions } from '../../server/src/protocol/plan'

/** The choices with one more; `undefined` takes a choice back, so that its value comes from the files again. */
export function choose<Key extends keyof PlanOptions>(options: PlanOptions, key: Key, value: PlanOptions[Key] | undefined): PlanOptions {
  const { [key]: _, ...others } = options
  return value === undefined ? others : { ...others, [key]: value }
}

/** The choices with other repeats for a folder, or as its name or file says. */
export function chooseRepeats(options: PlanOptions, folder: string, value: number | undefined): PlanOptions {
  const { [folder]: _, ...others } = options.repeats ?? {}
  const repeats = value === undefined ? others : { ...others, [folder]: value }
  return choose(options, 'repeats', Object.keys(repeats).length === 0 ? undefined : repeats)
}

/** How many things were chosen: each folder's repeats count by themselves. */
export function countChoices(options: PlanOptions): number {
  const { repeats, ...others } = options
  return Object.keys(others).length + Object.keys(repeats ?? {}).length
}
