import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { Settings } from '../settings'
import { collectFacts, type PlanFacts } from './collect-facts'

interface Remembered {
  readonly settings: Settings
  readonly samples: readonly Sample[]
  readonly facts: PlanFacts
}

const FACTS = new WeakMap<Dataset, Remembered>()

/** The facts of a dataset, collected anew only when its settings or one of its samples are others than last time. */
export function factsOf(dataset: Dataset): PlanFacts {
  const held = FACTS.get(dataset)
  if (held && held.settings === dataset.settings && isSame(held.samples, dataset)) return held.facts
  const facts = collectFacts(dataset)
  FACTS.set(dataset, { settings: dataset.settings, samples: [...dataset.samples.values()], facts })
  return facts
}

/** A sample that changes is another object. */
function isSame(before: readonly Sample[], { samples }: Dataset): boolean {
  if (before.length !== samples.size) return false
  let index = 0
  for (const sample of samples.values()) if (sample !== before[index++]) return false
  return true
}
