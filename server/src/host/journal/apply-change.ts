import { FileError } from '../../base/file-system'
import { say, type Message } from '../../base/message'
import type { JournalledChange } from '../../changes/change'
import { findConflicts } from '../../changes/find-conflicts'
import { carryOut, ForeignFile, type Ending } from './carry-out'
import { JOURNAL_LIMITS, type JournalOptions, type JournalStep } from './journal'
import { withLock } from './lock'
import { prepareStep } from './prepare-step'
import { prune } from './prune'
import { describeLeft, describeRefusal, type RefusedAction, type RefusedFile } from './refusal'
import { describeStep, dropTrace, settle } from './settle'
import { dropStep, makeStepFolder, readSteps, saveState, type Step } from './step'

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly step: JournalStep }
  /** The files are already as the change would make them. */
  | { readonly kind: 'unchanged' }
  /** No file is changed, apart from those in `left`, which somebody else changed while they were to be put back. */
  | Refusal

export interface Refusal {
  readonly kind: 'refused'
  readonly message: Message
  readonly files: readonly RefusedFile[]
  readonly left: readonly RefusedFile[]
}

/**
 * Applies a change as one step that can be undone: every file or none, also when the program is killed half-way.
 * Refused where a file is not as the change takes it to be. Rejects with a `JournalError` where the journal cannot be used, and with the
 * signal's reason, after taking everything back, where that aborts.
 */
export async function applyChange(change: JournalledChange, options: JournalOptions): Promise<ApplyOutcome> {
  const conflicts = findConflicts(change)
  if (conflicts.length > 0) return refuse('apply', conflicts, options.root)
  if (change.files.length === 0) return { kind: 'unchanged' }
  try {
    return await withLock(options, (journal) => applyLocked(change, journal, options))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return refuseJournal(error)
  }
}

async function applyLocked(change: JournalledChange, journal: string, options: JournalOptions): Promise<ApplyOutcome> {
  const { fileSystem, root } = options
  await settle(options, journal)
  const begun = await makeStepFolder(fileSystem, journal)
  const prepared = await prepareStep(change, begun, options).catch(async (error: unknown) => {
    await dropStep(fileSystem, journal, begun.id)
    throw error
  })
  if ('refused' in prepared || prepared.plan.phases.length === 0) {
    await dropStep(fileSystem, journal, begun.id)
    return 'refused' in prepared ? refuse('apply', prepared.refused, root) : { kind: 'unchanged' }
  }
  const { plan, stamps } = prepared
  const step: Step = { ...begun, plan, state: { goal: 'applied', done: false, phase: 0, turn: await nextTurn(options, journal), first: true, skip: [] } }
  await saveState(fileSystem, step.folder, step.state)
  const total = change.files.length * 2
  let done = change.files.length
  const ending = await carryOut(step, { fileSystem, goal: 'applied', lenient: false, stamps, signal: options.signal, onOperation: () => options.onProgress?.(Math.min(++done, total), total) })
  await dropTrace(fileSystem, journal, ending.step)
  if (ending.cause !== undefined) return refuseEnding('apply', ending, options)
  await prune(fileSystem, journal, options.limits ?? JOURNAL_LIMITS, step.id)
  return { kind: 'applied', step: describeStep(ending.step) }
}

/** A number above all that the history holds. */
export async function nextTurn({ fileSystem }: Pick<JournalOptions, 'fileSystem'>, journal: string): Promise<number> {
  return Math.max(0, ...(await readSteps(fileSystem, journal)).map(({ state }) => state.turn)) + 1
}

export function refuse(action: RefusedAction, files: readonly RefusedFile[], root: string, left: readonly RefusedFile[] = []): Refusal {
  const message = describeRefusal(action, files, root)
  return { kind: 'refused', message: left.length > 0 ? say`${message}; ${describeLeft(left, root)}` : message, files, left }
}

/** Why a step turned back, as a refusal; errors that say nothing about a file are thrown on. */
export function refuseEnding(action: RefusedAction, { cause, left }: Ending, { root }: Pick<JournalOptions, 'root'>): Refusal {
  if (cause instanceof ForeignFile) return refuse(action, [cause.file], root, left)
  if (cause instanceof FileError) return refuse(action, [{ path: cause.path, why: cause.code }], root, left)
  throw cause
}

/** A journal that cannot be written: then nothing is. */
export function refuseJournal({ path, code }: FileError): Refusal {
  return { kind: 'refused', message: say`Nothing was changed, because the journal cannot be written: '${path}' (${code})`, files: [], left: [] }
}
