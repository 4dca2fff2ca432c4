import assert from 'node:assert/strict'
import { clearCaches, measureCaches } from '../../server/src/host/caches'
import type { PixelFacts } from '../../server/src/dataset/pixel-facts'
import { FactsCache } from '../../server/src/host/facts-cache'
import { knowledgeCachePath } from '../../server/src/host/knowledge-cache'
import { scoresPath } from '../../server/src/host/taggers/score-store'
import { ThumbnailCache } from '../../server/src/host/thumbnail-cache'
import { CACHE_KINDS } from '../../server/src/protocol/caches'
import { MemoryFiles } from '../support/memory-files'

const CACHE = '/home/cache'
const HASH = '0123456789abcdef'
const FACTS: PixelFacts = { alpha: 'none', grey: false, mean: [1, 2, 3], border: { color: [1, 2, 3], varied: 0 }, hash: HASH, mirrored: HASH, steps: HASH }
const TAGGER = { name: 'wd', model: 'm' }
/** What lies in the same folder and is no cache. */
const KEPT = [`${CACHE}/journal/set/1.json`, `${CACHE}/reviewed/set-1.json`, `${CACHE}/taggers/models/m/model.onnx`, `${CACHE}/notes.bin`]

async function filled(): Promise<MemoryFiles> {
  const files = new MemoryFiles()
  const facts = await FactsCache.open(files, CACHE)
  facts.set('/set/a.png', 10, 5, FACTS)
  await facts.save()
  await new ThumbnailCache(files, CACHE).set('/set/a.png', { kind: 'file', size: 10, modified: 5 }, 96, Uint8Array.of(1, 2, 3))
  files.put(scoresPath(CACHE, '/set', TAGGER), 'seven..')
  files.put(knowledgeCachePath(CACHE, 'lists'), '12345')
  files.put(`${CACHE}/dataset-0123456789abcdef.bin`, '1234')
  for (const path of KEPT) files.put(path, 'kept')
  return files
}

describe('the caches', () => {
  it('are measured by their kind', async () => {
    const sizes = await measureCaches(await filled(), CACHE)
    assert.deepEqual(sizes.map(({ kind, files }) => [kind, files]), CACHE_KINDS.map((kind) => [kind, 1]))
    const bytes = new Map(sizes.map((size) => [size.kind, size.bytes]))
    assert.deepEqual(['samples', 'thumbnails', 'knowledge', 'scores'].map((kind) => bytes.get(CACHE_KINDS.find((one) => one === kind) ?? 'facts')), [4, 3, 5, 7])
    assert.ok((bytes.get('facts') ?? 0) > 16)
  })

  it('are cleared by the kinds that are chosen, and nothing else goes', async () => {
    const files = await filled()
    assert.equal(await clearCaches(files, CACHE, ['thumbnails', 'samples']), 7)
    const left = await measureCaches(files, CACHE)
    assert.deepEqual(left.filter((size) => size.files > 0).map(({ kind }) => kind), ['facts', 'knowledge', 'scores'])
    await clearCaches(files, CACHE, CACHE_KINDS)
    assert.deepEqual([...files.paths()].sort(), [...KEPT].sort())
  })

  it('that are not there take nothing', async () => {
    assert.deepEqual((await measureCaches(new MemoryFiles(), CACHE)).map(({ bytes }) => bytes), [0, 0, 0, 0, 0])
    assert.equal(await clearCaches(new MemoryFiles(), CACHE, CACHE_KINDS), 0)
  })
})
