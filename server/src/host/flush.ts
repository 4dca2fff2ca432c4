import { spawn } from 'node:child_process'
import { open, stat } from 'node:fs/promises'
import { folderOf } from '../base/path'

/** From this many paths on, one call for the whole disk is cheaper than one for each file. */
const MANY = 64
const LANES = 16

/** Waits until files and folders are on the disk as they are; those that are gone count through their folder. */
export async function flushPaths(paths: readonly string[]): Promise<void> {
  const folders = [...new Set(paths.map(folderOf))]
  if (paths.length >= MANY && process.platform === 'linux' && (await syncDisks(folders))) return
  let next = 0
  const all = [...new Set([...paths, ...folders])]
  const lane = async (): Promise<void> => {
    for (let path = all[next++]; path !== undefined; path = all[next++]) await flushOne(path)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** What systems answer that flush no folders, or nothing that they do not let us write. */
const NOT_FOR_US = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF', 'ENOTSUP', 'ENOSYS'])

async function flushOne(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r').catch(() => undefined)
  if (!file) return
  try {
    await file.sync()
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    if (!NOT_FOR_US.has(code)) throw error
  } finally {
    await file.close()
  }
}

/** `sync -f`: everything on the disks that hold these folders. False where there is no such program, or it fails. */
async function syncDisks(folders: readonly string[]): Promise<boolean> {
  const disks = new Map<number, string>()
  for (const folder of folders) {
    const info = await stat(folder).catch(() => undefined)
    if (info) disks.set(info.dev, folder)
  }
  return new Promise((resolve) => {
    const child = spawn('sync', ['-f', '--', ...disks.values()], { stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
