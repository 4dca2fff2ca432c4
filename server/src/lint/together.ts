import type { PlaceFinding } from './rule'

/** From this many on, and … */
const ENOUGH = 8
/** … in this share of a folder's images, a fault is the folder's and no accident. */
const SHARE = 1 / 3

/** A finding for each, or one for all where most of a folder has the fault. `total`: what the folder has of such things. */
export function* tellTogether<T>(found: readonly T[], total: number, one: (item: T) => PlaceFinding, all: (items: readonly T[]) => PlaceFinding): Iterable<PlaceFinding> {
  if (found.length >= ENOUGH && found.length >= total * SHARE) yield all(found)
  else for (const item of found) yield one(item)
}
