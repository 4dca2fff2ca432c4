import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fitResolution, makeBucketTable, selectBucket, uncachedFault, type BucketFit, type BucketOptions, type Size } from '../../server/src/trainer/buckets'

const small: BucketOptions = { resolution: [512, 512], min: 256, max: 1024, step: 64, noUpscale: false }
const large: BucketOptions = { resolution: [1024, 1024], min: 256, max: 2048, step: 64, noUpscale: false }
const cut: BucketOptions = { ...large, max: 1024 }
const oblong: BucketOptions = { ...small, resolution: [512, 768] }

function fit(options: BucketOptions, image: Size): BucketFit {
  return selectBucket(makeBucketTable(options), options, image)
}

/** `expected`: bucket, resized size, pixels cut left/top/right/bottom, ratio error, share lost (%), pixels of the original lost. */
function checkFit(
  options: BucketOptions,
  image: Size,
  expected: readonly [bucket: Size, resized: Size, crop: readonly number[], arError: number, lost: number, lostWidth: number, lostHeight: number],
): void {
  const { bucket, resized, crop, arError, lost, lostPixels, fault } = fit(options, image)
  assert.deepEqual([bucket, resized, [crop.left, crop.top, crop.right, crop.bottom]], expected.slice(0, 3))
  assert.deepEqual(
    [arError.toFixed(6), (lost * 100).toFixed(2), lostPixels.width.toFixed(1), lostPixels.height.toFixed(1)],
    [expected[3].toFixed(6), expected[4].toFixed(2), expected[5].toFixed(1), expected[6].toFixed(1)],
  )
  assert.equal(fault, undefined)
}

/** Portrait half and square of a table, as text. */
function portraits(options: BucketOptions): string {
  return makeBucketTable(options).filter(([width, height]) => width <= height).map((size) => size.join('x')).join(' ')
}

describe('makeBucketTable', () => {
  it('has 17 buckets at 512', () => {
    assert.equal(portraits(small), '256x832 256x896 256x960 256x1024 320x704 320x768 384x640 448x576 512x512')
    assert.equal(makeBucketTable(small).length, 17)
  })
  it('has 19 buckets at 768', () => {
    const options: BucketOptions = { ...small, resolution: [768, 768] }
    assert.equal(portraits(options), '256x1024 320x1024 384x1024 448x1024 512x1024 576x960 576x1024 640x896 704x832 768x768')
    assert.equal(makeBucketTable(options).length, 19)
  })
  it('has 41 buckets at 1024 and 25 with the trainer’s own maximum', () => {
    assert.equal(makeBucketTable(large).length, 41)
    assert.equal(makeBucketTable(cut).length, 25)
    assert.ok(makeBucketTable(cut).every((size) => size.includes(1024)))
  })
  it('depends on the area alone', () => {
    assert.equal(portraits(oblong), '256x1024 320x1024 384x896 384x960 384x1024 448x832 512x704 512x768 576x576 576x640')
    assert.deepEqual(makeBucketTable(oblong), makeBucketTable({ ...oblong, resolution: [768, 512] }))
  })
  it('rounds the limits to the step', () => {
    assert.deepEqual(makeBucketTable({ ...small, min: 300, max: 1000 }), makeBucketTable(small))
  })
  it('is sorted, mirrored, on the step and within the area', () => {
    const sizes = fc.integer({ min: 4, max: 40 }).map((steps) => steps * 32)
    fc.assert(
      fc.property(sizes, sizes, fc.constantFrom(32, 64, 128), (width, height, step) => {
        const options: BucketOptions = { resolution: [width, height], min: 128, max: 1280, step, noUpscale: false }
        const table = makeBucketTable(options)
        const names = new Set(table.map((size) => size.join('x')))
        assert.equal(names.size, table.length)
        for (const [w, h] of table) {
          assert.ok(w % step === 0 && h % step === 0 && w * h <= width * height && names.has(`${h}x${w}`))
        }
        assert.deepEqual(table, [...table].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
      }),
      { numRuns: 200 },
    )
  })
})

describe('selectBucket', () => {
  it('cuts a wide picture at both sides, one pixel more at the right', () =>
    checkFit(small, [1920, 1080], [[640, 384], [683, 384], [21, 0, 22, 0], -0.111111, 6.3, 120.9, 0]))
  it('brings a portrait to its bucket', () => checkFit(small, [800, 1200], [[384, 640], [427, 640], [21, 0, 22, 0], -0.066667, 10.07, 80.6, 0]))
  it('cuts at top and bottom', () => checkFit(small, [640, 512], [[576, 448], [576, 461], [0, 6, 0, 7], 0.035714, 2.82, 0, 14.4]))
  it('enlarges a small picture', () => {
    checkFit(small, [300, 400], [[448, 576], [448, 597], [0, 10, 0, 11], 0.027778, 3.52, 0, 14.1])
    assert.equal(fit(small, [300, 400]).scale.toFixed(4), '1.4933')
  })
  it('cuts a third of a picture of 6:1', () => checkFit(small, [3000, 500], [[1024, 256], [1536, 256], [256, 0, 256, 0], -2, 33.33, 1000, 0]))
  it('brings a tall picture to its bucket', () => checkFit(small, [1000, 2500], [[320, 768], [320, 800], [0, 16, 0, 16], 0.016667, 4, 0, 100]))
  it('decides a near tie by the difference of ratios', () => checkFit(small, [800, 900], [[448, 576], [512, 576], [32, 0, 32, 0], -0.111111, 12.5, 100, 0]))
  it('brings full HD to 1344x768', () => checkFit(large, [1920, 1080], [[1344, 768], [1365, 768], [10, 0, 11, 0], -0.027778, 1.54, 29.5, 0]))
  it('leaves a picture of a bucket’s size alone', () => {
    checkFit(large, [832, 1216], [[832, 1216], [832, 1216], [0, 0, 0, 0], 0, 0, 0, 0])
    assert.equal(fit(large, [832, 1216]).interpolation, 'none')
  })
  it('brings 2:3 to 832x1216', () => checkFit(large, [2000, 3000], [[832, 1216], [832, 1248], [0, 16, 0, 16], 0.017544, 2.56, 0, 76.9]))
  it('falls to 704x1024 with the trainer’s own maximum', () => checkFit(cut, [832, 1216], [[704, 1024], [704, 1029], [0, 2, 0, 3], 0.003289, 0.49, 0, 5.9]))
  it('takes a square at an oblong resolution', () => checkFit(oblong, [1000, 1000], [[576, 576], [576, 576], [0, 0, 0, 0], 0, 0, 0, 0]))
  it('does not mirror', () => {
    assert.deepEqual(fit(small, [902, 1015]).bucket, [448, 576])
    assert.deepEqual(fit(small, [1015, 902]).bucket, [512, 512])
  })
  it('shrinks by area and enlarges by Lanczos', () => {
    assert.equal(fit(small, [1920, 1080]).interpolation, 'area')
    assert.equal(fit(small, [300, 400]).interpolation, 'lanczos')
  })
  it('covers the bucket with one side equal', () => {
    const side = fc.integer({ min: 16, max: 6000 })
    fc.assert(
      fc.property(side, side, fc.constantFrom(small, large, cut, oblong), (width, height, options) => {
        const { bucket, resized, crop, lost } = fit(options, [width, height])
        assert.ok(resized[0] === bucket[0] || resized[1] === bucket[1])
        assert.ok(resized[0] >= bucket[0] && resized[1] >= bucket[1])
        assert.equal(crop.left + bucket[0] + crop.right, resized[0])
        assert.equal(crop.top + bucket[1] + crop.bottom, resized[1])
        assert.ok(crop.right - crop.left >= 0 && crop.right - crop.left <= 1 && lost >= 0 && lost < 1)
      }),
      { numRuns: 500 },
    )
  })
})

describe('selectBucket without upscaling', () => {
  const noUpscale = { ...large, noUpscale: true }
  it('only crops a picture that fits', () => {
    checkFit(noUpscale, [1000, 1000], [[960, 960], [1000, 1000], [20, 20, 20, 20], 0, 7.84, 40, 40])
    checkFit(noUpscale, [700, 900], [[640, 896], [700, 900], [30, 2, 30, 2], -0.063492, 8.98, 60, 4])
  })
  it('shrinks a picture that is too large', () => checkFit({ ...small, noUpscale: true }, [800, 1200], [[384, 576], [384, 576], [0, 0, 0, 0], 0, 0, 0, 0]))
  it('has no bucket for a side below one step', () => {
    assert.equal(fit(noUpscale, [500, 63]).fault, 'zero-height')
    assert.equal(fit(noUpscale, [63, 500]).fault, 'zero-width')
    assert.equal(fit(noUpscale, [40_000, 100]).fault, 'zero-height')
    assert.equal(fit(noUpscale, [100, 40_000]).fault, 'zero-width')
  })
  it('never enlarges', () => {
    const side = fc.integer({ min: 64, max: 5000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { bucket, resized, interpolation } = fit(noUpscale, [width, height])
        assert.ok(resized[0] <= width && resized[1] <= height && interpolation !== 'lanczos')
        assert.ok(bucket[0] % 64 === 0 && bucket[1] % 64 === 0 && bucket[0] <= resized[0] && bucket[1] <= resized[1])
      }),
      { numRuns: 500 },
    )
  })
})

describe('without buckets', () => {
  it('brings every picture to the training size', () => assert.deepEqual(fitResolution([512, 512], [800, 600]).bucket, [512, 512]))
  it('aborts on another size where latents are not cached', () => {
    assert.equal(uncachedFault([512, 512], [512, 512]), undefined)
    assert.equal(uncachedFault([512, 512], [513, 512]), 'larger')
    assert.equal(uncachedFault([512, 512], [1024, 511]), 'smaller')
  })
})
