import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { FileError, type FileErrorCode } from '../../../server/src/base/file-system'
import { createFetch } from '../../../server/src/host/download/create-fetch'
import { diskStore, type Store } from '../../../server/src/host/download/store'
import type { DownloadWorld } from '../../../server/src/host/download/world'
import { fromNative } from '../../../server/src/host/disk'

export const START = Date.parse('2026-01-01T00:00:00Z')

/** The real network and disk with a clock that only sleeps advance. Time limits run out when a test says so. */
export class TestWorld implements DownloadWorld {
  readonly folder = fromNative(mkdtempSync(join(tmpdir(), 'taglore-download-')))
  readonly list = `${this.folder}/danbooru.csv`
  readonly sleeps: number[] = []
  readonly store: Store
  time = START
  private readonly timers = new Set<() => void>()
  private readonly failures: { call: keyof Store; part: string; code: FileErrorCode; skip: number }[] = []

  constructor(readonly fetch = createFetch()) {
    this.store = {
      read: async (path) => this.check('read', path) ?? (await diskStore.read(path)),
      create: async (path, bytes) => this.check('create', path) ?? (await diskStore.create(path, bytes)),
      append: async (path, bytes) => {
        const torn = this.failing('append', path)
        // a full disk takes what it still can
        await diskStore.append(path, torn ? bytes.slice(0, bytes.length / 2) : bytes)
        if (torn) throw torn
      },
      rename: async (from, to) => this.check('rename', to) ?? (await diskStore.rename(from, to)),
      remove: async (path) => this.check('remove', path) ?? (await diskStore.remove(path)),
    }
  }

  now = () => this.time
  random = () => 0.5

  sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted()
    this.sleeps.push(milliseconds)
    this.time += milliseconds
    await setImmediate()
    signal?.throwIfAborted()
  }

  after = (_: number, run: () => void): (() => void) => {
    this.timers.add(run)
    return () => this.timers.delete(run)
  }

  /** The time limits that are running are over. */
  expire = (): void => {
    for (const run of this.timers) run()
    this.timers.clear()
  }

  /** From now on this call fails for paths with this part, after `skip` that go well. */
  fail(call: keyof Store, part: string, code: FileErrorCode = 'disk-full', skip = 0): void {
    this.failures.push({ call, part, code, skip })
  }

  mend(): void {
    this.failures.length = 0
  }

  private failing(call: keyof Store, path: string): FileError | undefined {
    const failure = this.failures.find((one) => one.call === call && path.includes(one.part))
    return !failure || failure.skip-- > 0 ? undefined : new FileError(failure.code, path)
  }

  private check(call: keyof Store, path: string): undefined {
    const error = this.failing(call, path)
    if (error) throw error
  }

  put(path: string, text: string): void {
    writeFileSync(path, text)
  }

  textOf(path: string): string {
    return readFileSync(path, 'utf8')
  }

  names(): string[] {
    return readdirSync(this.folder).sort()
  }

  /** The pauses that are longer than the one between two requests. */
  waits(): number[] {
    return this.sleeps.filter((milliseconds) => milliseconds > 120)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
