import type { FileStamp } from '../../changes/change'
import { foldersAbove } from '../../changes/find-conflicts'
import { FileError, type FileSystem } from '../../base/file-system'
import { inLanes } from './in-lanes'
import { equal, readIfThere, statIfThere, type Goal, type Operation } from './operation'
import type { RefusedFile } from './refusal'
import { readPhase, type Step } from './step'

export interface StepCheck {
  /** Files that keep operations from reaching the goal, with the numbers of these. */
  readonly refused: readonly (RefusedFile & { readonly index: number })[]
  /** Number of operations that nothing keeps from it. */
  readonly fine: number
  readonly stamps: ReadonlyMap<number, FileStamp>
}

export interface CheckOptions {
  readonly fileSystem: FileSystem
  readonly isUnsaved?: (path: string) => boolean
  readonly signal?: AbortSignal
  readonly onOperation?: () => void
}

/** Which files of a finished step changed since, before it is undone or redone. Reads only. */
export async function verifyStep(step: Step, goal: Goal, options: CheckOptions): Promise<StepCheck> {
  const { fileSystem } = options
  const skip = new Set(step.state.skip)
  const places = await readPlaces(step, goal, fileSystem)
  const refused: (RefusedFile & { index: number })[] = []
  const stamps = new Map<number, FileStamp>()
  let fine = 0
  for (let phase = 0; phase < step.plan.phases.length; phase++) {
    for await (const part of readPhase(fileSystem, step, phase)) {
      const due = part.filter((operation) => !skip.has(operation.index))
      const check = async (operation: Operation): Promise<void> => {
        const found = await checkOne(operation, phase, goal, places, options)
        options.onOperation?.()
        if (found && 'why' in found) refused.push({ ...found, index: operation.index })
        else if (operation.kind !== 'folders') fine++
        if (found && 'stamp' in found) stamps.set(operation.index, found.stamp)
      }
      await inLanes(due, check, options.signal)
    }
  }
  return { refused, fine, stamps }
}

type Found = RefusedFile | { readonly stamp: FileStamp } | undefined

async function checkOne(operation: Operation, phase: number, goal: Goal, places: Places, { fileSystem, isUnsaved }: CheckOptions): Promise<Found> {
  if (operation.kind === 'folders') return undefined
  const gone = operation.kind === 'move' ? (goal === 'applied' ? operation.from : operation.to) : operation.path
  const path = places.now(phase, gone)
  try {
    if (isUnsaved?.(path)) return { path, why: 'unsaved' }
    if (operation.kind === 'move') {
      if (!places.arrives.has(gone) && !(await statIfThere(fileSystem, path))) return { path, why: 'not-found' }
      return await checkFree(goal === 'applied' ? operation.to : operation.from, phase, places, fileSystem)
    }
    if (operation.kind === 'create' && goal === 'applied') return await checkFree(operation.path, phase, places, fileSystem)
    const expected = operation.kind === 'write' && goal === 'applied' ? operation.before : operation.after
    const stat = await statIfThere(fileSystem, path)
    const bytes = stat && (await readIfThere(fileSystem, path))
    if (!stat || !bytes) return { path, why: 'not-found' }
    // somebody has brought it there already: the editor's own undo does
    if (operation.kind === 'write' && equal(bytes, goal === 'applied' ? operation.after : operation.before)) return undefined
    if (!equal(bytes, expected)) return { path, why: 'changed' }
    return stat.readOnly ? { path, why: 'read-only' } : { stamp: { size: stat.size, modified: stat.modified } }
  } catch (error) {
    if (error instanceof FileError) return { path, why: error.code }
    throw error
  }
}

/** Whether a name is free, or will be when its turn comes. */
async function checkFree(name: string, phase: number, places: Places, fileSystem: FileSystem): Promise<RefusedFile | undefined> {
  const path = places.slot(phase, name)
  if (places.leaves.has(path) || !(await statIfThere(fileSystem, path))) return undefined
  return { path, why: 'exists' }
}

/** Where things are now that an operation knows by their names at its turn. */
interface Places {
  /** Where the file is now that the operation of this phase finds under this name. */
  now(phase: number, path: string): string
  /** What a free name of that moment is called now. */
  slot(phase: number, path: string): string
  /** Names of now that will be free. */
  readonly leaves: ReadonlySet<string>
  /** Names that come into being on the way: nothing can be there now. */
  readonly arrives: ReadonlySet<string>
}

async function readPlaces(step: Step, goal: Goal, fileSystem: FileSystem): Promise<Places> {
  const skip = new Set(step.state.skip)
  const moves: Map<string, string>[] = []
  const creates: string[] = []
  for (let phase = 0; phase < step.plan.phases.length; phase++) {
    const held = new Map<string, string>()
    for await (const part of readPhase(fileSystem, step, phase)) {
      for (const operation of part) {
        if (skip.has(operation.index)) continue
        if (operation.kind === 'move') held.set(operation.from, operation.to)
        else if (operation.kind === 'create') creates.push(operation.path)
      }
    }
    moves.push(held)
  }
  const all = moves.flatMap((held) => [...held])
  if (goal === 'applied') {
    // before a step, every name is what the plan calls it
    const same = (_: number, path: string): string => path
    return { now: same, slot: same, leaves: new Set(all.map(([from]) => from)), arrives: new Set(all.map(([, to]) => to)) }
  }
  const follow = (phase: number, path: string, itself: boolean): string => {
    let place = path
    for (const held of moves.slice(phase + 1)) if (held.size > 0) place = moved(place, held, itself)
    return place
  }
  const now = (phase: number, path: string): string => follow(phase, path, true)
  const leaves = new Set([...creates, ...moves.flatMap((held, phase) => [...held.values()].map((to) => now(phase, to)))])
  return { now, slot: (phase, path) => follow(phase, path, false), leaves, arrives: new Set() }
}

function moved(path: string, held: ReadonlyMap<string, string>, itself: boolean): string {
  const own = itself ? held.get(path) : undefined
  if (own !== undefined) return own
  for (const folder of foldersAbove(path)) {
    const to = held.get(folder)
    if (to !== undefined) return to + path.slice(folder.length)
  }
  return path
}
