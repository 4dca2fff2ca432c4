import assert from 'node:assert/strict'
import { captionOf, closeUp, fillPattern, firstDraft, fitOf, frameIn, headCrop, namesOf, requestOf, turned } from '../../media/crop/state'
import { areaOf, cropsOf, MIDDLE, nudged, picturesFor } from '../../media/prepare/work'
import { panned, zoomed, FIT } from '../../media/compare/zoom'
import { makeBucketTable } from '../../server/src/trainer/buckets'
import type { CropData, PictureData } from '../../server/src/protocol/crop'

const OPTIONS = { resolution: [1024, 1024], min: 256, max: 2048, step: 64, noUpscale: false } as const
const DATA: CropData = {
  uri: 'file:///set/a.png',
  name: 'a.png',
  stem: 'a',
  size: { width: 2000, height: 3000 },
  fault: null,
  orientation: 1,
  bytes: 1000,
  caption: 'lumi, 1girl, full body, wide shot, smile\n',
  listed: false,
  taken: ['a'],
  buckets: { enabled: true, options: OPTIONS, table: makeBucketTable(OPTIONS) },
  place: null,
}

describe('what is being cropped', () => {
  it('begins with the shape of the own bucket, upright where EXIF turns it', () => {
    const [crop] = firstDraft(DATA).crops
    assert.deepEqual([crop?.shape, crop?.area.width], [{ kind: 'bucket', size: [832, 1216] }, 2000])
    assert.ok(crop && fitOf(DATA.buckets, crop.area).lost < 0.001)
    const lying = firstDraft({ ...DATA, orientation: 6 })
    assert.deepEqual([lying.orient, frameIn({ ...DATA, orientation: 6 }, lying)], [true, { width: 3000, height: 2000 }])
  })

  it('stays in its shape and in the picture when that is turned', () => {
    const draft = firstDraft(DATA)
    const after = turned(DATA, draft, { orient: false, turn: 90, straighten: 7 })
    const frame = frameIn(DATA, after)
    const area = after.crops[0]?.area
    assert.ok(frame && area && area.left + area.width <= frame.width && area.top + area.height <= frame.height)
    assert.ok(Math.abs(area.width / area.height - 832 / 1216) < 0.01)
  })

  it('takes a head out of the upper part, with what the caption says of the whole body replaced', () => {
    const { area, caption } = headCrop(DATA, { width: 2000, height: 3000 })
    assert.deepEqual([area, caption], [{ left: 500, top: 120, width: 1000, height: 1000 }, 'close-up'])
    assert.equal(closeUp(DATA.caption ?? ''), 'lumi, 1girl, close-up, smile\n')
    assert.equal(closeUp('lumi, smile'), 'lumi, smile, close-up')
    assert.equal(closeUp(''), 'close-up')
    assert.equal(captionOf({ area, shape: { kind: 'free' }, caption: 'none', text: '' }, DATA), null)
  })

  it('is named by the pattern, which has a number whatever is written', () => {
    assert.deepEqual(namesOf(DATA, 2, '{name}_crop{n}', 'keep'), ['a_crop1', 'a_crop2'])
    assert.deepEqual(namesOf(DATA, 2, 'head', 'exclude'), ['a', 'head-2'])
    assert.equal(fillPattern('', 'a', 3), 'a-3')
    assert.deepEqual(requestOf(DATA, firstDraft(DATA), '', 'exclude').crops.map(({ name, caption }) => [name, caption]), [['a', { same: true }]])
  })
})

describe('pictures to prepare', () => {
  const picture = (name: string, width: number, height: number, more: Partial<PictureData> = {}): PictureData => ({ uri: name, name: `${name}.png`, folder: '.', width, height, orientation: 1, type: 'png', bytes: 1, bucket: [1024, 1024], lost: 0, scale: 1, long: false, ...more })
  const pictures = [picture('square', 1024, 1024), picture('little', 1040, 1000, { lost: 0.02 }), picture('much', 1300, 1000, { lost: 0.2 }), picture('long', 3000, 1000, { bucket: [1408, 704], long: true, lost: 0.01 }), picture('turned', 1300, 1000, { lost: 0.2, orientation: 6 }), picture('small', 300, 300, { scale: 3.4 })]
  const names = (task: 'buckets' | 'upscale', shown: 'worth' | 'all' | 'long'): string[] => picturesFor(task, shown, pictures).map(({ uri }) => uri)

  it('are those that lose something, the worst first, and none that EXIF turns', () => {
    assert.deepEqual([names('buckets', 'worth'), names('buckets', 'all'), names('buckets', 'long')], [['long', 'much'], ['long', 'much', 'little'], ['long']])
    assert.deepEqual(names('upscale', 'all'), ['small'])
  })

  it('have frames that move along the side that is cut, as far as the picture goes', () => {
    const [, , much] = pictures
    assert.ok(much)
    assert.deepEqual(areaOf(much, nudged(much, MIDDLE, 100, 500)), { left: 250, top: 0, width: 1000, height: 1000 })
    assert.deepEqual(areaOf(much, nudged(much, MIDDLE, 9999, 0)).left, 300)
    assert.deepEqual(cropsOf([much], { much: { x: 0, y: 0.5 } })[0]?.crops, [{ name: 'much', area: { left: 0, top: 0, width: 1000, height: 1000 }, caption: { same: true } }])
  })
})

describe('the zoom of two pictures', () => {
  it('keeps the point under the pointer, and the picture in its view', () => {
    const near = zoomed(FIT, 4, { x: 0.25, y: 0 })
    // a quarter right of the middle was 0.75 of the picture, and is it still
    assert.ok(Math.abs(near.x + 0.25 / near.factor - 0.75) < 1e-9)
    assert.deepEqual(panned(FIT, 0.3, 0.3), FIT)
    assert.equal(panned(near, -99, 0).x, 0.875)
    assert.deepEqual(zoomed(near, 0.01), FIT)
  })
})
