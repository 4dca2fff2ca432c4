import assert from 'node:assert/strict'
import sharp from 'sharp'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import type { CropImage, CropResult, PicturesResult, PlanCropParams } from '../../server/src/protocol/crop'
import { ruler, serveDisk, type DiskSet } from '../support/disk-set'

const STRAIGHT = { orient: false, turn: 0, straighten: 0 } as const
const CAPTION = 'lumi, 1girl, full body, smile\n'

describe('cropping', () => {
  let set: DiskSet
  afterEach(() => set.stop())

  const plan = (params: PlanCropParams): Promise<PlannedChange> => set.client.request('taglore/planCrop', params)
  const crop = async (params: PlanCropParams): Promise<PlannedChange> => {
    const planned = await plan(params)
    const outcome = await set.client.request<ChangeOutcome>('taglore/applyChange', { plan: planned.plan })
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
    return planned
  }
  const undo = async (): Promise<void> => assert.equal((await set.client.request<ChangeOutcome>('taglore/undoChange', { root: toUri(set.root) })).kind, 'done')
  const head: CropImage['crops'][number] = { name: 'a-1', area: { left: 40, top: 10, width: 50, height: 60 }, caption: 'lumi, 1girl, close-up, smile' }
  const pair = async (): Promise<Record<string, string | Uint8Array>> => ({ '10_lumi/a.png': await ruler(200, 120).png().toBuffer(), '10_lumi/a.txt': CAPTION })

  it('cuts several pictures out of one, to the pixel, each with a caption of its own; the original stays', async () => {
    set = await serveDisk(await pair())
    const before = set.bytes('10_lumi/a.png')
    const planned = await crop({ images: [{ uri: set.uri('10_lumi/a.png'), ...STRAIGHT, crops: [head, { name: 'a-2', area: { left: 0, top: 0, width: 100, height: 120 }, caption: { same: true } }, { name: 'a-3', area: { left: 150, top: 100, width: 50, height: 20 }, caption: null }] }], original: 'keep' })
    assert.equal(planned.title, "Crop 3 pictures out of 'a.png'")
    assert.deepEqual(set.names(), ['10_lumi/a-1.png', '10_lumi/a-1.txt', '10_lumi/a-2.png', '10_lumi/a-2.txt', '10_lumi/a-3.png', '10_lumi/a.png', '10_lumi/a.txt'])
    assert.deepEqual([await set.size('10_lumi/a-1.png'), await set.pixel('10_lumi/a-1.png', 0, 0), await set.pixel('10_lumi/a-1.png', 49, 59)], [[50, 60], [40, 10], [89, 69]])
    assert.deepEqual([await set.size('10_lumi/a-3.png'), await set.pixel('10_lumi/a-3.png', 49, 19)], [[50, 20], [199, 119]])
    assert.deepEqual([set.text('10_lumi/a-1.txt'), set.text('10_lumi/a-2.txt')], ['lumi, 1girl, close-up, smile\n', CAPTION])
    assert.deepEqual(set.bytes('10_lumi/a.png'), before)
    await undo()
    assert.deepEqual(set.names(), ['10_lumi/a.png', '10_lumi/a.txt'])
  })

  it('takes the place of the original, which goes to _excluded with its caption, without its latents, and comes back byte for byte', async () => {
    set = await serveDisk({ ...(await pair()), '10_lumi/a_0200x0120_sdxl.npz': 'latents' })
    const [names, before] = [set.names(), set.bytes('10_lumi/a.png')]
    await crop({ images: [{ uri: set.uri('10_lumi/a.png'), ...STRAIGHT, crops: [{ ...head, name: 'a' }] }], original: 'exclude' })
    assert.deepEqual(set.names(), ['10_lumi/a.png', '10_lumi/a.txt', '_excluded/10_lumi/a.png', '_excluded/10_lumi/a.txt'])
    assert.deepEqual([await set.size('10_lumi/a.png'), await set.pixel('10_lumi/a.png', 0, 0)], [[50, 60], [40, 10]])
    assert.deepEqual([set.text('10_lumi/a.txt'), set.text('_excluded/10_lumi/a.txt')], ['lumi, 1girl, close-up, smile\n', CAPTION])
    assert.deepEqual(set.bytes('_excluded/10_lumi/a.png'), before)
    await undo()
    assert.deepEqual([set.names(), set.bytes('10_lumi/a.png'), set.text('10_lumi/a.txt')], [names, before, CAPTION])
  })

  it('excludes an original whose name no crop takes with all that is its own', async () => {
    set = await serveDisk({ ...(await pair()), '10_lumi/a_0200x0120_sdxl.npz': 'latents' })
    await crop({ images: [{ uri: set.uri('10_lumi/a.txt'), ...STRAIGHT, crops: [head] }], original: 'exclude' })
    assert.deepEqual(set.names(), ['10_lumi/a-1.png', '10_lumi/a-1.txt', '_excluded/10_lumi/a.png', '_excluded/10_lumi/a.txt', '_excluded/10_lumi/a_0200x0120_sdxl.npz'])
  })

  it('gives a number to a name that is taken, by a caption too, and no caption to what has none', async () => {
    set = await serveDisk({ ...(await pair()), '10_lumi/head.txt': 'lost', '10_lumi/b.png': await ruler(64, 64).png().toBuffer() })
    const planned = await plan({ images: [{ uri: set.uri('10_lumi/b.png'), ...STRAIGHT, crops: [{ ...head, name: 'head', caption: { same: true } }, { ...head, name: 'head', caption: '' }, { ...head, name: '../x:y', caption: null }] }], original: 'keep' })
    assert.deepEqual(planned.files.map(({ kind, uri, to }) => [kind, (to ?? uri).replace(toUri(`${set.root}/`), '')]), [
      ['transform', '10_lumi/head-2.png'],
      ['transform', '10_lumi/head-3.png'],
      ['transform', '10_lumi/x%20y.png'],
      ['create', '10_lumi/head-3.txt'],
    ])
  })

  it('turns by EXIF before it cuts, and cuts what is written to the size that is asked', async () => {
    set = await serveDisk({ '10_lumi/a.jpg': await ruler(40, 20).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).withMetadata({ orientation: 6 }).toBuffer() })
    await crop({ images: [{ uri: set.uri('10_lumi/a.jpg'), orient: true, turn: 0, straighten: 0, crops: [{ name: 'up', area: { left: 2, top: 5, width: 10, height: 30 }, caption: null }, { name: 'small', area: { left: 0, top: 0, width: 20, height: 40 }, resize: { width: 10, height: 20 }, caption: null }] }], original: 'keep' })
    // upright, x runs from the bottom of the stored picture to its top; JPEG is off by a little
    const near = async (x: number, y: number, [red, green]: readonly [number, number]): Promise<void> => {
      const [r = 0, g = 0] = await set.pixel('10_lumi/up.jpg', x, y)
      assert.ok(Math.abs(r - red) <= 2 && Math.abs(g - green) <= 2, `${r} ${g}`)
    }
    await near(0, 0, [5, 17])
    await near(9, 29, [34, 8])
    assert.deepEqual([await set.size('10_lumi/up.jpg'), await set.size('10_lumi/small.jpg')], [[10, 30], [10, 20]])
    assert.equal((await sharp(set.bytes('10_lumi/up.jpg')).metadata()).orientation ?? 1, 1)
  })

  it('straightens, keeps inside the picture, and never meets an empty corner', async () => {
    set = await serveDisk({ '10_lumi/a.jpg': await ruler(200, 120).jpeg({ quality: 100 }).toBuffer() })
    await crop({ images: [{ uri: set.uri('10_lumi/a.jpg'), orient: false, turn: 90, straighten: 5, crops: [{ name: 'a-1', area: { left: 0, top: 0, width: 5000, height: 5000 }, caption: null }] }], original: 'keep' })
    const [width = 0, height = 0] = await set.size('10_lumi/a-1.jpg')
    assert.ok(width > 90 && width < 120 && height > 150 && height < 200, `${width}×${height}`)
    // blue is 7 everywhere in the picture, 255 in what lies behind it: a corner shows its own colours
    for (const [x, y] of [[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]] as const) {
      const [red = 255, green = 255] = await set.pixel('10_lumi/a-1.jpg', x, y)
      assert.ok(red < 210 && green < 130, `${x},${y}: ${red} ${green}`)
    }
  })

  it('cuts masks along with their image, in a folder of their own and beside it', async () => {
    const mask = await ruler(100, 60).png().toBuffer()
    set = await serveDisk({ ...(await pair()), '10_lumi/a-masklabel.png': mask, 'masks/a.png': mask, 'dataset.toml': '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nconditioning_data_dir = "masks"\n' })
    await crop({ images: [{ uri: set.uri('10_lumi/a.png'), ...STRAIGHT, crops: [head] }], original: 'keep' })
    const made = set.names().filter((name) => name.includes('a-1'))
    assert.ok(made.includes('10_lumi/a-1-masklabel.png'), made.join())
    for (const name of made.filter((found) => found !== '10_lumi/a-1.png' && found.endsWith('.png'))) assert.deepEqual([await set.size(name), await set.pixel(name, 0, 0)], [[25, 30], [20, 5]], name)
    assert.ok(made.includes('masks/a-1.png'), made.join())
  })

  it('describes an image with its buckets, its caption and the way to its neighbours', async () => {
    set = await serveDisk({ ...(await pair()), '10_lumi/b.png': await ruler(64, 64).png().toBuffer(), '10_lumi/c.png': 'no picture' })
    const ask = (name: string): Promise<CropResult> => set.client.request('taglore/crop', { uri: set.uri(name) })
    const data = await ask('10_lumi/a.txt')
    assert.deepEqual([data?.name, data?.size, data?.caption, data?.orientation, data?.listed], ['a.png', { width: 200, height: 120 }, CAPTION, 1, false])
    assert.deepEqual(data?.place, { index: 1, total: 3, previous: null, next: set.uri('10_lumi/b.png') })
    assert.ok(data?.buckets.table.some(([width, height]) => width === 832 && height === 1216))
    assert.match((await ask('10_lumi/c.png'))?.fault ?? '', /is not an image/)
  })

  it('lists pictures with the shape that they are to get: their bucket, or a shorter one', async () => {
    set = await serveDisk({ '10_lumi/long.png': await ruler(250, 60).png().toBuffer(), '10_lumi/wide.png': await ruler(200, 112).png().toBuffer() })
    const { pictures } = await set.client.request<PicturesResult>('taglore/pictures', { uri: toUri(set.root) })
    assert.deepEqual(pictures.map(({ name, bucket, long }) => [name, bucket, long]), [['long.png', [1408, 704], true], ['wide.png', [1344, 768], false]])
    const within = await set.client.request<PicturesResult>('taglore/pictures', { uri: toUri(set.root), within: [set.uri('10_lumi/wide.png')] })
    assert.deepEqual(within.pictures.map(({ name }) => name), ['wide.png'])
  })
})
