import fc from 'fast-check'
import { say } from '../../../server/src/base/message'
import { comparePaths } from '../../../server/src/base/path'
import { applySpanEdits, type SpanEdit } from '../../../server/src/base/span'
import type { JournalledChange, JournalledFile } from '../../../server/src/changes/change'
import { findConflicts, foldersAbove, isCreation } from '../../../server/src/changes/find-conflicts'

/** Path → text as decoded from the bytes, a byte order mark included. */
export type Tree = Readonly<Record<string, string>>

export interface RandomCase {
  readonly tree: Tree
  readonly change: JournalledChange
  /** The tree that the change makes. */
  readonly after: Tree
}

const FOLDERS = ['/set', '/set/10_a', '/set/10_a/deep', '/set/20_b', '/set/30 c']
const NAMES = ['1.txt', '2.txt', 'ä.txt', '3.png']
const TEXTS = ['1girl, solo', '\ufeff1girl, 長い髪\r\nsolo', '', 'a\nb\nc\n', '😀, x']
const NEW_FOLDERS = ['/set/new', '/set/new/er', ...FOLDERS]

const treeArbitrary: fc.Arbitrary<Tree> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES)), { minLength: 1, maxLength: 10, selector: (pair) => pair.join('/') })
  .chain((pairs) => fc.tuple(...pairs.map(([folder, name]) => fc.constantFrom(...TEXTS).map((text) => [`${folder}/${name}`, text] as const))))
  .map((entries) => Object.fromEntries(entries))

/** What may happen to a file or a folder, as indices that the tree gives a meaning. */
const wishArbitrary = fc.record({
  action: fc.constantFrom('edit', 'bytes', 'delete', 'rename', 'swap', 'edit-rename', 'create', 'folder', 'delete-folder'),
  at: fc.nat(20),
  to: fc.nat(40),
  text: fc.constantFrom('new, ', '', '\ufeffx', '換, ', 'y\r\n'),
})

/** A tree and a change that may be applied to it, with what comes of it by a plain model. */
export const caseArbitrary: fc.Arbitrary<RandomCase> = fc.tuple(treeArbitrary, fc.array(wishArbitrary, { minLength: 1, maxLength: 8 })).map(([tree, wishes]) => {
  let change: JournalledChange = { title: say`A random change`, files: [] }
  for (const wish of wishes) {
    const files = [...change.files, ...filesOf(wish, tree)].sort((a, b) => comparePaths(a.path, b.path) || Number(a.kind === 'rename') - Number(b.kind === 'rename'))
    const next = { ...change, files }
    if (findConflicts(next).length === 0 && fits(next, tree)) change = next
  }
  return { tree, change, after: model(tree, change) }
})

function filesOf({ action, at, to, text }: { action: string; at: number; to: number; text: string }, tree: Tree): JournalledFile[] {
  const paths = Object.keys(tree)
  const path = paths[at % paths.length] ?? ''
  const other = paths[to % paths.length] ?? ''
  const goal = `${NEW_FOLDERS[to % NEW_FOLDERS.length]}/${NAMES[(at + to) % NAMES.length]}`
  const folder = FOLDERS[1 + (at % (FOLDERS.length - 1))] ?? ''
  const edit = { kind: 'edit', path, text: bare(tree[path] ?? ''), edits: editsFor(bare(tree[path] ?? ''), text) } as const
  switch (action) {
    case 'edit':
      return [edit]
    case 'edit-rename':
      return [edit, { kind: 'rename', path, to: goal }]
    case 'bytes':
      return [{ kind: 'bytes', path, before: encode(tree[path] ?? ''), bytes: encode(text + at) }]
    case 'delete':
      return [{ kind: 'delete', path }]
    case 'rename':
      return [{ kind: 'rename', path, to: goal }]
    case 'swap':
      return path === other ? [] : [{ kind: 'rename', path, to: other }, { kind: 'rename', path: other, to: path }]
    case 'create':
      return [{ kind: 'create', path: goal, text: bare(text) }]
    case 'folder':
      return [{ kind: 'rename', path: folder, to: `/set/moved ${to % 3}` }]
    default:
      return [{ kind: 'delete', path: folder }]
  }
}

function bare(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function editsFor(text: string, newText: string): SpanEdit[] {
  const end = Math.min(2, text.length)
  return text === '' ? [{ span: { start: 0, end: 0 }, newText }] : [{ span: { start: 0, end }, newText }, { span: { start: text.length, end: text.length }, newText: '!' }]
}

/** Whether names and folders are there or free as the change needs them. */
function fits({ files }: JournalledChange, tree: Tree): boolean {
  const folders = new Set(Object.keys(tree).flatMap(foldersAbove))
  const there = (path: string): boolean => path in tree || folders.has(path)
  const leaving = new Set(files.filter((file) => file.kind === 'rename' || file.kind === 'delete').map((file) => file.path))
  return files.every((file) => {
    const goal = file.kind === 'rename' ? file.to : isCreation(file) ? file.path : undefined
    if (!isCreation(file) && !there(file.path)) return false
    // the model knows no folders that stay empty, or that lie where a file goes
    return goal === undefined || ((!there(goal) || leaving.has(goal)) && !foldersAbove(goal).some((folder) => folder in tree))
  })
}

function model(tree: Tree, { files }: JournalledChange): Tree {
  const result = new Map<string, string>()
  const moves = new Map(files.flatMap((file) => (file.kind === 'rename' ? [[file.path, file.to] as const] : [])))
  const deleted = new Set(files.filter((file) => file.kind === 'delete').map((file) => file.path))
  for (const [path, text] of Object.entries(tree)) {
    let place = moves.get(path)
    // the innermost change of a name counts, then those of the folders around it
    if (place === undefined) {
      if ([path, ...foldersAbove(path)].some((folder) => deleted.has(folder))) continue
      place = path
      for (const folder of foldersAbove(path)) {
        const to = moves.get(folder)
        if (to !== undefined && place.startsWith(`${folder}/`)) place = to + place.slice(folder.length)
      }
    }
    const content = files.find((file) => file.path === path && (file.kind === 'edit' || (file.kind === 'bytes' && file.before)))
    result.set(place, content?.kind === 'edit' ? (text.startsWith('\ufeff') ? '\ufeff' : '') + applySpanEdits(content.text, content.edits) : content?.kind === 'bytes' ? decode(content.bytes) : text)
  }
  for (const file of files) if (file.kind === 'create') result.set(file.path, file.text)
  return Object.fromEntries([...result].sort(([a], [b]) => comparePaths(a, b)))
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

