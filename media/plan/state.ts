import type { PlanChoicesData, PlanOptions, TrainingPlanData } from '../../server/src/protocol/plan'

export interface PlanState {
  readonly name: string
  readonly plan: TrainingPlanData
  readonly choices: PlanChoicesData
  readonly options: PlanOptions
}

export interface PlanActions {
  /** Undefined takes a choice back. */
  choose<Key extends keyof PlanOptions>(key: Key, value: PlanOptions[Key] | undefined): void
  chooseRepeats(folder: string, value: number | undefined): void
  openFile(file: string): void
  convert(): void
  /** Foldouts that are open outlive the page. */
  isOpen(id: string): boolean
  setOpen(id: string, open: boolean): void
}

/** A section that is drawn only when what it shows has changed: most of them do not while a slider moves. */
export function drawnOnChange(part: Part, pick: (state: PlanState) => unknown): Part {
  let drawn = ''
  return {
    element: part.element,
    show(state) {
      const now = JSON.stringify(pick(state))
      if (now !== drawn) part.show(state)
      drawn = now
    },
  }
}

/** One section of the page. */
export interface Part {
  readonly element: HTMLElement
  show(state: PlanState): void
}
