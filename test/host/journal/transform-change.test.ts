import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { formatMessage, say } from '../../../server/src/base/message'
import { planAspectCrop } from '../../../server/src/changes/crop-aspect'
import type { JournalledFile } from '../../../server/src/changes/change'
import { disk, fromNative } from '../../../server/src/host/disk'
import { ImageProcessError, type ImageProcessFailure } from '../../../server/src/host/image-process'
import { transformImage } from '../../../server/src/host/image-process/transform-image'
import { applyChange, type ApplyOutcome } from '../../../server/src/host/journal/apply-change'
import type { JournalOptions } from '../../../server/src/host/journal/journal'
import { redoChange, undoChange } from '../../../server/src/host/journal/undo-change'

const TURN = { turn: 90, encode: { format: 'png' }, metadata: 'keep' } as const

describe('pictures in the journal', () => {
  let home: string
  let options: JournalOptions
  beforeEach(async () => {
    home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-pictures-')))
    mkdirSync(`${home}/data`)
    const transform: JournalOptions['transform'] = async (path, how) => {
      try {
        return (await transformImage(sharp, path, how)).bytes
      } catch (error) {
        throw new ImageProcessError('undecodable', String(error))
      }
    }
    options = { fileSystem: disk, root: `${home}/data`, journalFolder: `${home}/journal`, transform }
    const picture = sharp({ create: { width: 30, height: 10, channels: 3, background: '#124578' } })
    await picture.png().toFile(`${home}/data/a.png`)
    await picture.gif().toFile(`${home}/data/b.gif`)
    writeFileSync(`${home}/data/b.txt`, '1girl')
    writeFileSync(`${home}/data/broken.png`, 'no picture')
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  const at = (name: string): string => `${home}/data/${name}`
  const apply = (...files: readonly JournalledFile[]): Promise<ApplyOutcome> => applyChange({ title: say`Turn`, files }, options)
  const sizeOf = async (name: string): Promise<readonly (number | undefined)[]> => {
    const { width, height } = await sharp(readFileSync(at(name))).metadata()
    return [width, height]
  }
  const names = (): string[] => readdirSync(`${home}/data`, { recursive: true, encoding: 'utf8' }).map(fromNative).sort()

  it('are made anew in place, and undo gives back the original byte for byte', async () => {
    const before = readFileSync(at('a.png'))
    assert.equal((await apply({ kind: 'transform', path: at('a.png'), transform: TURN })).kind, 'applied')
    assert.deepEqual(await sizeOf('a.png'), [10, 30])
    const after = readFileSync(at('a.png'))
    assert.equal((await undoChange(options)).kind, 'done')
    assert.deepEqual(readFileSync(at('a.png')), before)
    assert.equal((await redoChange(options)).kind, 'done')
    assert.deepEqual(readFileSync(at('a.png')), after)
  })

  it('cropped to a shorter shape take the name, the original goes to _excluded, and undo brings it back', async () => {
    const before = readFileSync(at('a.png'))
    const world = { root: `${home}/data`, filesIn: (folder: string) => (folder.endsWith('/_excluded') ? [] : ['a.png', 'a_0030x0010_sd.npz']) }
    writeFileSync(at('a_0030x0010_sd.npz'), 'latents')
    const change = planAspectCrop({ path: at('a.png'), size: [30, 10], type: 'png' }, [640, 384], world)
    assert.equal((await applyChange(change, options)).kind, 'applied')
    assert.deepEqual(await sizeOf('a.png'), [17, 10])
    assert.deepEqual(readFileSync(at('_excluded/a.png')), before)
    assert.ok(!names().includes('a_0030x0010_sd.npz'))
    assert.equal((await undoChange(options)).kind, 'done')
    assert.deepEqual(readFileSync(at('a.png')), before)
    assert.ok(names().includes('a_0030x0010_sd.npz') && !names().includes('_excluded/a.png'))
  })

  it('of another format take the place of the original, with the caption they had', async () => {
    const before = readFileSync(at('b.gif'))
    await apply({ kind: 'transform', path: at('b.gif'), to: at('b.png'), transform: TURN })
    assert.deepEqual(names(), ['a.png', 'b.png', 'b.txt', 'broken.png'])
    assert.deepEqual(await sizeOf('b.png'), [10, 30])
    await undoChange(options)
    assert.deepEqual(names(), ['a.png', 'b.gif', 'b.txt', 'broken.png'])
    assert.deepEqual(readFileSync(at('b.gif')), before)
  })

  it('stand beside an original that is kept', async () => {
    await apply({ kind: 'transform', path: at('a.png'), to: at('a_crop.png'), keep: true, transform: { ...TURN, crop: { left: 0, top: 0, width: 5, height: 6 } } })
    assert.deepEqual([await sizeOf('a.png'), await sizeOf('a_crop.png')], [[30, 10], [5, 6]])
    await undoChange(options)
    assert.equal(names().includes('a_crop.png'), false)
  })

  it('take the name of an original that is moved away', async () => {
    const files: JournalledFile[] = [{ kind: 'transform', path: at('a.png'), to: at('a.png'), keep: true, transform: TURN }, { kind: 'rename', path: at('a.png'), to: at('_excluded/a.png') }]
    assert.equal((await apply(...files)).kind, 'applied')
    assert.deepEqual([await sizeOf('a.png'), await sizeOf('_excluded/a.png')], [[10, 30], [30, 10]])
    await undoChange(options)
    assert.deepEqual([await sizeOf('a.png'), names().includes('_excluded')], [[30, 10], false])
  })

  it('are never written over a file that is there', async () => {
    const outcome = await apply({ kind: 'transform', path: at('b.gif'), to: at('a.png'), transform: TURN })
    assert.equal(outcome.kind, 'refused')
    assert.deepEqual(await sizeOf('a.png'), [30, 10])
  })

  it('that cannot be decoded keep everything else as it is', async () => {
    const outcome = await apply({ kind: 'transform', path: at('a.png'), transform: TURN }, { kind: 'transform', path: at('broken.png'), transform: TURN })
    assert.equal(outcome.kind === 'refused' && formatMessage(outcome.message), "Nothing was changed: these images cannot be decoded; open them in an image editor and save them again (1): 'broken.png'")
    assert.deepEqual(await sizeOf('a.png'), [30, 10])
  })

  for (const failure of ['crashed', 'hung', 'crashes-too-often'] satisfies ImageProcessFailure[]) {
    it(`wait for another time where the image process ${failure}`, async () => {
      options = { ...options, transform: () => Promise.reject(new ImageProcessError(failure)) }
      const outcome = await apply({ kind: 'transform', path: at('a.png'), transform: TURN })
      assert.equal(outcome.kind === 'refused' && formatMessage(outcome.message), 'Nothing was changed: no images can be made now: the image process stopped; try again')
    })
  }
})
