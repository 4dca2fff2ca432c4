import assert from 'node:assert/strict'
import fc from 'fast-check'
import { inside, largestArea, moveArea, resizeArea, scaleArea, type Handle } from '../../server/src/base/crop-area'
import type { PixelArea, PixelSize } from '../../server/src/base/image-transform'
import { makeBucketTable, selectBucket } from '../../server/src/trainer/buckets'

const FRAME: PixelSize = { width: 400, height: 300 }
const HANDLES = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y }) as Handle)).filter(({ x, y }) => x !== 0 || y !== 0)

function isInside(area: PixelArea, frame: PixelSize): boolean {
  return Object.values(area).every(Number.isInteger) && area.left >= 0 && area.top >= 0 && area.width >= 1 && area.height >= 1 && area.left + area.width <= frame.width && area.top + area.height <= frame.height
}

describe('crop frames', () => {
  it('take as much of the picture as their shape allows, at the place that is wanted', () => {
    assert.deepEqual(largestArea(FRAME, { width: 1, height: 1 }), { left: 50, top: 0, width: 300, height: 300 })
    assert.deepEqual(largestArea(FRAME, { width: 2, height: 1 }, { x: 0.5, y: 0 }), { left: 0, top: 0, width: 400, height: 200 })
    assert.deepEqual(largestArea(FRAME, { width: 2, height: 1 }, { x: 0.5, y: 1 }), { left: 0, top: 100, width: 400, height: 200 })
  })

  it('stop at the edges when they are moved', () => {
    assert.deepEqual(moveArea({ left: 10, top: 10, width: 100, height: 100 }, FRAME, -50, 500), { left: 0, top: 200, width: 100, height: 100 })
  })

  it('keep what is opposite of the handle, and their shape where it is locked', () => {
    const area = { left: 100, top: 100, width: 100, height: 100 }
    assert.deepEqual(resizeArea(area, FRAME, { x: 1, y: 0 }, 30, 99), { left: 100, top: 100, width: 130, height: 100 })
    assert.deepEqual(resizeArea(area, FRAME, { x: -1, y: -1 }, -20, -40), { left: 80, top: 60, width: 120, height: 140 })
    assert.deepEqual(resizeArea(area, FRAME, { x: 1, y: 1 }, 50, 10, 1), { left: 100, top: 100, width: 150, height: 150 })
    assert.deepEqual(resizeArea(area, FRAME, { x: 1, y: 0 }, 60, 0, 2), { left: 100, top: 110, width: 160, height: 80 })
    assert.deepEqual(scaleArea(area, FRAME, 2), { left: 50, top: 50, width: 200, height: 200 })
  })

  it('are whole pixels inside the picture, whatever is done to them', () => {
    const side = fc.integer({ min: 17, max: 3000 })
    const step = fc.double({ min: -4000, max: 4000, noNaN: true })
    fc.assert(
      fc.property(side, side, step, step, fc.double({ min: 0.2, max: 5, noNaN: true }), fc.constantFrom(...HANDLES), fc.option(fc.double({ min: 0.3, max: 3, noNaN: true }), { nil: undefined }), (width, height, x, y, factor, handle, ratio) => {
        const frame = { width, height }
        const start = largestArea(frame, { width: ratio ?? 1, height: 1 })
        for (const area of [start, moveArea(start, frame, x, y), resizeArea(start, frame, handle, x, y, ratio), scaleArea(start, frame, factor), inside({ left: x, top: y, width: x, height: y }, frame)]) assert.ok(isInside(area, frame), JSON.stringify([frame, area]))
      }),
    )
  })

  it('of the shape of the own bucket train in that bucket and lose less than a step', () => {
    const options = { resolution: [1024, 1024], min: 256, max: 2048, step: 64, noUpscale: false } as const
    const table = makeBucketTable(options)
    fc.assert(
      fc.property(fc.integer({ min: 512, max: 4000 }), fc.integer({ min: 512, max: 4000 }), (width, height) => {
        const { bucket } = selectBucket(table, options, [width, height])
        const area = largestArea({ width, height }, { width: bucket[0], height: bucket[1] })
        const fit = selectBucket(table, options, [area.width, area.height])
        assert.deepEqual(fit.bucket, bucket)
        assert.ok(fit.lost < 0.01, `${fit.lost}`)
      }),
    )
  })
})
