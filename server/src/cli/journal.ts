import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import { comparePaths, joinPath, relativePath } from '../base/path'
import type { JournalledChange } from '../changes/change'
import { SETTINGS_FILE } from '../dataset/find-root'
import { planSettingsAdditions } from '../changes/settings-additions'
import type { ListAddition } from '../changes/settings-change'
import { mergeChanges } from '../changes/merge-changes'
import { unifiedDiff } from '../changes/unified-diff'
import type { Dataset } from '../dataset/dataset'
import { applyChange } from '../host/journal/apply-change'
import { ImageProcess, pictureMaker } from '../host/image-process'
import { recoverJournal } from '../host/journal/history'
import { JournalError } from '../host/journal/journal-error'
import type { JournalOptions } from '../host/journal/journal'
import { stateFolder } from '../host/state-folder'
import { describeFileError } from './open-dataset'
import type { Call } from './command'
import { showProgress, type Progress } from './progress'
import { UsageError } from './usage-error'

/** The journal of the command line for the dataset at `root`. */
export function journalOptions(call: Call, root: string, progress?: Progress): JournalOptions {
  return { fileSystem: call.terminal.fileSystem, root, journalFolder: joinPath(stateFolder(call.terminal.environment), 'journal'), onProgress: progress?.step }
}

/** Brings to an end what a killed run left half done. Call it before the dataset is read by a command that writes. */
export async function recover(call: Call, root: string): Promise<void> {
  await refusing(() => recoverJournal(journalOptions(call, root)))
}

/** Applies a change as one step that `taglore undo` takes back, and gives the files that are different now, relative to `root`. Rejects with `UsageError` where it is refused. */
export async function apply(call: Call, root: string, change: JournalledChange): Promise<readonly string[]> {
  const progress = showProgress(call, say`Writing`)
  const images = new ImageProcess()
  try {
    const outcome = await refusing(() => applyChange(change, { ...journalOptions(call, root, progress), transform: pictureMaker(images) }))
    if (outcome.kind === 'refused') throw new UsageError(outcome.message)
    return outcome.kind === 'unchanged' ? [] : changedFiles(change, root)
  } finally {
    images.stop()
    progress.end()
  }
}

/** The files of a change under their names after it, sorted. */
export function changedFiles({ files }: JournalledChange, root: string): readonly string[] {
  const renamed = new Map(files.flatMap((file) => ('to' in file && file.to !== undefined ? [[file.path, file.to] as const] : [])))
  return [...new Set(files.map((file) => relativePath(root, renamed.get(file.path) ?? file.path)))].sort(comparePaths)
}

/** What the journal refuses, as what the command line says. */
export async function refusing<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(error.told)
    if (error instanceof FileError) throw new UsageError(describeFileError(error, error.path))
    throw error
  }
}

/** The change with entries for `taglore.json` beside it. */
export async function withSettings(call: Call, root: string, change: JournalledChange, settings: readonly ListAddition[]): Promise<JournalledChange> {
  if (settings.length === 0) return change
  const path = joinPath(root, SETTINGS_FILE)
  const added = planSettingsAdditions(change.title, path, await readText(call, path), settings)
  if (!added) throw new UsageError(say`'${SETTINGS_FILE}' is no valid JSON; mend it first`)
  const merged = mergeChanges(change.title, [change, added])
  if (merged.conflicts) throw new UsageError(say`The change asks for two things at once of '${relativePath(root, merged.conflicts[0]?.path ?? path)}'`)
  return merged.change
}

async function readText(call: Call, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await call.terminal.fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return undefined
    throw error
  }
}

/** What a change would do, as a unified diff. */
export async function diffOf(call: Call, change: JournalledChange, dataset: Dataset): Promise<string> {
  const texts = new Map<string, string | undefined>()
  const folders = new Map<string, readonly string[]>()
  for (const file of change.files) {
    if (file.kind !== 'delete' && file.kind !== 'rename') continue
    const inside = await filesBelow(call, file.path)
    if (inside) folders.set(file.path, inside)
    else if (file.kind === 'delete') texts.set(file.path, captionText(dataset, file.path))
  }
  return unifiedDiff(change, dataset.root, {
    byteOrderMark: (path) => dataset.sampleAt(path)?.caption?.byteOrderMark === true,
    text: (path) => texts.get(path),
    filesIn: (path) => folders.get(path),
  })
}

function captionText(dataset: Dataset, path: string): string | undefined {
  const caption = dataset.sampleAt(path)?.caption
  return caption?.path === path && !caption.fault ? `${caption.byteOrderMark ? '\ufeff' : ''}${caption.text}` : undefined
}

/** The files of a folder, relative to it; undefined for what is no folder. */
async function filesBelow(call: Call, path: string): Promise<readonly string[] | undefined> {
  const { fileSystem } = call.terminal
  if ((await fileSystem.stat(path)).kind !== 'folder') return undefined
  const names: string[] = []
  for (const entry of await fileSystem.list(path)) {
    if (entry.kind === 'file') names.push(entry.name)
    else if (entry.kind === 'folder') names.push(...((await filesBelow(call, joinPath(path, entry.name))) ?? []).map((name) => joinPath(entry.name, name)))
  }
  return names.sort(comparePaths)
}

/** One line about how a change is taken back. */
export function undoHint(given: string): Message {
  const folder = /^[\p{L}\p{N}_./-]+$/u.test(given) ? given : `"${given}"`
  return say`'taglore undo ${folder}' takes it back`
}
