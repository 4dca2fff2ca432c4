import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileError, type FileSystem } from '../../server/src/base/file-system'
import { disk, fromNative } from '../../server/src/host/disk'
import { diskOfMany } from '../../server/src/host/disk-of-many'

describe('the disk for very many files', () => {
  let home: string
  before(() => {
    home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-many-')))
    mkdirSync(join(home, 'folder'))
    writeFileSync(join(home, 'empty'), '')
    writeFileSync(join(home, 'short'), 'one, two')
    writeFileSync(join(home, 'long'), Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251)))
    writeFileSync(join(home, 'large'), Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251)))
    writeFileSync(join(home, 'locked'), 'read only', { mode: 0o444 })
    if (process.platform !== 'win32') symlinkSync('long', join(home, 'link'))
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  const ASKED: readonly (readonly [string, (files: FileSystem, path: string) => Promise<unknown>])[] = [
    ['stat', (files, path) => files.stat(path)],
    ['read', (files, path) => files.read(path)],
    ['read with a limit', (files, path) => files.read(path, 100)],
    ['readEnds', (files, path) => files.readEnds(path, 1000)],
  ]
  for (const [what, ask] of ASKED) {
    it(`answers ${what} as the disk does, what it refuses too`, async () => {
      const answer = async (files: FileSystem, path: string): Promise<unknown> =>
        ask(files, path).catch((error: unknown) => (error instanceof FileError ? { refused: error.code, path: error.path } : Promise.reject(error)))
      for (const name of ['empty', 'short', 'long', 'large', 'locked', 'link', 'folder', 'missing', 'short/below']) {
        const path = `${home}/${name}`
        assert.deepEqual(await answer(diskOfMany(), path), await answer(disk, path), name)
      }
    })
  }
})
