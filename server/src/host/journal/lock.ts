import { hostname, uptime } from 'node:os'
import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { journalOf, type JournalOptions } from './journal'
import { JournalError } from './journal-error'
import { equal, readIfThere } from './operation'

/** Work on journals of this process, so that it never meets its own lock. */
const queues = new Map<string, Promise<unknown>>()

/** Runs `work` while no other program changes the dataset. `busy` where one does; a lock of a program that is gone is taken over. */
export async function withLock<Result>(options: JournalOptions, work: (journal: string) => Promise<Result>): Promise<Result> {
  const journal = journalOf(options)
  const turn = (queues.get(journal) ?? Promise.resolve()).then(() => runLocked(options, journal, work))
  const settled = turn.then(
    () => undefined,
    () => undefined,
  )
  queues.set(journal, settled)
  try {
    return await turn
  } finally {
    if (queues.get(journal) === settled) queues.delete(journal)
  }
}

async function runLocked<Result>(options: JournalOptions, journal: string, work: (journal: string) => Promise<Result>): Promise<Result> {
  options.signal?.throwIfAborted()
  const path = joinPath(journal, 'lock')
  await options.fileSystem.makeFolder(journal)
  await takeLock(options, path)
  try {
    return await work(journal)
  } finally {
    // a lock that cannot be taken away is that of a program that is gone, for the next one
    await options.fileSystem.remove(path).catch(ignoreFileError)
  }
}

function ignoreFileError(error: unknown): void {
  if (!(error instanceof FileError)) throw error
}

interface Holder {
  readonly process: number
  readonly host: string
  /** Milliseconds since 1970 at which the computer started: process numbers begin anew then. */
  readonly started: number
}

async function takeLock({ fileSystem }: JournalOptions, path: string): Promise<void> {
  const own: Holder = { process: process.pid, host: hostname(), started: Math.round(Date.now() - uptime() * 1000) }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await fileSystem.create(path, new TextEncoder().encode(JSON.stringify(own)), { later: true })
    } catch (error) {
      if (!(error instanceof FileError) || error.code !== 'exists') throw error
    }
    const bytes = await readIfThere(fileSystem, path)
    if (!bytes) continue
    const holder = readHolder(bytes)
    if (holder && isAlive(holder, own)) throw busy(path)
    const again = await readIfThere(fileSystem, path)
    if (again && equal(bytes, again)) await fileSystem.remove(path)
  }
  throw busy(path)
}

function busy(path: string): JournalError {
  return new JournalError('busy', say`Another program is changing this dataset; try again when it has finished. If there is none, delete '${path}'`)
}

function readHolder(bytes: Uint8Array): Holder | undefined {
  try {
    // written by us; anything else fails the comparisons
    return JSON.parse(new TextDecoder().decode(bytes)) as Holder
  } catch {
    return undefined
  }
}

/** On another computer nobody can tell. */
function isAlive(holder: Holder, own: Holder): boolean {
  if (holder.host !== own.host) return true
  if (holder.process === own.process || Math.abs(holder.started - own.started) > 120_000) return false
  try {
    process.kill(holder.process, 0)
    return true
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM'
  }
}
