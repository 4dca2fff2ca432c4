import assert from 'node:assert/strict'
import { hashDistance } from '../../server/src/dataset/near-hashes'
import { FactsCache } from '../../server/src/host/facts-cache'
import { ImageProcessError, type ImageProcessFailure } from '../../server/src/host/image-process'
import { inspectImages, type InspectOptions } from '../../server/src/host/inspect-images'
import type { MemoryFiles } from '../support/memory-files'
import { decode, picture } from '../support/pictures'
import { openDataset, type OpenedDataset } from '../support/world'

const NAMES = ['a', 'b', 'c', 'd']
const CACHE = '/cache'

async function open(): Promise<OpenedDataset> {
  const bytes = await Promise.all(NAMES.map((_, seed) => picture({ seed: seed === 3 ? 0 : seed }).png().toBuffer()))
  const prepare = (files: MemoryFiles): void => NAMES.forEach((name, at) => files.put(`/set/5_x/${name}.png`, bytes[at] ?? ''))
  return openDataset(NAMES.map((name) => `//- 5_x/${name}.png\n//- 5_x/${name}.txt\nx\n`).join(''), { prepare })
}

describe('looking at the images of a dataset', () => {
  let set: OpenedDataset
  let asked: string[]
  beforeEach(async () => {
    set = await open()
    asked = []
  })

  const failures = new Map<string, ImageProcessFailure>()
  afterEach(() => failures.clear())
  const options = (more: Partial<InspectOptions> = {}): InspectOptions => ({
    fileSystem: set.files,
    facts: async (path) => {
      asked.push(path)
      const failure = failures.get(path)
      if (failure) throw new ImageProcessError(failure)
      return decode(await set.files.read(path))
    },
    ...more,
  })

  it('gives facts about each, and the digest of those with equal sizes', async () => {
    const { looks, missed } = await inspectImages(set.dataset, options())
    assert.deepEqual([[...looks.keys()].sort(), missed], [NAMES.map((name) => `/set/5_x/${name}.png`), 0])
    const [a, b, , d] = NAMES.map((name) => looks.get(`/set/5_x/${name}.png`))
    assert.ok(a?.digest !== undefined && a.digest === d?.digest)
    assert.notEqual(b?.digest, a.digest)
    assert.ok(a.pixels && b?.pixels && hashDistance(a.pixels.hash, b.pixels.hash) > 8)
  })

  it('goes on where one cannot be decoded, and says that it is damaged', async () => {
    failures.set('/set/5_x/b.png', 'undecodable')
    const { looks, missed } = await inspectImages(set.dataset, options())
    assert.deepEqual([missed, looks.get('/set/5_x/b.png')?.damaged, looks.get('/set/5_x/c.png')?.pixels !== undefined], [0, true, true])
  })

  it('asks again, alone, for those that were under way in a crash', async () => {
    let crashed = false
    const facts: InspectOptions['facts'] = async (path) => {
      asked.push(path)
      if (!crashed && path.endsWith('a.png')) {
        crashed = true
        throw new ImageProcessError('crashed')
      }
      return decode(await set.files.read(path))
    }
    const { looks, missed } = await inspectImages(set.dataset, options({ facts }))
    assert.deepEqual([looks.size, missed, asked.filter((path) => path.endsWith('a.png')).length], [4, 0, 2])
  })

  it('counts those that the image process does not survive', async () => {
    failures.set('/set/5_x/c.png', 'crashed')
    const { looks, missed } = await inspectImages(set.dataset, options())
    assert.deepEqual([looks.size, looks.has('/set/5_x/c.png'), missed], [3, false, 1])
  })

  it('leaves out what is gone meanwhile', async () => {
    set.files.drop('/set/5_x/c.png')
    assert.equal((await inspectImages(set.dataset, options())).looks.size, 3)
  })

  it('tells how far it is, and stops when it is told to', async () => {
    const steps: string[] = []
    await inspectImages(set.dataset, options({ onProgress: (done, total) => void steps.push(`${done}/${total}`) }))
    assert.deepEqual(steps, ['1/4', '2/4', '3/4', '4/4'])
    await assert.rejects(inspectImages(set.dataset, options({ signal: AbortSignal.abort(new Error('enough')) })), /enough/)
  })

  describe('with a cache', () => {
    it('decodes only what is new or changed', async () => {
      const first = await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))
      assert.equal(asked.length, 4)
      asked = []
      const second = await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))
      assert.deepEqual([asked, second.looks], [[], first.looks])
      set.files.put('/set/5_x/b.png', await picture({ seed: 9 }).png().toBuffer())
      const third = await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))
      assert.deepEqual(asked, ['/set/5_x/b.png'])
      assert.notDeepEqual(third.looks.get('/set/5_x/b.png'), first.looks.get('/set/5_x/b.png'))
    })

    it('takes a damaged one for empty', async () => {
      await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))
      const [path] = set.files.paths().filter((name) => name.startsWith(CACHE))
      assert.ok(path)
      const bytes = Uint8Array.from(await set.files.read(path))
      bytes[40] = (bytes[40] ?? 0) ^ 1
      for (const damaged of [bytes, bytes.slice(0, 100), new Uint8Array()]) {
        asked = []
        set.files.put(path, damaged)
        await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))
        assert.equal(asked.length, 4)
      }
    })

    it('keeps what another program has written meanwhile', async () => {
      const mine = await FactsCache.open(set.files, CACHE)
      const theirs = await FactsCache.open(set.files, CACHE)
      const facts = await decode(await set.files.read('/set/5_x/a.png'))
      mine.set('/mine.png', 1, 1, facts)
      theirs.set('/theirs.png', 1, 1, facts)
      await theirs.save()
      await mine.save()
      const both = await FactsCache.open(set.files, CACHE)
      assert.deepEqual([both.get('/mine.png', 1, 1), both.get('/theirs.png', 1, 1), both.get('/mine.png', 1, 2)], [facts, facts, undefined])
    })

    it('does without a cache that cannot be written', async () => {
      set.files.fail(`${CACHE}/images.bin`, 'disk-full')
      assert.equal((await inspectImages(set.dataset, options({ cache: await FactsCache.open(set.files, CACHE) }))).looks.size, 4)
    })
  })
})
