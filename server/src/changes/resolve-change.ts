import { folderOf, joinPath } from '../base/path'
import type { BytesChange, FileChange, JournalledChange, JournalledFile, TransformChange } from './change'
import { foldersAbove, isCreation } from './find-conflicts'

/** A picture and the name that it gets. */
export type NewPicture = TransformChange & { readonly to: string }
export type ContentFile = Extract<FileChange, { kind: 'edit' }> | BytesChange | TransformChange
export type NewFile = Extract<FileChange, { kind: 'create' }> | BytesChange | NewPicture

/** One step on the disk. Paths are those at its turn. */
export type PlannedOperation =
  | { readonly kind: 'write'; readonly file: ContentFile }
  | { readonly kind: 'create'; readonly file: NewFile }
  /** Put aside so that it can come back. */
  | { readonly kind: 'discard'; readonly path: string }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }

/**
 * A change in the order in which it can be carried out. The operations of a phase do not touch each other: they may run at once, and
 * which of them are done can be told from the disk.
 */
export interface ResolvedChange {
  readonly phases: readonly (readonly PlannedOperation[])[]
  /** Folders that new names lie in, for those that are not there yet; they are made before phase `madeBefore`. */
  readonly parents: readonly string[]
  readonly madeBefore: number
}

/**
 * Orders a change that `findConflicts` has passed: contents first, then what is deleted or in the way of a new name goes aside, then
 * moves from the deepest folder up, then new files. `mark` makes the names of what is put aside unique.
 */
export function resolveChange({ files }: JournalledChange, mark: string): ResolvedChange {
  const renames = files.flatMap((file) => (file.kind === 'rename' && file.path !== file.to ? [file] : []))
  const targets = new Set(renames.map((file) => file.to))
  const aside: PlannedOperation[] = files.flatMap((file) => (file.kind === 'delete' || (isNewPicture(file) && !file.keep) ? [{ kind: 'discard', path: file.path }] : []))
  const moves: PlannedOperation[] = []
  for (const { path, to } of renames) {
    const waiting = targets.has(path) ? joinPath(folderOf(path), `.taglore-moving-${mark}-${moves.length}`) : undefined
    if (waiting !== undefined) aside.push({ kind: 'move', from: path, to: waiting })
    moves.push({ kind: 'move', from: waiting ?? path, to })
  }
  const writes = files.filter((file): file is ContentFile => (file.kind === 'edit' || file.kind === 'bytes' || file.kind === 'transform') && !isNewPicture(file) && !isCreation(file))
  const news = files.filter((file): file is NewFile => isNewPicture(file) || ((file.kind === 'create' || file.kind === 'bytes') && isCreation(file)))
  const before = [writes.map((file): PlannedOperation => ({ kind: 'write', file })), ...deepestFirst(aside)].filter((phase) => phase.length > 0)
  const after = [...deepestFirst(moves), news.map((file): PlannedOperation => ({ kind: 'create', file }))].filter((phase) => phase.length > 0)
  const parents = new Set([...targets, ...news.map(nameOfNew)].map(folderOf))
  return { phases: [...before, ...after], parents: [...parents], madeBefore: before.length }
}

function isNewPicture(file: JournalledFile): file is NewPicture {
  return file.kind === 'transform' && file.to !== undefined
}

/** The path that a new file gets. */
export function nameOfNew(file: NewFile): string {
  return file.kind === 'transform' ? file.to : file.path
}

/** In one phase, or where a folder goes that others go out of, in one for each depth. */
function deepestFirst(operations: readonly PlannedOperation[]): PlannedOperation[][] {
  const sources = new Set(operations.map(sourceOf))
  if (![...sources].some((path) => foldersAbove(path).some((folder) => sources.has(folder)))) return [[...operations]]
  const byDepth = new Map<number, PlannedOperation[]>()
  for (const operation of operations) {
    const depth = sourceOf(operation).split('/').length
    const held = byDepth.get(depth)
    if (held) held.push(operation)
    else byDepth.set(depth, [operation])
  }
  return [...byDepth].sort(([a], [b]) => b - a).map(([, held]) => held)
}

function sourceOf(operation: PlannedOperation): string {
  if (operation.kind === 'move') return operation.from
  return operation.kind === 'discard' ? operation.path : operation.file.path
}
