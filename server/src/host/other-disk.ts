import { constants } from 'node:fs'
import { copyFile, lstat, open, readlink, rename, rm, symlink, unlink, utimes } from 'node:fs/promises'
import { FileError } from '../base/file-system'

/**
 * Moves a file or a link to another disk through a draft beside `to`: at every moment at least one whole file is there.
 * `other-disk` for a folder.
 */
export async function moveToOtherDisk(from: string, to: string, draft: string): Promise<void> {
  const info = await lstat(from)
  if (info.isDirectory()) throw new FileError('other-disk', from)
  try {
    if (info.isSymbolicLink()) await symlink(await readlink(from), draft)
    else await copyWhole(from, draft, info.atime, info.mtime)
    await rename(draft, to)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await unlink(from)
}

async function copyWhole(from: string, to: string, accessed: Date, modified: Date): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL)
  await utimes(to, accessed, modified)
  const file = await open(to, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
