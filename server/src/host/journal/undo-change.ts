import { FileError } from '../../base/file-system'
import { nextTurn, refuse, refuseEnding, refuseJournal, type Refusal } from './apply-change'
import { carryOut } from './carry-out'
import type { JournalOptions, JournalStep } from './journal'
import { withLock } from './lock'
import type { Goal } from './operation'
import type { RefusedFile } from './refusal'
import { describeStep, settle } from './settle'
import { readSteps, saveState, type Step } from './step'
import { verifyStep } from './verify-step'

export interface UndoOptions extends JournalOptions {
  /** Which step; without it the last one that was applied, or undone. */
  readonly step?: string
  /** Leaves files alone that changed meanwhile and undoes the others; without it nothing is undone then. */
  readonly others?: boolean
}

export type UndoOutcome =
  /** `left` are files that changed meanwhile and were left alone. */
  | { readonly kind: 'done'; readonly step: JournalStep; readonly left: readonly RefusedFile[] }
  | { readonly kind: 'nothing' }
  /** `others` is the number of operations that could be undone all the same. */
  | (Refusal & { readonly step: JournalStep | undefined; readonly others: number })

/** Takes back a step as a whole. */
export async function undoChange(options: UndoOptions): Promise<UndoOutcome> {
  return travelStep('undone', options)
}

/** Applies a step again that was undone. */
export async function redoChange(options: UndoOptions): Promise<UndoOutcome> {
  return travelStep('applied', options)
}

async function travelStep(goal: Goal, options: UndoOptions): Promise<UndoOutcome> {
  try {
    return await withLock(options, (journal) => travelLocked(goal, journal, options))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { ...refuseJournal(error), step: undefined, others: 0 }
  }
}

async function travelLocked(goal: Goal, journal: string, options: UndoOptions): Promise<UndoOutcome> {
  const { fileSystem, root, signal } = options
  await settle(options, journal)
  const step = chooseStep(await readSteps(fileSystem, journal), goal, options.step)
  if (!step) return { kind: 'nothing' }
  const action = goal === 'applied' ? 'redo' : 'undo'
  const total = step.plan.operations * 2
  let done = 0
  const onOperation = (): void => options.onProgress?.(Math.min(++done, total), total)
  const { refused, fine: others, stamps } = await verifyStep(step, goal, { fileSystem, isUnsaved: options.isUnsaved, signal, onOperation })
  if (refused.length > 0 && (!options.others || others === 0)) return { ...refuse(action, refused.map(bare), root), step: describeStep(step), others }
  const last = step.plan.phases.length - 1
  const state = { ...step.state, goal, done: false, phase: goal === 'applied' ? 0 : last, turn: await nextTurn(options, journal), skip: [...step.state.skip, ...refused.map(({ index }) => index)] }
  await saveState(fileSystem, step.folder, state)
  const ending = await carryOut({ ...step, state }, { fileSystem, goal, lenient: options.others ?? false, stamps, signal, onOperation })
  if (ending.cause !== undefined) return { ...refuseEnding(action, ending, options), step: describeStep(ending.step), others: 0 }
  return { kind: 'done', step: describeStep(ending.step), left: [...refused.map(bare), ...ending.left] }
}

function bare({ path, why }: RefusedFile): RefusedFile {
  return { path, why }
}

/** The step of that id, if it is not there already; without an id the one that undo or redo is about. */
export function chooseStep(steps: readonly Step[], goal: Goal, id: string | undefined): Step | undefined {
  const candidates = steps.filter((step) => step.state.done && step.state.goal !== goal)
  if (id !== undefined) return candidates.find((step) => step.id === id)
  if (goal === 'undone') return candidates.at(-1)
  const last = candidates.toSorted((a, b) => b.state.turn - a.state.turn)[0]
  // what was undone before a new change is not offered again
  const newest = steps.filter((step) => step.state.goal === 'applied').at(-1)
  return last && newest && newest.id > last.id && newest.state.turn > last.state.turn ? undefined : last
}
