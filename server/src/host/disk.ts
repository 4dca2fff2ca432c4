import { constants } from 'node:fs'
import { lstat, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { FileError, type EntryKind, type FileErrorCode, type FileSystem, type FolderEntry } from '../base/file-system'
import { folderOf, joinPath, nameOf } from '../base/path'

const CODES: Readonly<Record<string, FileErrorCode>> = {
  ENOENT: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EISDIR: 'is-folder',
  ENOTDIR: 'not-folder',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ELOOP: 'loop',
}

/** The real disk. Writes are atomic: a new file beside the old one, flushed, then renamed over it. */
export const disk: FileSystem = {
  list: (folder) => guard(folder, () => listFolder(folder)),
  stat: (path) =>
    guard(path, async () => {
      const info = await stat(path)
      return { kind: kindOf(info), size: info.size, modified: info.mtimeMs }
    }),
  read: (path, limit) => guard(path, () => (limit === undefined ? readFile(path) : readHead(path, limit))),
  readEnds: (path, bytes) => guard(path, () => readEnds(path, bytes)),
  realPath: (path) => guard(path, async () => fromNative(await realpath(path))),
  write: (path, bytes) => guard(path, () => writeAtomically(path, bytes)),
}

/** A native path with `/`. */
export function fromNative(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path
}

async function listFolder(folder: string): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return Promise.all(
    entries.map(async (entry) => ({
      name: entry.name,
      kind: entry.isSymbolicLink() ? await linkKind(joinPath(folder, entry.name)) : kindOf(entry),
    })),
  )
}

async function linkKind(path: string): Promise<EntryKind> {
  try {
    return kindOf(await stat(path))
  } catch {
    // a link to nothing or in a circle
    return 'other'
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other'
}

async function readHead(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY)
  try {
    return await readAt(file, 0, limit)
  } finally {
    await file.close()
  }
}

async function readEnds(path: string, bytes: number): Promise<{ head: Uint8Array; tail: Uint8Array; size: number }> {
  const file = await open(path, constants.O_RDONLY)
  try {
    const info = await file.stat()
    if (info.isDirectory()) throw new FileError('is-folder', path)
    const head = await readAt(file, 0, bytes)
    const tail = info.size <= head.length ? head : await readAt(file, Math.max(0, info.size - bytes), bytes)
    return { head, tail, size: info.size }
  } finally {
    await file.close()
  }
}

async function readAt(file: Awaited<ReturnType<typeof open>>, position: number, bytes: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, position)
  return buffer.subarray(0, bytesRead)
}

async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  // a link is followed: the file it points to is replaced, not the link
  const target = await realpath(path).catch(() => path)
  const draft = joinPath(folderOf(fromNative(target)), `.${nameOf(fromNative(target))}.${randomBytes(4).toString('hex')}.tmp`)
  try {
    const mode = await lstat(target).then(
      (info) => info.mode,
      () => undefined,
    )
    const file = await open(draft, 'wx', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Every error of the disk becomes a `FileError`. */
async function guard<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError) throw error
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    throw new FileError(CODES[code] ?? 'failed', path, code || String(error))
  }
}
