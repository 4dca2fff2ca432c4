import type { Message } from '../base/message'
import { comparePaths, joinPath } from '../base/path'
import { shortestEdit } from '../base/span'
import type { PlanWriter, WriterInput } from '../planning/writers/parts/writer'
import type { Change, FileChange } from './change'

/** A file that a plan does not write, and why. */
export interface UnwrittenFile {
  readonly path: string
  readonly why: Message | 'exists'
}

export interface WrittenFiles {
  readonly change: Change
  readonly unwritten: readonly UnwrittenFile[]
}

/** All files that these writers look at, by absolute path; `edited`: one that is there is edited in place, else it is left alone. */
export function writtenPaths(writers: readonly PlanWriter[], input: WriterInput): readonly { readonly path: string; readonly edited: boolean }[] {
  return writers.flatMap((writer) => (writer.refuses?.(input) ? [] : writer.files(input).map(({ path, edit }) => ({ path: absolute(input.root, path), edited: edit !== undefined }))))
}

/**
 * Writes a plan for these trainers: new files as a whole, existing ones edited in place. `existing` has the texts, with byte order
 * marks, of the files of `writtenPaths` that are there.
 */
export function planWrittenFiles(title: Message, writers: readonly PlanWriter[], input: WriterInput, existing: ReadonlyMap<string, string>): WrittenFiles {
  const files: FileChange[] = []
  const unwritten: UnwrittenFile[] = []
  for (const writer of writers) {
    const refusal = writer.refuses?.(input)
    if (refusal) {
      unwritten.push({ path: writer.id, why: refusal })
      continue
    }
    for (const { path: given, fresh, edit } of writer.files(input)) {
      const path = absolute(input.root, given)
      const text = existing.get(path)
      if (text === undefined) {
        files.push({ kind: 'create', path, text: fresh() })
        continue
      }
      const edited = edit?.(text) ?? text
      if (typeof edited !== 'string') unwritten.push({ path, why: edited.fault })
      else if (edited !== text) files.push({ kind: 'edit', path, text, edits: shortestEdit(text, edited) })
      else if (!edit) unwritten.push({ path, why: 'exists' })
    }
  }
  return { change: { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }, unwritten }
}

function absolute(root: string, path: string): string {
  return /^(?:\/|[A-Za-z]:\/)/.test(path) ? path : joinPath(root, path)
}
