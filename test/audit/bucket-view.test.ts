import assert from 'node:assert/strict'
import { viewBuckets, type ImageSize } from '../../server/src/audit/bucket-view'
import { layerSettings } from '../../server/src/settings'

const { values } = layerSettings([])
const at = (resolution: number, sizes: readonly ImageSize[], noUpscale = false) => viewBuckets(sizes, { ...values, model: 'sdxl', resolution, 'buckets.noUpscale': noUpscale })

describe('the buckets at another resolution', () => {
  const sizes: readonly ImageSize[] = [
    { size: [1024, 1024], images: 3, samples: 30 },
    { size: [800, 800], images: 1, samples: 2 },
    { size: [3000, 500], images: 2, samples: 2 },
  ]

  it('tell what is enlarged and what is cut', () => {
    const { buckets, images, enlarged } = at(1024, sizes)
    assert.deepEqual(buckets.find(({ width, height }) => width === 1024 && height === 1024), { width: 1024, height: 1024, images: 4, samples: 32, enlarged: 1, lost: 0, most: 0 })
    assert.deepEqual([images, enlarged], [6, 1])
  })

  it('enlarge nothing at a smaller one', () => assert.equal(at(512, sizes).enlarged, 0))

  it('enlarge nothing where small images keep their size', () => assert.equal(at(1024, sizes, true).enlarged, 0))

  it('say how much of the picture is lost, on average and most', () => {
    const { buckets, cut } = at(1024, [{ size: [1000, 1100], images: 1, samples: 1 }, { size: [1000, 1000], images: 3, samples: 3 }])
    for (const { lost, most } of buckets) assert.ok(lost >= 0 && most >= lost && most < 0.1, `${lost} ${most}`)
    assert.equal(cut, 0)
    assert.equal(at(1024, [{ size: [5000, 300], images: 4, samples: 4 }]).cut, 4)
  })
})
