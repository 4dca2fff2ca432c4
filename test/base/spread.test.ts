import assert from 'node:assert/strict'
import fc from 'fast-check'
import { spread, spreadOver } from '../../server/src/base/spread'

describe('spreading', () => {
  it('takes all of few items, and of many evenly some', () => {
    assert.deepEqual(spread([1, 2, 3], 3), [1, 2, 3])
    assert.deepEqual(spread([1, 2, 3, 4, 5, 6], 3), [1, 3, 5])
    assert.deepEqual(spread([1, 2, 3], 0), [])
    assert.deepEqual(spreadOver([[1, 2], [], [3, 4, 5, 6]], 3), [1, 3, 5])
  })

  it('over lists is as over one that has all their items', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(), { maxLength: 12 }), { maxLength: 6 }), fc.nat(20), (lists, most) => {
        const all = lists.flat()
        assert.deepEqual(spreadOver(lists, most), spread(all, most))
        assert.equal(spreadOver(lists, most).length, Math.min(most, all.length))
      }),
      { numRuns: 1000 },
    )
  })
})
