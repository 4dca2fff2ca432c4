import assert from 'node:assert/strict'
import fc from 'fast-check'
import { balanceRegularization } from '../../server/src/trainer/regularization'

function checkBalance(trainSamples: number, images: number, repeats: number, expected: Readonly<Record<number, number>>, samples: number, unused: number): void {
  const balance = balanceRegularization(trainSamples, Array<number>(images).fill(repeats))
  const counts: Record<number, number> = {}
  for (const own of balance.repeats) counts[own] = (counts[own] ?? 0) + 1
  assert.deepEqual([counts, balance.samples, balance.unused], [expected, samples, unused])
}

describe('balanceRegularization', () => {
  it('repeats few images until they equal the training samples', () => checkBalance(200, 50, 1, { 4: 50 }, 200, 0))
  it('gives the first images one more', () => {
    checkBalance(200, 30, 2, { 7: 20, 6: 10 }, 200, 0)
    assert.deepEqual(balanceRegularization(10, [1, 1, 1, 1]).repeats, [3, 3, 2, 2])
  })
  it('does not use images beyond the training samples', () => checkBalance(100, 15, 10, { 10: 10, 0: 5 }, 100, 5))
  it('overshoots by less than the repeats of one image', () => checkBalance(100, 15, 7, { 7: 15 }, 105, 0))
  it('uses none without training images', () => checkBalance(0, 2, 1, { 0: 2 }, 0, 2))
  it('is nothing without regularisation images', () => checkBalance(10, 0, 1, {}, 0, 0))
  it('equals going round image by image', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), (train, repeats) => {
        const slow = repeats.map(() => 0)
        let sum = 0
        for (let round = 0; sum < train; round++) {
          for (let index = 0; index < repeats.length && sum < train; index++) {
            const more = round === 0 ? (repeats[index] ?? 0) : 1
            slow[index] = (slow[index] ?? 0) + more
            sum += more
          }
        }
        assert.deepEqual(balanceRegularization(train, repeats).repeats, slow)
      }),
    )
  })
})
