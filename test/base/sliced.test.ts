import assert from 'node:assert/strict'
import { eachSliced, finish, type Sliced } from '../../server/src/base/sliced'

describe('work in slices', () => {
  function* add(numbers: readonly number[]): Sliced<number> {
    let sum = 0
    yield* eachSliced(numbers, (number) => (sum += number), 2)
    return sum
  }

  it('pauses between slices and ends with its result', () => {
    const work = add([1, 2, 3, 4, 5])
    assert.deepEqual([work.next(), work.next(), work.next()], [{ done: false, value: undefined }, { done: false, value: undefined }, { done: true, value: 15 }])
  })

  it('is done at one go where nobody pauses', () => {
    assert.equal(finish(add([1, 2, 3, 4, 5])), 15)
    assert.equal(finish(add([])), 0)
  })
})
