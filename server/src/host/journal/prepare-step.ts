import { FileError, type FileStat, type FileSystem } from '../../base/file-system'
import { folderOf, joinPath, suffixOf } from '../../base/path'
import { applySpanEdits } from '../../base/span'
import type { FileStamp, JournalledChange, TransformChange } from '../../changes/change'
import { foldersAbove } from '../../changes/find-conflicts'
import { nameOfNew, resolveChange, type ContentFile, type NewFile, type PlannedOperation } from '../../changes/resolve-change'
import { inLanes } from './in-lanes'
import { ImageProcessError } from '../image-process'
import type { JournalOptions } from './journal'
import { equal, statIfThere, type Operation } from './operation'
import { encodePart } from './part'
import type { RefusalReason, RefusedFile } from './refusal'
import { partPath, savePlan, TRASH, type StepPlan } from './step'

export interface PreparedStep {
  readonly plan: StepPlan
  /** Number of an operation → how its file was just before it was read. */
  readonly stamps: ReadonlyMap<number, FileStamp>
}

/** Bytes of contents in one part: what is held in memory at once. */
const PART_SIZE = 1024 * 1024

/**
 * Checks that every file is as the change takes it to be and writes all that it takes to do and undo it into `folder`.
 * Gives the files that are not; nothing outside `folder` is touched.
 */
export async function prepareStep(change: JournalledChange, { id, folder }: { readonly id: string; readonly folder: string }, options: JournalOptions): Promise<PreparedStep | { readonly refused: readonly RefusedFile[] }> {
  const { fileSystem, signal } = options
  const { phases, parents, madeBefore } = resolveChange(change, id)
  const total = change.files.length * 2
  const refused: RefusedFile[] = []
  const stamps = new Map<number, FileStamp>()
  const leaving = namesThatLeave(phases)
  const counts: number[] = []
  let bytes = 0
  let index = 0
  let done = 0
  const addPhase = async (work: (writer: PartWriter) => Promise<void>): Promise<void> => {
    const writer = new PartWriter(fileSystem, folder, counts.length)
    await work(writer)
    await writer.end()
    bytes += writer.bytes
    if (writer.parts > 0) counts.push(writer.parts)
  }
  for (let number = 0; number <= phases.length; number++) {
    const folders = number === madeBefore ? await missingFolders(parents, fileSystem) : []
    if (folders.length > 0) await addPhase((writer) => writer.add({ kind: 'folders', index: index++, paths: folders }))
    await addPhase((writer) =>
      inLanes(
        phases[number] ?? [],
        async (planned) => {
          const own = index++
          const outcome = await checkOperation(planned, own, { fileSystem, leaving, trash: joinPath(folder, TRASH), isUnsaved: options.isUnsaved, transform: options.transform, signal })
          options.onProgress?.(Math.min(++done, total / 2), total)
          if ('why' in outcome) refused.push(outcome)
          else if (outcome.operation) {
            if (outcome.stamp) stamps.set(own, outcome.stamp)
            bytes += outcome.trashed ?? 0
            if (refused.length === 0) await writer.add(outcome.operation)
          }
        },
        signal,
      ),
    )
  }
  if (refused.length > 0) return { refused }
  const plan: StepPlan = { version: 1, root: options.root, title: change.title, when: (options.now ?? Date.now)(), files: new Set(change.files.map((file) => file.path)).size, operations: index, phases: counts, bytes }
  await savePlan(fileSystem, folder, plan)
  return { plan, stamps }
}

/** Collects the operations of a phase and writes them in parts. */
class PartWriter {
  parts = 0
  bytes = 0
  private held: Operation[] = []
  private size = 0

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly folder: string,
    private readonly phase: number,
  ) {}

  async add(operation: Operation): Promise<void> {
    this.held.push(operation)
    this.size += 128 + ('before' in operation ? operation.before.length : 0) + ('after' in operation ? operation.after.length : 0)
    if (this.size >= PART_SIZE) await this.end()
  }

  async end(): Promise<void> {
    if (this.held.length === 0) return
    const bytes = encodePart(this.held)
    this.held = []
    this.size = 0
    this.bytes += bytes.length
    await this.fileSystem.write(partPath(this.folder, this.phase, this.parts++), bytes)
  }
}

interface CheckContext {
  readonly fileSystem: FileSystem
  /** Names that others may take because the change moves or deletes what has them. */
  readonly leaving: ReadonlySet<string>
  readonly trash: string
  readonly isUnsaved?: (path: string) => boolean
  readonly transform?: JournalOptions['transform']
  readonly signal?: AbortSignal
}

type Checked = RefusedFile | { readonly operation: Operation | undefined; readonly stamp?: FileStamp; readonly trashed?: number }

function namesThatLeave(phases: readonly (readonly PlannedOperation[])[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const operation of phases.flat()) {
    if (operation.kind === 'discard') names.add(operation.path)
    else if (operation.kind === 'move') names.add(operation.from)
  }
  return names
}

async function checkOperation(planned: PlannedOperation, index: number, context: CheckContext): Promise<Checked> {
  const path = planned.kind === 'move' ? planned.from : planned.kind === 'discard' ? planned.path : planned.file.path
  if (context.isUnsaved?.(path)) return { path, why: 'unsaved' }
  try {
    switch (planned.kind) {
      case 'write':
        return await checkWrite(planned.file, index, context)
      case 'create':
        return await checkCreate(planned.file, index, context)
      case 'discard': {
        const stat = await context.fileSystem.stat(path)
        return { operation: { kind: 'move', index, from: path, to: joinPath(context.trash, `${index}${suffixOf(path)}`) }, trashed: stat.kind === 'folder' ? await treeSize(context.fileSystem, path) : stat.size }
      }
      case 'move':
        return await checkMove(planned, index, context)
    }
  } catch (error) {
    if (error instanceof FileError) return { path, why: error.code }
    if (error instanceof ImageProcessError) return { path, why: error.failure === 'undecodable' ? 'undecodable' : 'no-image-process' }
    throw error
  }
}

const DEPTH = 24

/** Bytes of all files in a folder; links may be counted too. */
async function treeSize(fileSystem: FileSystem, folder: string, depth = 0): Promise<number> {
  let bytes = 0
  for (const { name, kind } of await fileSystem.list(folder)) {
    const path = joinPath(folder, name)
    if (kind === 'file') bytes += (await fileSystem.stat(path)).size
    else if (kind === 'folder' && depth < DEPTH) bytes += await treeSize(fileSystem, path, depth + 1)
  }
  return bytes
}

async function checkWrite(file: ContentFile, index: number, context: CheckContext): Promise<Checked> {
  const { path } = file
  const stat = await context.fileSystem.stat(path)
  const before = await context.fileSystem.read(path)
  const after = await newBytes(file, before, stat, context)
  if (typeof after === 'string') return { path, why: after }
  if (equal(before, after)) return { operation: undefined }
  if (stat.readOnly) return { path, why: 'read-only' }
  return { operation: { kind: 'write', index, path, before, after }, stamp: { size: stat.size, modified: stat.modified } }
}

async function newBytes(file: ContentFile, before: Uint8Array, stat: FileStat, context: CheckContext): Promise<Uint8Array | RefusalReason> {
  switch (file.kind) {
    case 'edit':
      return editBytes(file, before)
    case 'bytes':
      return isAsPlanned(file.before, before, stat) ? file.bytes : 'changed'
    case 'transform':
      return transformed(file, context)
  }
}

function transformed({ path, transform }: TransformChange, { transform: make, signal }: CheckContext): Promise<Uint8Array> {
  if (!make) throw new Error('a change of pictures needs JournalOptions.transform')
  return make(path, transform, signal)
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf)

/** The bytes of an edited text: the byte order mark and everything outside the edits stay. */
function editBytes({ text, edits, path }: Extract<ContentFile, { kind: 'edit' }>, before: Uint8Array): Uint8Array | RefusalReason {
  const marked = equal(before.subarray(0, 3), BYTE_ORDER_MARK)
  const body = marked ? before.subarray(3) : before
  if (!equal(body, Buffer.from(text))) return isUtf8(body) ? 'changed' : 'not-text'
  let offset = 0
  for (const { span } of edits) {
    if (span.start < offset || span.end < span.start || span.end > text.length) throw new RangeError(`The edits of '${path}' are not in order, or outside its text`)
    offset = span.end
  }
  const edited = applySpanEdits(text, edits)
  // half a character has no bytes
  if (/\p{Cs}/u.test(edited)) return 'not-text'
  return marked ? Buffer.concat([BYTE_ORDER_MARK, Buffer.from(edited)]) : Buffer.from(edited)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isAsPlanned(planned: Uint8Array | FileStamp | undefined, bytes: Uint8Array, stat: FileStat): boolean {
  if (planned === undefined) return false
  return planned instanceof Uint8Array ? equal(planned, bytes) : planned.size === stat.size && planned.modified === stat.modified
}

async function checkCreate(file: NewFile, index: number, context: CheckContext): Promise<Checked> {
  const path = nameOfNew(file)
  if (!context.leaving.has(path) && (await statIfThere(context.fileSystem, path))) return { path, why: 'exists' }
  const after = file.kind === 'create' ? Buffer.from(file.text) : file.kind === 'bytes' ? file.bytes : await transformed(file, context)
  if (file.kind === 'create' && /\p{Cs}/u.test(file.text)) return { path, why: 'not-text' }
  return { operation: { kind: 'create', index, path, after } }
}

async function checkMove({ from, to }: { readonly from: string; readonly to: string }, index: number, { fileSystem, leaving }: CheckContext): Promise<Checked> {
  // what waits under another name is checked when it goes there
  if (!isWaiting(from)) await fileSystem.stat(from)
  const taken = !leaving.has(to) && !isSameName(from, to) && (await statIfThere(fileSystem, to))
  return taken ? { path: to, why: 'exists' } : { operation: { kind: 'move', index, from, to } }
}

function isWaiting(path: string): boolean {
  return path.includes('/.taglore-moving-')
}

/** Another spelling of the same name: on some disks it is there already, and is the file itself. The rename finds out. */
function isSameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}

/** The folders that have to be made so that `parents` are there, outer ones first. */
async function missingFolders(parents: readonly string[], fileSystem: FileSystem): Promise<string[]> {
  const there = new Map<string, boolean>()
  const missing = new Set<string>()
  for (const parent of parents) {
    const chain: string[] = []
    for (const folder of [parent, ...foldersAbove(parent)]) {
      const known = there.get(folder) ?? (await statIfThere(fileSystem, folder)) !== undefined
      there.set(folder, known)
      if (known) break
      chain.push(folder)
    }
    for (const folder of chain.reverse()) missing.add(folder)
  }
  return [...missing].filter((folder) => folderOf(folder) !== folder)
}
