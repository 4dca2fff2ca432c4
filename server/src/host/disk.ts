import { randomBytes } from 'node:crypto'
import { close, constants, fchmod, fchown, fstat, fsync, open as openCall, read as readCall, readFile as readFileCall, writeFile, type Stats } from 'node:fs'
import { link, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, stat, unlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { draftName, FileError, type EntryKind, type FileErrorCode, type FileStat, type FileSystem, type FolderEntry, type WriteOptions } from '../base/file-system'
import { folderOf, joinPath, nameOf } from '../base/path'
import { flushPaths } from './flush'
import { moveToOtherDisk } from './other-disk'

const CODES: Readonly<Record<string, FileErrorCode>> = {
  ENOENT: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  EBUSY: 'no-permission',
  EEXIST: 'exists',
  ENOTEMPTY: 'not-empty',
  EXDEV: 'other-disk',
  EISDIR: 'is-folder',
  ENOTDIR: 'not-folder',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ELOOP: 'loop',
}

// half the time of `node:fs/promises`, which counts where ten thousand small files are read and written
const readFile = promisify(readFileCall)
const descriptor = { open: promisify(openCall), write: promisify(writeFile), sync: promisify(fsync), close: promisify(close), stat: promisify(fstat), read: promisify(readCall), chmod: promisify(fchmod), chown: promisify(fchown) }

/** The real disk. Writes are atomic: a new file beside the old one, flushed, then renamed over it. */
export const disk: FileSystem = {
  list: (folder) => guard(folder, () => listFolder(folder)),
  stat: (path) => guard(path, async () => statOf(await stat(path))),
  read: (path, limit) => guard(path, () => (limit === undefined ? readFile(path) : readHead(path, limit))),
  readEnds: (path, bytes) => guard(path, () => readEnds(path, bytes)),
  realPath: (path) => guard(path, async () => fromNative(await realpath(path))),
  write: (path, bytes, options) => guard(path, () => writeAtomically(path, bytes, options)),
  create: (path, bytes, options) => guard(path, () => createAtomically(path, bytes, options)),
  rename: (from, to, options) => guard(to, () => move(from, to, options), from),
  remove: (path) =>
    guard(path, async () => {
      if ((await lstat(path)).isDirectory()) await rmdir(path)
      else await unlink(path)
    }),
  removeTree: (folder) => guard(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 3 })),
  makeFolder: (path) => guard(path, async () => void (await mkdir(path, { recursive: true }))),
  flush: (paths) => guard(paths[0] ?? '', () => flushPaths(paths)),
}

export function statOf(info: Stats): FileStat {
  const found = { kind: kindOf(info), size: info.size, modified: info.mtimeMs }
  return (info.mode & 0o222) === 0 ? { ...found, readOnly: true } : found
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
    const { size } = await file.stat()
    return await readAt(file, 0, Math.min(limit, size))
  } finally {
    await file.close()
  }
}

async function readEnds(path: string, bytes: number): Promise<{ head: Uint8Array; tail: Uint8Array; size: number }> {
  const file = await descriptor.open(path, constants.O_RDONLY)
  try {
    const info = await descriptor.stat(file)
    if (info.isDirectory()) throw new FileError('is-folder', path)
    const head = await readAtDescriptor(file, 0, Math.min(bytes, info.size))
    const tail = info.size <= head.length ? head : await readAtDescriptor(file, Math.max(0, info.size - bytes), bytes)
    return { head, tail, size: info.size }
  } finally {
    await descriptor.close(file)
  }
}

async function readAtDescriptor(file: number, position: number, bytes: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(bytes)
  const { bytesRead } = await descriptor.read(file, buffer, 0, bytes, position)
  return buffer.subarray(0, bytesRead)
}

async function readAt(file: Awaited<ReturnType<typeof open>>, position: number, bytes: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, position)
  return buffer.subarray(0, bytesRead)
}

async function writeAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  const info = await lstat(path).catch(() => undefined)
  // a link is followed: the file it points to is replaced, not the link
  const target = info?.isSymbolicLink() ? fromNative(await realpath(path).catch(() => path)) : path
  const before = target === path ? info : await lstat(target).catch(() => undefined)
  await throughDraft(target, bytes, options, before, (draft) => replace(draft, target))
}

async function createAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  await throughDraft(path, bytes, options, undefined, async (draft) => {
    try {
      await link(draft, path)
    } catch (error) {
      if (codeOf(error) === 'EEXIST' || (await isThere(path))) throw new FileError('exists', path)
      // a disk without hard links
      await replace(draft, path)
      return
    }
    await unlink(draft)
  })
}

/** Writes a draft beside `target`; `finish` makes it the file. */
async function throughDraft(target: string, bytes: Uint8Array, { later = false, draft: mark = randomBytes(6).toString('hex') }: WriteOptions, before: Stats | undefined, finish: (draft: string) => Promise<void>): Promise<void> {
  const draft = joinPath(folderOf(target), draftName(mark))
  try {
    const file = await descriptor.open(draft, 'wx', before?.mode)
    try {
      await descriptor.write(file, bytes)
      if (before) await keepOwner(file, before)
      if (!later) await descriptor.sync(file)
    } finally {
      await descriptor.close(file)
    }
    await finish(draft)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  if (!later) await flushPaths([folderOf(target)])
}

const OWNER = { uid: process.getuid?.(), gid: process.getgid?.() }

/** The owner where another user writes the file, and the bits of its mode that the umask kept `open` from giving. */
async function keepOwner(file: number, { mode, uid, gid }: Stats): Promise<void> {
  if (process.platform === 'win32') return
  const foreign = uid !== OWNER.uid || gid !== OWNER.gid
  if (foreign) await descriptor.chown(file, uid, gid).catch(() => undefined)
  if (foreign || (mode & (process.umask() | 0o7000)) !== 0) await descriptor.chmod(file, mode & 0o7777)
}

async function move(from: string, to: string, options: WriteOptions = {}): Promise<void> {
  await lstat(from)
  if ((await isThere(to)) && !(await isSameEntry(from, to))) throw new FileError('exists', to)
  try {
    await replace(from, to)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await moveToOtherDisk(from, to, joinPath(folderOf(to), draftName(options.draft ?? randomBytes(6).toString('hex'))))
  }
  if (!options.later) await flushPaths([...new Set([folderOf(from), folderOf(to)])])
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )
}

/** Two spellings of one name, on a disk that ignores case or accents' forms. */
async function isSameEntry(from: string, to: string): Promise<boolean> {
  const fold = (path: string): string => path.normalize('NFC').toLowerCase()
  return folderOf(from) === folderOf(to) && fold(from) === fold(to) && !(await readdir(folderOf(to))).includes(nameOf(to))
}

const PATIENCE = [20, 60, 180, 540]

/** `rename`; on Windows it is tried again while a scanner or an editor holds the file for a moment. */
async function replace(from: string, to: string): Promise<void> {
  for (const wait of process.platform === 'win32' ? PATIENCE : []) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  return rename(from, to)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** Every error of the disk becomes a `FileError`, about `path`, or about `other` where the disk names that. */
async function guard<Result>(path: string, work: () => Promise<Result>, other?: string): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError) throw error
    const code = codeOf(error)
    const about = other !== undefined && code === 'ENOENT' ? other : path
    throw new FileError(CODES[code] ?? 'failed', about, code || String(error))
  }
}
