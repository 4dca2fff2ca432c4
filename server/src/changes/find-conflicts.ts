import { comparePaths, folderOf } from '../base/path'
import type { JournalledChange, JournalledFile } from './change'

/** Why a change cannot be applied as it is, told from the plan alone. */
export type ConflictReason =
  /** The file is changed, moved or deleted twice. */
  | 'twice'
  /** Two files would have this name. */
  | 'same-name'
  /** The new name lies in a folder that the change moves, makes or deletes as a whole. */
  | 'in-moving-folder'

export interface ChangeConflict {
  readonly path: string
  readonly why: ConflictReason
}

/** What keeps a change from being applied, each path once, sorted; empty for every plan made by one of our planners. */
export function findConflicts({ files }: JournalledChange): readonly ChangeConflict[] {
  const found = new Map<string, ConflictReason>()
  const add = (path: string, why: ConflictReason): void => void (found.has(path) || found.set(path, why))
  const { contents, sources, targets } = sortRoles(files, add)
  const deleted = new Set(files.filter((file) => file.kind === 'delete').map((file) => file.path))
  for (const path of contents) {
    if (deleted.has(path)) add(path, 'twice')
    if (foldersAbove(path).some((folder) => deleted.has(folder))) add(path, 'in-moving-folder')
  }
  for (const path of targets) {
    if (contents.has(path) && !sources.has(path)) add(path, 'twice')
    if (foldersAbove(path).some((folder) => sources.has(folder) || targets.has(folder))) add(path, 'in-moving-folder')
  }
  for (const path of sources) {
    // a folder that is deleted, or whose name another one takes, goes first: nothing can be moved out of it then
    if (!deleted.has(path) && foldersAbove(path).some((folder) => deleted.has(folder) || (sources.has(folder) && targets.has(folder)))) add(path, 'in-moving-folder')
  }
  return [...found].map(([path, why]) => ({ path, why })).sort((a, b) => comparePaths(a.path, b.path))
}

interface Roles {
  /** Files that are there and get another content. */
  readonly contents: ReadonlySet<string>
  /** Names that become free. */
  readonly sources: ReadonlySet<string>
  /** Names that are taken. */
  readonly targets: ReadonlySet<string>
}

function sortRoles(files: readonly JournalledFile[], add: (path: string, why: ConflictReason) => void): Roles {
  const roles = { contents: new Set<string>(), sources: new Set<string>(), targets: new Set<string>() }
  const enter = (set: Set<string>, path: string, why: ConflictReason): void => void (set.has(path) ? add(path, why) : set.add(path))
  for (const file of files) {
    if (isCreation(file)) enter(roles.targets, file.path, 'same-name')
    else if (file.kind === 'transform') {
      if (file.to === undefined) enter(roles.contents, file.path, 'twice')
      else {
        enter(roles.targets, file.to, 'same-name')
        if (!file.keep) enter(roles.sources, file.path, 'twice')
      }
    } else if (file.kind === 'edit' || file.kind === 'bytes') enter(roles.contents, file.path, 'twice')
    else enter(roles.sources, file.path, 'twice')
    if (file.kind === 'rename') enter(roles.targets, file.to, 'same-name')
  }
  return roles
}

/** Whether the file must not exist yet. */
export function isCreation(file: JournalledFile): boolean {
  return file.kind === 'create' || (file.kind === 'bytes' && file.before === undefined)
}

/** The folders that a path lies in, nearest first. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(path); folder !== '' && folder !== folders.at(-1) && folder !== path; folder = folderOf(folder)) folders.push(folder)
  return folders
}
