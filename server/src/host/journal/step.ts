import { randomBytes } from 'node:crypto'
import { FileError, type FileSystem } from '../../base/file-system'
import type { Message } from '../../base/message'
import { joinPath } from '../../base/path'
import { readIfThere, type Goal, type Operation } from './operation'
import { decodePart } from './part'

/** What a step is, written once before it begins. */
export interface StepPlan {
  readonly version: 1
  readonly root: string
  readonly title: Message
  readonly when: number
  /** Number of files. */
  readonly files: number
  /** Number of operations. */
  readonly operations: number
  /** Number of parts of each phase. */
  readonly phases: readonly number[]
  /** Bytes in the journal. */
  readonly bytes: number
}

/** How far a step is; replaced as a whole whenever a phase begins. */
export interface StepState {
  readonly goal: Goal
  readonly done: boolean
  /** The phase in progress: for `applied` all before it are done, for `undone` all behind it are taken back. */
  readonly phase: number
  /** Counts the turns of the whole history, so that the last undone step is known. */
  readonly turn: number
  /** It was never applied: it leaves no trace when taken back. */
  readonly first: boolean
  /** Operations left alone because of files changed meanwhile. */
  readonly skip: readonly number[]
}

export interface Step {
  readonly id: string
  /** Absolute path of its folder. */
  readonly folder: string
  readonly plan: StepPlan
  readonly state: StepState
}

const PLAN = 'step.json'
const STATE = 'state.json'
/** Deleted files, by number of the operation. */
export const TRASH = 'trash'
const DROPPED = 'dropped-'

/** The steps of a journal that began, oldest first. Those whose files cannot be read are passed over. */
export async function readSteps(fileSystem: FileSystem, journal: string): Promise<Step[]> {
  const steps: Step[] = []
  for (const id of await stepNames(fileSystem, journal)) {
    const step = await readStep(fileSystem, joinPath(journal, id), id)
    if (step) steps.push(step)
  }
  return steps
}

async function stepNames(fileSystem: FileSystem, journal: string): Promise<string[]> {
  const entries = await listIfThere(fileSystem, journal)
  return entries.filter((name) => /^\d{6,}-/.test(name)).sort()
}

async function readStep(fileSystem: FileSystem, folder: string, id: string): Promise<Step | undefined> {
  // both are written by us, whole or not at all
  const state = (await readJson(fileSystem, joinPath(folder, STATE))) as StepState | undefined
  const plan = state && ((await readJson(fileSystem, joinPath(folder, PLAN))) as StepPlan | undefined)
  return state && plan?.version === 1 ? { id, folder, plan, state } : undefined
}

async function readJson(fileSystem: FileSystem, path: string): Promise<unknown> {
  const bytes = await readIfThere(fileSystem, path)
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** A folder for a new step; nothing in it counts before its state is saved. */
export async function makeStepFolder(fileSystem: FileSystem, journal: string): Promise<{ readonly id: string; readonly folder: string }> {
  const last = Number((await stepNames(fileSystem, journal)).at(-1)?.split('-')[0] ?? 0)
  const id = `${String(last + 1).padStart(6, '0')}-${randomBytes(3).toString('hex')}`
  const folder = joinPath(journal, id)
  await fileSystem.makeFolder(joinPath(folder, TRASH))
  return { id, folder }
}

export async function savePlan(fileSystem: FileSystem, folder: string, plan: StepPlan): Promise<void> {
  await fileSystem.write(joinPath(folder, PLAN), toJson(plan))
}

export async function saveState(fileSystem: FileSystem, folder: string, state: StepState): Promise<void> {
  await fileSystem.write(joinPath(folder, STATE), toJson(state))
}

function toJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

export function partPath(folder: string, phase: number, part: number): string {
  return joinPath(folder, `part-${phase}-${part}`)
}

/** The operations of a phase, a part at a time. */
export async function* readPhase(fileSystem: FileSystem, { folder, plan }: Pick<Step, 'folder' | 'plan'>, phase: number): AsyncGenerator<readonly Operation[]> {
  for (let part = 0; part < (plan.phases[phase] ?? 0); part++) {
    const path = partPath(folder, phase, part)
    yield decodePart(await fileSystem.read(path), path)
  }
}

/** Takes a step out of the history with all that it keeps. The first of the two moments decides, whenever the program is killed. */
export async function dropStep(fileSystem: FileSystem, journal: string, id: string): Promise<void> {
  const dropped = joinPath(journal, DROPPED + id)
  await fileSystem.rename(joinPath(journal, id), dropped)
  await fileSystem.removeTree(dropped)
}

/** Takes away what killed programs left: steps that never began, and those half dropped. */
export async function sweep(fileSystem: FileSystem, journal: string): Promise<void> {
  for (const name of await listIfThere(fileSystem, journal)) {
    const folder = joinPath(journal, name)
    // the draft of a lock
    if (/^\.taglore-.*\.tmp$/.test(name)) await fileSystem.remove(folder)
    else if (name.startsWith(DROPPED)) await fileSystem.removeTree(folder)
    else if (/^\d{6,}-/.test(name) && !(await listIfThere(fileSystem, folder)).includes(STATE)) await dropStep(fileSystem, journal, name)
  }
}

async function listIfThere(fileSystem: FileSystem, folder: string): Promise<string[]> {
  try {
    return (await fileSystem.list(folder)).map((entry) => entry.name)
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return []
    throw error
  }
}
