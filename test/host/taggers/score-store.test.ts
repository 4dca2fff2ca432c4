import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../../../server/src/base/message'
import { disk } from '../../../server/src/host/disk'
import { diskStore } from '../../../server/src/host/download/store'
import { runTagger } from '../../../server/src/host/taggers/run-tagger'
import { scoresPath, ScoreStore } from '../../../server/src/host/taggers/score-store'
import { TaggerError, type Tagger } from '../../../server/src/host/taggers/tagger'
import type { ImageScores } from '../../../server/src/tagging/score'

const SCORES: ImageScores = { tags: [{ name: '^_^', category: 'general', score: 0.51236 }, { name: 'lumi', category: 'character', score: 1 }], text: 'A "day".\n' }
const ROUNDED = { ...SCORES, tags: [{ name: '^_^', category: 'general', score: 0.5124 }, { name: 'lumi', category: 'character', score: 1 }] }

describe('the scores that are kept', () => {
  let root = ''
  let path = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'taglore-scores-'))
    path = scoresPath(join(root, 'cache'), root, { name: 'a/b', model: 'm' })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  /** A tagger that answers one image after the other, and ends with an error behind the first `answers`. */
  function tagger(answers = Infinity, seen: string[] = []): Tagger {
    return {
      name: 'a/b',
      model: 'm',
      run: async (images, { onScores, onFault, signal }) => {
        for (const image of images) {
          signal?.throwIfAborted()
          if (seen.length >= answers) throw new TaggerError(say`The tagger's process is gone`)
          seen.push(image)
          if (image.endsWith('bad.png')) onFault(image, say`The tagger's process is gone`)
          else onScores(image, SCORES)
          await new Promise((resolve) => setImmediate(resolve))
        }
      },
      stop: () => undefined,
    }
  }

  const images = (...names: readonly string[]) =>
    names.map((name) => {
      const image = join(root, name)
      writeFileSync(image, name)
      return image
    })

  it('are read again as they were written, by image and stamp', async () => {
    const store = await ScoreStore.open(diskStore, path, root)
    store.put(join(root, 'a.png'), { size: 1, modified: 2.5 }, SCORES)
    store.put('/elsewhere/b.png', { size: 1, modified: 2 }, { tags: [] })
    await store.flush()
    const again = await ScoreStore.open(diskStore, path, root)
    assert.deepEqual(again.get(join(root, 'a.png'), { size: 1, modified: 2.5 }), ROUNDED)
    assert.equal(again.get(join(root, 'a.png'), { size: 2, modified: 2.5 }), undefined)
    assert.deepEqual([...again.all().keys()].sort(), ['/elsewhere/b.png', join(root, 'a.png')].sort())
  })

  it('survive a line that was cut off, and lines that are none', async () => {
    const store = await ScoreStore.open(diskStore, path, root)
    store.put(join(root, 'a.png'), { size: 1, modified: 2 }, SCORES)
    await store.flush()
    writeFileSync(path, `${readFileSync(path, 'utf8')}null\n{"k":"b.png","s":1`)
    const cut = await ScoreStore.open(diskStore, path, root)
    assert.equal(cut.all().size, 1)
    cut.put(join(root, 'c.png'), { size: 1, modified: 2 }, SCORES)
    await cut.flush()
    assert.deepEqual([...(await ScoreStore.open(diskStore, path, root)).all().keys()], [join(root, 'a.png'), join(root, 'c.png')])
  })

  it('do not grow with every run', async () => {
    const store = await ScoreStore.open(diskStore, path, root)
    for (let run = 0; run < 300; run++) {
      store.put(join(root, 'a.png'), { size: 1, modified: run }, SCORES)
      await store.flush()
    }
    assert.ok(readFileSync(path, 'utf8').split('\n').length < 110)
  })

  it('let a run that broke off go on where it ended', async () => {
    const all = images('a.png', 'b.png', 'bad.png', 'c.png')
    const store = await ScoreStore.open(diskStore, path, root)
    await assert.rejects(runTagger(tagger(2), all, { fileSystem: disk, store }), TaggerError)
    const seen: string[] = []
    const resumed = await ScoreStore.open(diskStore, path, root)
    const progress: string[] = []
    const { tagged, reused, faults } = await runTagger(tagger(Infinity, seen), [...all, join(root, 'gone.png')], { fileSystem: disk, store: resumed, onProgress: (done, total) => progress.push(`${done}/${total}`) })
    assert.deepEqual(seen, all.slice(2))
    assert.deepEqual([tagged, reused, faults.map(({ image }) => image)], [1, 2, [join(root, 'bad.png'), join(root, 'gone.png')]])
    assert.deepEqual(progress, ['3/5', '4/5', '5/5'])
  })

  it('are made anew for an image that changed, or where that is asked for', async () => {
    const all = images('a.png', 'b.png')
    const store = await ScoreStore.open(diskStore, path, root)
    await runTagger(tagger(), all, { fileSystem: disk, store })
    writeFileSync(join(root, 'b.png'), 'another picture')
    const seen: string[] = []
    await runTagger(tagger(Infinity, seen), all, { fileSystem: disk, store })
    assert.deepEqual(seen, [join(root, 'b.png')])
    await runTagger(tagger(Infinity, seen), all, { fileSystem: disk, store, anew: true })
    assert.equal(seen.length, 3)
  })

  it('stay when a run is cancelled', async () => {
    const all = images('a.png', 'b.png', 'c.png')
    const stop = new AbortController()
    const store = await ScoreStore.open(diskStore, path, root)
    const work = runTagger(tagger(), all, { fileSystem: disk, store, signal: stop.signal, onProgress: (done) => done === 2 && stop.abort() })
    await assert.rejects(work, (error) => error instanceof Error && error.name === 'AbortError')
    assert.equal((await ScoreStore.open(diskStore, path, root)).all().size, 2)
  })
})
