import assert from 'node:assert/strict'
import type { FileStat } from '../../server/src/base/file-system'
import { ThumbnailCache } from '../../server/src/host/thumbnail-cache'
import { MemoryFiles } from '../support/memory-files'

const IMAGE: FileStat = { kind: 'file', size: 10, modified: 5 }
const BYTES = Uint8Array.of(1, 2, 3)

describe('thumbnails on the disk', () => {
  it('are found again by image, its size and time, and their side', async () => {
    const files = new MemoryFiles()
    await new ThumbnailCache(files, '/cache').set('/set/a.png', IMAGE, 256, BYTES)
    const cache = new ThumbnailCache(files, '/cache')
    assert.deepEqual(await cache.get('/set/a.png', IMAGE, 256), BYTES)
    for (const [path, image, side] of [['/set/b.png', IMAGE, 256], ['/set/a.png', { ...IMAGE, modified: 6 }, 256], ['/set/a.png', { ...IMAGE, size: 11 }, 256], ['/set/a.png', IMAGE, 96]] as const) {
      assert.equal(await cache.get(path, image, side), undefined)
    }
    assert.ok(files.paths().every((path) => path.startsWith('/cache/thumbnails/')))
  })

  it('make room, the longest unused first', async () => {
    const files = new MemoryFiles()
    // a file in memory has a number for its time, and the next one a higher number
    const cache = new ThumbnailCache(files, '/cache', { limit: 300, now: () => 1e12 })
    for (let at = 0; at < 150; at++) await cache.set(`/set/${at}.png`, IMAGE, 96, BYTES)
    assert.deepEqual(await cache.get('/set/0.png', IMAGE, 96), BYTES)
    for (let at = 150; at < 201; at++) await cache.set(`/set/${at}.png`, IMAGE, 96, BYTES)
    const left = files.paths().length
    assert.equal(left, 80)
    assert.deepEqual([await cache.get('/set/0.png', IMAGE, 96), await cache.get('/set/1.png', IMAGE, 96)], [BYTES, undefined])
  })

  it('are done without where the disk refuses', async () => {
    const files = new MemoryFiles().fail('/cache/thumbnails', 'no-permission')
    files.makeFolder = () => files.list('/cache/thumbnails').then(() => undefined)
    const cache = new ThumbnailCache(files, '/cache')
    await cache.set('/set/a.png', IMAGE, 96, BYTES)
    assert.equal(await cache.get('/set/a.png', IMAGE, 96), undefined)
  })
})
