import { journalOf, type JournalOptions, type JournalStep } from './journal'
import { withLock } from './lock'
import { describeStep, settle, type Recovery } from './settle'
import { dropStep, readPhase, readSteps, TRASH, type Step } from './step'
import { chooseStep } from './undo-change'

export interface History {
  /** Oldest first. */
  readonly steps: readonly JournalStep[]
  /** What an undo without a step takes back; undefined where there is nothing. */
  readonly undo: JournalStep | undefined
  /** What a redo without a step applies again. */
  readonly redo: JournalStep | undefined
  /** Bytes in the journal. */
  readonly bytes: number
}

/** The changes of a dataset, as far as they are kept. */
export async function readHistory(options: Pick<JournalOptions, 'fileSystem' | 'root' | 'journalFolder'>): Promise<History> {
  const steps = (await readSteps(options.fileSystem, journalOf(options))).filter(({ state }) => state.done)
  const describe = (step: Step | undefined): JournalStep | undefined => step && describeStep(step)
  return {
    steps: steps.map(describeStep),
    undo: describe(chooseStep(steps, 'undone', undefined)),
    redo: describe(chooseStep(steps, 'applied', undefined)),
    bytes: steps.reduce((sum, { plan }) => sum + plan.bytes, 0),
  }
}

/** What a step did to one file. Paths are those before it; `to` is undefined for a deleted one. */
export interface StepFile {
  readonly kind: 'write' | 'create' | 'rename' | 'delete'
  readonly path: string
  readonly to?: string
  /** What a written file holds before the step, and after it. */
  readonly bytes?: { readonly before: Uint8Array; readonly after: Uint8Array }
}

/** The files of a step, for a list; none where the step is gone. */
export async function readStepFiles(options: Pick<JournalOptions, 'fileSystem' | 'root' | 'journalFolder'>, id: string): Promise<readonly StepFile[]> {
  const step = (await readSteps(options.fileSystem, journalOf(options))).find((candidate) => candidate.id === id)
  if (!step) return []
  const files: StepFile[] = []
  const waiting = new Map<string, string>()
  for (let phase = 0; phase < step.plan.phases.length; phase++) {
    for await (const part of readPhase(options.fileSystem, step, phase)) {
      for (const operation of part) {
        if (operation.kind === 'write') files.push({ kind: operation.kind, path: operation.path, bytes: { before: operation.before, after: operation.after } })
        else if (operation.kind === 'create') files.push({ kind: operation.kind, path: operation.path })
        else if (operation.kind === 'move') {
          const { from, to } = operation
          if (to.startsWith(`${step.folder}/${TRASH}/`)) files.push({ kind: 'delete', path: from })
          else if (to.includes('/.taglore-moving-')) waiting.set(to, from)
          else files.push({ kind: 'rename', path: waiting.get(from) ?? from, to })
        }
      }
    }
  }
  return files
}

/** Brings to an end what a killed program left half done: call it before a dataset is scanned. Reads little, and writes nothing, where all is well. */
export async function recoverJournal(options: JournalOptions): Promise<Recovery> {
  const steps = await readSteps(options.fileSystem, journalOf(options))
  if (steps.every(({ state }) => state.done)) return { finished: [], takenBack: [], left: [] }
  return withLock(options, (journal) => settle(options, journal))
}

/** Drops the history of a dataset. What it deleted is gone for good then. */
export async function clearJournal(options: JournalOptions): Promise<void> {
  await withLock(options, async (journal) => {
    await settle(options, journal)
    for (const { id } of await readSteps(options.fileSystem, journal)) await dropStep(options.fileSystem, journal, id)
  })
}
