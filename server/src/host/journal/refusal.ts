import type { FileErrorCode } from '../../base/file-system'
import { say, type Message } from '../../base/message'
import { comparePaths, relativePath } from '../../base/path'
import type { ConflictReason } from '../../changes/find-conflicts'

/** Why a file keeps a change from being applied, undone or redone. */
export type RefusalReason =
  /** It is not as it was when the change was planned or made. */
  | 'changed'
  | 'unsaved'
  | 'read-only'
  | 'not-text'
  /** A picture that is damaged, or in a format that is not known. */
  | 'undecodable'
  /** No picture can be made now. */
  | 'no-image-process'
  | ConflictReason
  | FileErrorCode

export interface RefusedFile {
  readonly path: string
  readonly why: RefusalReason
}

export type RefusedAction = 'apply' | 'undo' | 'redo'

const NAMED = 8

/** One sentence that names the files, or the first of many. */
export function describeRefusal(action: RefusedAction, files: readonly RefusedFile[], root: string): Message {
  const groups = groupByKind(files)
  const [kind, paths] = groups[0] ?? (['other', []] as const)
  const said = groups.length === 1 ? sayKind(kind, paths.length, names(paths, root)) : say`these files are not as they have to be (${files.length}): ${names(files.map((file) => file.path), root)}`
  switch (action) {
    case 'apply':
      return say`Nothing was changed: ${said}`
    case 'undo':
      return say`Nothing was undone: ${said}`
    case 'redo':
      return say`Nothing was redone: ${said}`
  }
}

/** The files that could not be put back when a change failed half-way. */
export function describeLeft(files: readonly RefusedFile[], root: string): Message {
  return say`these files changed meanwhile and were left as they are (${files.length}): ${names(files.map((file) => file.path), root)}. What they held before is in the history`
}

type Kind = 'changed' | 'unsaved' | 'taken' | 'locked' | 'not-text' | 'picture' | 'no-pictures' | 'full' | 'other-disk' | 'conflict' | 'other'

const KINDS: Readonly<Record<RefusalReason, Kind>> = {
  changed: 'changed',
  'not-found': 'changed',
  'is-folder': 'changed',
  'not-folder': 'changed',
  unsaved: 'unsaved',
  exists: 'taken',
  'not-empty': 'taken',
  'read-only': 'locked',
  'no-permission': 'locked',
  'not-text': 'not-text',
  undecodable: 'picture',
  'no-image-process': 'no-pictures',
  'disk-full': 'full',
  'other-disk': 'other-disk',
  twice: 'conflict',
  'same-name': 'conflict',
  'in-moving-folder': 'conflict',
  loop: 'other',
  failed: 'other',
}

function sayKind(kind: Kind, count: number, list: string): Message {
  switch (kind) {
    case 'changed':
      return say`these files changed meanwhile or are gone (${count}): ${list}`
    case 'unsaved':
      return say`these files have unsaved changes; save them first (${count}): ${list}`
    case 'taken':
      return say`files of these names are there already (${count}): ${list}`
    case 'locked':
      return say`these files may not be written; check their permissions (${count}): ${list}`
    case 'not-text':
      return say`these files are no UTF-8 text (${count}): ${list}`
    case 'picture':
      return say`these images cannot be decoded; open them in an image editor and save them again (${count}): ${list}`
    case 'no-pictures':
      return say`no images can be made now: the image process stopped; try again`
    case 'full':
      return say`the disk is full`
    case 'other-disk':
      return say`these folders cannot be moved to another disk (${count}): ${list}`
    case 'conflict':
      return say`the change asks for two things at once of these files (${count}): ${list}`
    case 'other':
      return say`these files cannot be written (${count}): ${list}`
  }
}

function groupByKind(files: readonly RefusedFile[]): [Kind, string[]][] {
  const groups = new Map<Kind, string[]>()
  for (const { path, why } of files) groups.set(KINDS[why], [...(groups.get(KINDS[why]) ?? []), path])
  return [...groups]
}

function names(paths: readonly string[], root: string): string {
  const sorted = [...new Set(paths)].sort(comparePaths)
  const list = sorted.slice(0, NAMED).map((path) => `'${relativePath(root, path)}'`)
  return list.join(', ') + (sorted.length > NAMED ? ' …' : '')
}
