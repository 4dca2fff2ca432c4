import type { Message } from '../base/message'
import { comparePaths } from '../base/path'
import type { SpanEdit } from '../base/span'
import type { JournalledChange, JournalledFile } from './change'
import { findConflicts, type ChangeConflict } from './find-conflicts'

type EditedFile = Extract<JournalledFile, { kind: 'edit' }>

/** Several changes as one, or what keeps them from being one. */
export type MergedChange = { readonly change: JournalledChange; readonly conflicts?: undefined } | { readonly conflicts: readonly ChangeConflict[] }

/**
 * Several changes as one, made from the same state of the files. Edits of one file are joined where they do not touch each other;
 * the same thing said twice counts once.
 */
export function mergeChanges(title: Message, changes: readonly JournalledChange[]): MergedChange {
  const edits = new Map<string, EditedFile>()
  const others = new Map<string, JournalledFile>()
  const clashes: ChangeConflict[] = []
  let copies = 0
  for (const file of changes.flatMap((change) => change.files)) {
    if (file.kind === 'edit') {
      const held = edits.get(file.path)
      const joined = held ? joinEdits(held, file) : file
      if (joined) edits.set(file.path, joined)
      else clashes.push({ path: file.path, why: 'twice' })
    } else {
      const key = `${file.kind} ${file.path}`
      const held = others.get(key)
      if (!held) others.set(key, file)
      else if (!isSame(held, file)) others.set(`${key} ${++copies}`, file)
    }
  }
  const merged = { title, files: [...edits.values(), ...others.values()].sort(compareFiles) }
  const conflicts = [...clashes, ...findConflicts(merged)]
  return conflicts.length > 0 ? { conflicts: uniqueByPath(conflicts) } : { change: merged }
}

/** By path; the edit of a file before its renaming. */
function compareFiles(a: JournalledFile, b: JournalledFile): number {
  return comparePaths(a.path, b.path) || Number(a.kind === 'rename') - Number(b.kind === 'rename')
}

function uniqueByPath(conflicts: readonly ChangeConflict[]): ChangeConflict[] {
  return [...new Map(conflicts.map((conflict) => [conflict.path, conflict])).values()].sort((a, b) => comparePaths(a.path, b.path))
}

/** The edits of both; undefined where they are made from different texts, or two of them touch without being the same. */
function joinEdits(a: EditedFile, b: EditedFile): EditedFile | undefined {
  if (a.text !== b.text) return undefined
  const all = [...a.edits, ...b.edits].sort((x, y) => x.span.start - y.span.start || x.span.end - y.span.end)
  const kept: SpanEdit[] = []
  for (const edit of all) {
    const last = kept.at(-1)
    if (last && last.span.start === edit.span.start && last.span.end === edit.span.end && last.newText === edit.newText) continue
    if (last && (edit.span.start < last.span.end || edit.span.start === last.span.start)) return undefined
    kept.push(edit)
  }
  return { ...a, edits: kept }
}

function isSame(a: JournalledFile, b: JournalledFile): boolean {
  if (a.kind === 'bytes' && b.kind === 'bytes') return sameBytes(a.bytes, b.bytes) && (a.before === undefined) === (b.before === undefined)
  if (a.kind === 'transform' && b.kind === 'transform') return JSON.stringify(a) === JSON.stringify(b)
  if (a.kind === 'rename' && b.kind === 'rename') return a.to === b.to
  if (a.kind === 'create' && b.kind === 'create') return a.text === b.text
  return a.kind === 'delete' && b.kind === 'delete'
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
