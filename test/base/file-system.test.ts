import assert from 'node:assert/strict'
import { FileError, kindAt, orNothing } from '../../server/src/base/file-system'
import { MemoryFiles } from '../support/memory-files'

describe('what the disk gives', () => {
  it('is nothing where it refuses, and other errors stay errors', async () => {
    assert.equal(await orNothing(Promise.resolve(1)), 1)
    assert.equal(await orNothing(Promise.reject(new FileError('no-permission', '/a'))), undefined)
    await assert.rejects(orNothing(Promise.reject(new TypeError('a mistake of ours'))), TypeError)
  })

  it('tells what lies at a path', async () => {
    const files = new MemoryFiles()
    files.put('/set/a.txt', 'a')
    assert.equal(await kindAt(files, '/set/a.txt'), 'file')
    assert.equal(await kindAt(files, '/set'), 'folder')
    assert.equal(await kindAt(files, '/other'), undefined)
  })
})
