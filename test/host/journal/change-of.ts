import { say } from '../../../server/src/base/message'
import { comparePaths } from '../../../server/src/base/path'
import type { FileChange, JournalledChange } from '../../../server/src/changes/change'

/** One of every kind, a chain of names and a folder among them, for the set of kill.test.ts. */
export function changeOf(folder: string): JournalledChange {
  const files: readonly FileChange[] = [
    { kind: 'edit', path: `${folder}/10_a/1.txt`, text: '1girl, solo\r\n', edits: [{ span: { start: 7, end: 11 }, newText: 'smile' }] },
    { kind: 'edit', path: `${folder}/10_a/2.txt`, text: '長い髪', edits: [{ span: { start: 0, end: 0 }, newText: '1girl, ' }] },
    { kind: 'rename', path: `${folder}/10_a`, to: `${folder}/12_a` },
    { kind: 'delete', path: `${folder}/old.txt` },
    { kind: 'rename', path: `${folder}/x.png`, to: `${folder}/y.png` },
    { kind: 'rename', path: `${folder}/y.png`, to: `${folder}/_excluded/y.png` },
    { kind: 'create', path: `${folder}/notes.txt`, text: 'new' },
  ]
  return { title: say`A change`, files: files.toSorted((a, b) => comparePaths(a.path, b.path)) }
}
