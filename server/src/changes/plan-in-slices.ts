import { comparePaths } from '../base/path'
import type { Sample } from '../dataset/sample'
import type { FileChange } from './change'
import { planRefactoring, type RefactoringRequest } from './plans/index'
import type { PlanAnswer, PlanWorld } from './plans/parts/refactoring'
import type { Refusal } from './plans/parts/refusal'

export interface SliceOptions {
  readonly onProgress?: (done: number, total: number) => void
  /** Gives other work a turn, a few milliseconds of work after the last time; rejects to stop. */
  readonly breathe?: () => Promise<void>
}

/** Samples that are planned for at once. */
const SLICE = 50

/** `planRefactoring` over many samples, a few at a time: every refactoring looks at each caption by itself. */
export async function planInSlices(request: RefactoringRequest, world: PlanWorld, samples: readonly Sample[], { onProgress, breathe }: SliceOptions = {}): Promise<PlanAnswer> {
  // title and settings are the same whatever the samples
  const whole = planRefactoring(request, world, samples.slice(0, SLICE))
  if ('fault' in whole) return whole
  const files: FileChange[] = [...whole.plan.change.files]
  const refusals: Refusal[] = [...whole.plan.refusals]
  for (let start = SLICE; start < samples.length; start += SLICE) {
    await breathe?.()
    onProgress?.(start, samples.length)
    const slice = planRefactoring(request, world, samples.slice(start, start + SLICE))
    if ('fault' in slice) return slice
    files.push(...slice.plan.change.files)
    refusals.push(...slice.plan.refusals)
  }
  files.sort((a, b) => comparePaths(a.path, b.path))
  refusals.sort((a, b) => comparePaths(a.path, b.path) || (a.kind < b.kind ? -1 : 1))
  return { plan: { ...whole.plan, change: { title: whole.plan.change.title, files }, refusals } }
}
