import { FileError, type FileStat, type FileSystem } from '../../base/file-system'
import { folderOf, nameOf } from '../../base/path'
import type { RefusalReason } from './refusal'

/** One step on the disk that can be done and taken back. `index` counts through the whole change. */
export type Operation =
  | { readonly kind: 'write'; readonly index: number; readonly path: string; readonly before: Uint8Array; readonly after: Uint8Array }
  | { readonly kind: 'create'; readonly index: number; readonly path: string; readonly after: Uint8Array }
  /** A rename, or with the trash as its goal a deletion. */
  | { readonly kind: 'move'; readonly index: number; readonly from: string; readonly to: string }
  /** Folders to make, outer ones first; taken back where they are empty. */
  | { readonly kind: 'folders'; readonly index: number; readonly paths: readonly string[] }

export type Goal = 'applied' | 'undone'

/** How far an operation is: not done, done, half done by a power failure, or overtaken by somebody else. */
export type Standing = { readonly at: Goal | 'torn' } | { readonly at: 'foreign'; readonly path: string; readonly why: RefusalReason }

/** Tells from the disk. After a crash (`crashed`), files that are empty or hold only NUL bytes count as half written, and a file that is on two disks as half moved. */
export async function inspectOperation(operation: Operation, fileSystem: FileSystem, crashed: boolean): Promise<Standing> {
  switch (operation.kind) {
    case 'write': {
      const bytes = await readIfThere(fileSystem, operation.path)
      if (!bytes) return { at: 'foreign', path: operation.path, why: 'not-found' }
      if (equal(bytes, operation.after)) return { at: 'applied' }
      if (equal(bytes, operation.before)) return { at: 'undone' }
      return crashed && isTorn(bytes) ? { at: 'torn' } : { at: 'foreign', path: operation.path, why: 'changed' }
    }
    case 'create': {
      const bytes = await readIfThere(fileSystem, operation.path)
      if (!bytes) return { at: 'undone' }
      if (equal(bytes, operation.after)) return { at: 'applied' }
      return crashed && isTorn(bytes) ? { at: 'torn' } : { at: 'foreign', path: operation.path, why: 'changed' }
    }
    case 'move':
      return inspectMove(operation, fileSystem, crashed)
    case 'folders':
      return { at: 'torn' }
  }
}

async function inspectMove({ from, to }: Extract<Operation, { kind: 'move' }>, fileSystem: FileSystem, crashed: boolean): Promise<Standing> {
  const [old, made] = await Promise.all([statIfThere(fileSystem, from), statIfThere(fileSystem, to)])
  if (!old && !made) return { at: 'foreign', path: from, why: 'not-found' }
  if (!made) return { at: 'undone' }
  if (!old) return { at: 'applied' }
  if (isSpelling(from, to)) {
    const names = (await fileSystem.list(folderOf(from))).map((entry) => entry.name)
    if (!names.includes(nameOf(to))) return { at: 'undone' }
    if (!names.includes(nameOf(from))) return { at: 'applied' }
  }
  if (crashed && old.kind === 'file' && made.kind === 'file' && old.size === made.size && equal(await fileSystem.read(from), await fileSystem.read(to))) return { at: 'torn' }
  return { at: 'foreign', path: to, why: 'exists' }
}

/** Brings an operation that is not there yet to its goal. */
export async function performOperation(operation: Operation, goal: Goal, standing: Standing['at'], fileSystem: FileSystem, draft: string): Promise<void> {
  const options = { later: true, draft }
  switch (operation.kind) {
    case 'write':
      return fileSystem.write(operation.path, goal === 'applied' ? operation.after : operation.before, options)
    case 'create':
      if (standing === 'torn' || goal === 'undone') await fileSystem.remove(operation.path)
      if (goal === 'applied') await fileSystem.create(operation.path, operation.after, options)
      return
    case 'move':
      // on two disks at once: the same file twice, one of which goes
      if (standing === 'torn') return fileSystem.remove(goal === 'applied' ? operation.from : operation.to)
      return goal === 'applied' ? fileSystem.rename(operation.from, operation.to, options) : fileSystem.rename(operation.to, operation.from, options)
    case 'folders':
      return goal === 'applied' ? makeFolders(operation.paths, fileSystem) : removeFolders(operation.paths, fileSystem)
  }
}

async function makeFolders(paths: readonly string[], fileSystem: FileSystem): Promise<void> {
  for (const path of paths) await fileSystem.makeFolder(path)
}

async function removeFolders(paths: readonly string[], fileSystem: FileSystem): Promise<void> {
  for (const path of paths.toReversed()) {
    try {
      await fileSystem.remove(path)
    } catch (error) {
      // somebody put files there, or took the folder away: both are fine
      if (!(error instanceof FileError) || !['not-empty', 'not-found', 'exists'].includes(error.code)) throw error
    }
  }
}

/** The paths whose state an operation changes. */
export function touchedPaths(operation: Operation): readonly string[] {
  if (operation.kind === 'move') return [operation.from, operation.to]
  return operation.kind === 'folders' ? operation.paths : [operation.path]
}

export async function statIfThere(fileSystem: FileSystem, path: string): Promise<FileStat | undefined> {
  return orAbsent(fileSystem.stat(path))
}

export async function readIfThere(fileSystem: FileSystem, path: string): Promise<Uint8Array | undefined> {
  return orAbsent(fileSystem.read(path))
}

async function orAbsent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof FileError && (error.code === 'not-found' || error.code === 'not-folder')) return undefined
    throw error
  }
}

/** Two spellings that some disks take for one name. */
function isSpelling(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}

function isTorn(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0
}
