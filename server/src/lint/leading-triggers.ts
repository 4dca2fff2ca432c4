import { spread } from '../base/spread'
import type { Concept, Trigger } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'

/** Captions that are looked at, at most. */
const LOOKED_AT = 60

/** With how many of its triggers most captions of a concept begin; those without any are not counted. */
export function countLeadingTriggers({ folder, triggers }: Concept, dataset: Dataset): number {
  const keys = new Set(triggers.map((trigger) => trigger.key))
  const counts = spread(dataset.samplesIn(folder.path), LOOKED_AT)
    .map((sample) => leading(dataset.keysOf(sample.id), keys))
    .filter((count) => count > 0)
    .sort((a, b) => a - b)
  return counts[Math.floor(counts.length / 2)] ?? 0
}

function leading(tags: readonly string[], triggers: ReadonlySet<string>): number {
  const first = tags.findIndex((tag) => !triggers.has(tag))
  return first < 0 ? tags.length : first
}

/** The triggers of a concept that its captions are to carry in front. */
export function frontTriggers({ triggers }: Concept): readonly Trigger[] {
  return triggers.filter((trigger) => trigger.key !== '')
}
