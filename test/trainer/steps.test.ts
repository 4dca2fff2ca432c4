import assert from 'node:assert/strict'
import { batchesPerEpoch, bucketWeakness, countSteps, formulaSteps, splitValidation } from '../../server/src/trainer/steps'

/** Ten epochs over the buckets. */
function checkSteps(buckets: readonly number[], batchSize: number, accumulation: number, batches: number, steps: number, formula: number): void {
  assert.equal(batchesPerEpoch(buckets, batchSize), batches)
  assert.equal(countSteps({ batches, epochs: 10, accumulation }).steps, steps)
  const samples = buckets.reduce((sum, own) => sum + own, 0)
  assert.equal(Number(formulaSteps(samples, 10, batchSize).toFixed(1)), formula)
}

const many = (count: number, each: number, last: number): number[] => [...Array<number>(count).fill(each), last]

describe('countSteps', () => {
  it('equals the rule of thumb in one full bucket', () => checkSteps([500], 4, 1, 125, 1250, 1250))
  it('rounds accumulation up in each epoch', () => checkSteps([500], 4, 2, 125, 630, 1250))
  it('rounds every bucket up', () => {
    checkSteps([230, 110, 90, 50, 20], 4, 1, 127, 1270, 1250)
    checkSteps(many(16, 30, 20), 4, 1, 133, 1330, 1250)
    checkSteps(many(16, 3, 2), 4, 1, 17, 170, 125)
    checkSteps(many(16, 3, 2), 6, 1, 17, 170, 83.3)
  })
  it('divides by processes before accumulation', () => {
    assert.deepEqual(countSteps({ batches: 127, epochs: 2, processes: 2, accumulation: 3 }), { steps: 44, stepsPerEpoch: 22, epochs: 2 })
  })
  it('trains 1600 steps where nothing is set, stopping inside the last epoch', () => {
    assert.deepEqual(countSteps({ batches: 127 }), { steps: 1600, stepsPerEpoch: 127, epochs: 13 })
  })
  it('trains nothing without batches', () => assert.equal(countSteps({ batches: 0 }).steps, 0))
})

describe('bucketWeakness', () => {
  it('names buckets that never fill a batch and buckets of one image', () => {
    assert.equal(bucketWeakness({ images: 3, samples: 3 }, 4), 'under-filled')
    assert.equal(bucketWeakness({ images: 1, samples: 10 }, 4), 'single-image')
    assert.equal(bucketWeakness({ images: 2, samples: 10 }, 4), undefined)
    assert.equal(bucketWeakness({ images: 1, samples: 10 }, 1), undefined)
  })
})

describe('splitValidation', () => {
  it('rounds up for training and half to even for validation', () => {
    assert.deepEqual(splitValidation(10, 0.25), { train: 8, validation: 2 })
    assert.deepEqual(splitValidation(10, 0.35), { train: 7, validation: 4 })
    assert.deepEqual(splitValidation(5, 0.5), { train: 3, validation: 2 })
    assert.deepEqual(splitValidation(7, 0.5), { train: 4, validation: 4 })
  })
  it('splits nothing outside 0 to 1', () => {
    for (const split of [0, -0.1, 1.1]) assert.deepEqual(splitValidation(10, split), { train: 10, validation: 0 })
  })
})
