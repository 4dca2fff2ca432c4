import { FileError, type FileSystem } from '../../base/file-system'
import { say } from '../../base/message'
import { carryOut, removeDrafts } from './carry-out'
import type { JournalOptions, JournalStep } from './journal'
import { JournalError } from './journal-error'
import type { RefusedFile } from './refusal'
import { dropStep, readSteps, sweep, type Step } from './step'

/** What became of changes that were half done. */
export interface Recovery {
  /** Carried on to their end. */
  readonly finished: readonly JournalStep[]
  /** Taken back, because files changed meanwhile or the disk refused. */
  readonly takenBack: readonly JournalStep[]
  /** Files left as they are because somebody changed them meanwhile; what they held before is in the history. */
  readonly left: readonly RefusedFile[]
}

/** Brings every step that a killed program left half done to an end. Holds the lock. `stuck` where that cannot be done now. */
export async function settle({ fileSystem, root }: Pick<JournalOptions, 'fileSystem' | 'root'>, journal: string): Promise<Recovery> {
  await sweep(fileSystem, journal)
  const finished: JournalStep[] = []
  const takenBack: JournalStep[] = []
  const left: RefusedFile[] = []
  for (const step of (await readSteps(fileSystem, journal)).filter(({ state }) => !state.done)) {
    await checkRoot(fileSystem, root, step)
    await removeDrafts(step, fileSystem)
    const ending = await carryOut(step, { fileSystem, goal: step.state.goal, lenient: false, crashed: true })
    left.push(...ending.left)
    if (ending.cause === undefined) finished.push(describeStep(ending.step))
    else takenBack.push(describeStep(ending.step))
    await dropTrace(fileSystem, journal, ending.step)
  }
  return { finished, takenBack, left }
}

/** A disk that is not there now must not look like files that are gone. */
async function checkRoot(fileSystem: FileSystem, root: string, { plan }: Step): Promise<void> {
  try {
    await fileSystem.list(root)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    throw new JournalError('stuck', say`'${plan.title}' is half done, and its folder '${root}' cannot be read now (${error.code}). It is finished or taken back when the folder is there again`, { cause: error })
  }
}

/** A step that was never applied and left nothing is none. */
export async function dropTrace(fileSystem: FileSystem, journal: string, { id, state }: Step): Promise<void> {
  if (state.first && state.goal === 'undone' && state.skip.length === 0) await dropStep(fileSystem, journal, id)
}

export function describeStep({ id, plan, state }: Step): JournalStep {
  return { id, title: plan.title, when: plan.when, files: plan.files, undone: state.goal === 'undone', left: state.goal === 'undone' ? state.skip.length : 0 }
}
