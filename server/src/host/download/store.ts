import { appendFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { folderOf, joinPath, nameOf } from '../../base/path'
import { FileError, type FileErrorCode } from '../../base/file-system'

/** The disk as a download needs it: drafts that grow, and renames. Every call may reject with a `FileError`. */
export interface Store {
  read(path: string): Promise<Uint8Array>
  /** A new file, or an old one emptied first, with its folders; flushed before it resolves. */
  create(path: string, bytes: Uint8Array): Promise<void>
  append(path: string, bytes: Uint8Array): Promise<void>
  /** Over `to`, if it is there: a reader sees the old file or the new one. */
  rename(from: string, to: string): Promise<void>
  /** No error where there is none. */
  remove(path: string): Promise<void>
}

/** The hidden file beside `path` that becomes it; `kind` tells drafts of different downloads apart. */
export function draftOf(path: string, kind: string): string {
  return joinPath(folderOf(path), `.${nameOf(path)}.${kind}`)
}

/** Replaces all files or none, as far as a disk can: every byte is written before the first old file goes. */
export async function replaceFiles(store: Store, files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<void> {
  const moves = files.map(({ path, bytes }) => ({ path, bytes, draft: draftOf(path, 'new') }))
  try {
    for (const { draft, bytes } of moves) await store.create(draft, bytes)
    for (const { draft, path } of moves) await store.rename(draft, path)
  } catch (error) {
    for (const { draft } of moves) await store.remove(draft).catch(() => undefined)
    throw error
  }
}

const CODES: Readonly<Record<string, FileErrorCode>> = {
  ENOENT: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  EISDIR: 'is-folder',
  ENOTDIR: 'not-folder',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
}

export const diskStore: Store = {
  read: (path) => guard(path, () => readFile(path)),
  create: (path, bytes) =>
    guard(path, async () => {
      await mkdir(folderOf(path), { recursive: true })
      const file = await open(path, 'w')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    }),
  append: (path, bytes) => guard(path, () => appendFile(path, bytes)),
  rename: (from, to) => guard(to, () => rename(from, to)),
  remove: (path) => guard(path, () => rm(path, { force: true })),
}

async function guard<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    throw new FileError(CODES[code] ?? 'failed', path, code || String(error))
  }
}
