import { FileError, type FileSystem } from '../../base/file-system'
import { say } from '../../base/message'
import { folderOf, joinPath, nameOf } from '../../base/path'
import type { FileStamp } from '../../changes/change'
import { inLanes } from './in-lanes'
import { JournalError } from './journal-error'
import { inspectOperation, performOperation, touchedPaths, type Goal, type Operation, type Standing } from './operation'
import type { RefusedFile } from './refusal'
import { readPhase, saveState, type Step, type StepState } from './step'

export interface Route {
  readonly fileSystem: FileSystem
  readonly goal: Goal
  /** Leaves files alone that somebody changed meanwhile, instead of turning back. */
  readonly lenient: boolean
  /** The program was killed in this step. */
  readonly crashed?: boolean
  /** How files were when they were found to be right; those that still are so are not read again. */
  readonly stamps?: ReadonlyMap<number, FileStamp>
  readonly signal?: AbortSignal
  readonly onOperation?: () => void
}

export interface Ending {
  /** What made it turn back; undefined where the goal is reached. */
  readonly cause: unknown
  /** Files left alone because somebody changed them meanwhile. */
  readonly left: readonly RefusedFile[]
  readonly step: Step
}

/** A file that somebody changed between the check and its turn. */
export class ForeignFile extends Error {
  constructor(readonly file: RefusedFile) {
    super(`${file.why}: ${file.path}`)
    this.name = 'ForeignFile'
  }
}

/**
 * Brings a step from where its state on the disk says it stands to a goal, or, where that fails, back to where it came from. The state says at every
 * moment where it is bound, so that another process can go on. Rejects with a `JournalError` where it can do neither.
 */
export async function carryOut(step: Step, route: Route): Promise<Ending> {
  const journey = new Journey(step, route)
  try {
    await journey.travel(route.goal, route.lenient)
    return { cause: undefined, left: journey.left, step: journey.step }
  } catch (cause) {
    try {
      await journey.travel(route.goal === 'applied' ? 'undone' : 'applied', true)
    } catch (error) {
      throw stuck(error, step)
    }
    return { cause, left: journey.left, step: journey.step }
  }
}

function stuck(error: unknown, { plan }: Step): JournalError {
  if (error instanceof JournalError) return error
  const reason = error instanceof FileError ? `${error.code}: ${error.path}` : String(error)
  return new JournalError('stuck', say`'${plan.title}' is half done and could neither be finished nor taken back (${reason}). Nothing is lost: it is tried again before the next change and at the next start`, { cause: error })
}

class Journey {
  readonly left: RefusedFile[] = []
  private state: StepState
  private readonly skip: Set<number>

  constructor(
    private readonly begun: Step,
    private readonly route: Route,
  ) {
    this.state = begun.state
    this.skip = new Set(begun.state.skip)
  }

  get step(): Step {
    return { ...this.begun, state: this.state }
  }

  async travel(goal: Goal, lenient: boolean): Promise<void> {
    const { fileSystem } = this.route
    const turned = goal !== this.route.goal
    const last = this.begun.plan.phases.length - 1
    const forward = goal === 'applied'
    for (let phase = this.state.phase; forward ? phase <= last : phase >= 0; phase += forward ? 1 : -1) {
      await this.save({ goal, phase, done: false })
      const touched: string[] = []
      for await (const part of readPhase(fileSystem, this.begun, phase)) {
        const due = part.filter((operation) => !this.skip.has(operation.index))
        await inLanes(due, (operation) => this.visit(operation, goal, lenient, turned, touched), turned ? undefined : this.route.signal)
      }
      await fileSystem.flush(touched)
    }
    await this.save({ goal, phase: forward ? Math.max(last, 0) : 0, done: true })
  }

  private async visit(operation: Operation, goal: Goal, lenient: boolean, turned: boolean, touched: string[]): Promise<void> {
    const { fileSystem, crashed = false } = this.route
    try {
      const standing = !turned && (await this.isUntouched(operation)) ? { at: opposite(goal) } : await inspectOperation(operation, fileSystem, crashed)
      if (standing.at === 'foreign') throw new ForeignFile(standing)
      if (standing.at !== goal) await performOperation(operation, goal, standing.at, fileSystem, draftOf(this.begun.id, operation))
      touched.push(...touchedPaths(operation))
    } catch (error) {
      const foreign = overtaken(error)
      if (!foreign || !lenient) throw error
      this.left.push(foreign)
      this.skip.add(operation.index)
    }
    if (!turned) this.route.onOperation?.()
  }

  /** Whether the file is still the one that was found to be right. */
  private async isUntouched(operation: Operation): Promise<boolean> {
    const stamp = this.route.stamps?.get(operation.index)
    if (!stamp || !('path' in operation)) return false
    const { size, modified } = await this.route.fileSystem.stat(operation.path)
    return size === stamp.size && modified === stamp.modified
  }

  private async save(change: Pick<StepState, 'goal' | 'phase' | 'done'>): Promise<void> {
    // once applied, a step is like any other: what was left alone is looked at again by the next undo
    const reached = change.done && change.goal === 'applied'
    const next = { ...this.state, ...change, first: this.state.first && !reached, skip: reached ? [] : [...this.skip].sort((a, b) => a - b) }
    if (JSON.stringify(next) === JSON.stringify(this.state)) return
    this.state = next
    await saveState(this.route.fileSystem, this.begun.folder, this.state)
  }
}

function opposite(goal: Goal): Standing['at'] & Goal {
  return goal === 'applied' ? 'undone' : 'applied'
}

/** The file of an error that means that somebody else was there in between. */
function overtaken(error: unknown): RefusedFile | undefined {
  if (error instanceof ForeignFile) return error.file
  if (error instanceof FileError && ['not-found', 'exists', 'is-folder', 'not-folder'].includes(error.code)) return { path: error.path, why: error.code }
  return undefined
}

function draftOf(id: string, operation: Operation): string {
  return `${id}-${operation.index}`
}

/** Takes away the drafts that a killed program left in the phase it was in. */
export async function removeDrafts(step: Step, fileSystem: FileSystem): Promise<void> {
  const folders = new Set<string>()
  for await (const part of readPhase(fileSystem, step, step.state.phase)) {
    for (const path of part.flatMap(touchedPaths)) {
      folders.add(folderOf(path))
      // the draft lies beside the file, not beside the link to it
      folders.add(folderOf(await fileSystem.realPath(path).catch(() => path)))
    }
  }
  for (const folder of folders) {
    const entries = await fileSystem.list(folder).catch(() => [])
    for (const { name } of entries) if (isDraft(name, step.id)) await fileSystem.remove(joinPath(folder, name))
  }
}

function isDraft(name: string, id: string): boolean {
  return name.startsWith(`.taglore-${id}-`) && nameOf(name).endsWith('.tmp')
}
