import type { JournalledChange } from '../changes/change'

export interface ShelvedPlan {
  /** Path of the dataset. */
  readonly root: string
  readonly change: JournalledChange
}

/** The last plans that were shown: what is asked about one later must be about that very one. */
export interface PlanShelf {
  put(plan: ShelvedPlan): string
  get(name: string): ShelvedPlan | undefined
  drop(name: string): void
}

/** Several surfaces may show a plan at once. */
const KEPT = 8

export function createPlanShelf(): PlanShelf {
  // no name of a server that was restarted since
  const prefix = crypto.randomUUID()
  const plans = new Map<string, ShelvedPlan>()
  let count = 0
  return {
    put: (plan) => {
      const name = `${prefix}-${++count}`
      plans.set(name, plan)
      plans.delete(`${prefix}-${count - KEPT}`)
      return name
    },
    get: (name) => plans.get(name),
    drop: (name) => void plans.delete(name),
  }
}
