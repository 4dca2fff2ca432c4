import assert from 'node:assert/strict'
import { cacheOf, filesByOwner } from '../../server/src/dataset/own-files'
import { findStaleCaches } from '../../server/src/dataset/stale-caches'
import { MemoryFiles } from '../support/memory-files'

describe('the files of a sample', () => {
  it('are what its stem says, masks and caches among them', () => {
    const names = ['a.png', 'a.txt', 'a_mask.png', 'a_1024x1024_sdxl.npz', 'a_te_outputs.npz', 'b_mask.png', 'taglore.json']
    assert.deepEqual([...filesByOwner(names)], [
      ['a', ['a.png', 'a.txt', 'a_mask.png', 'a_1024x1024_sdxl.npz', 'a_te_outputs.npz']],
      ['b_mask', ['b_mask.png']],
    ])
  })

  it('tell what a cache was made from', () => {
    assert.deepEqual(cacheOf('a_0512x0768_sd.npz'), { stem: 'a', of: 'image' })
    assert.deepEqual(cacheOf('a.npz'), { stem: 'a', of: 'image' })
    assert.deepEqual(cacheOf('a_flux_te.npz'), { stem: 'a', of: 'caption' })
    assert.equal(cacheOf('a.png'), undefined)
  })

  it('ask the disk for no times where there are no caches', async () => {
    const files = new MemoryFiles({ '/set/a.png': 'x', '/set/a.txt': 'x' })
    const drafts = [{ id: '/set/a', folder: '/set', images: ['/set/a.png'], caption: '/set/a.txt' }]
    assert.deepEqual(await findStaleCaches(files, '/set', ['a.png', 'a.txt'], drafts), [])
    assert.equal(files.calls.size, 0)
  })
})
