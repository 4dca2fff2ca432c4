import assert from 'node:assert/strict'
import { Selection } from '../../media/gallery/selection'

describe('the selection of the gallery', () => {
  it('is one image, a range from it, and more with Ctrl', () => {
    const selection = new Selection((position) => position)
    selection.pick(3)
    selection.extend(6)
    assert.deepEqual(selection.toRanges(), [[3, 6]])
    selection.extend(1)
    assert.deepEqual(selection.toRanges(), [[1, 3]])
    selection.toggle(8)
    selection.extend(9, true)
    assert.deepEqual(selection.toRanges(), [[1, 3], [8, 9]])
    selection.toggle(2)
    assert.deepEqual([selection.toRanges(), selection.size], [[[1, 1], [3, 3], [8, 9]], 4])
  })

  it('holds an image once that stands in two groups', () => {
    const order = [0, 1, 2, 1, 0]
    const selection = new Selection((position) => order[position] ?? 0)
    selection.pick(3)
    selection.extend(4)
    assert.deepEqual([selection.toRanges(), selection.has(1)], [[[0, 1]], true])
  })

  it('keeps by name what a new list still has, and leaves what is gone', () => {
    const selection = new Selection((position) => position)
    selection.pick(0)
    selection.extend(2)
    selection.carryOver(['a', 'b', 'c'], ['c', 'x', 'a'], (position) => position, (image) => image)
    assert.deepEqual([selection.toRanges(), selection.current], [[[0, 0], [2, 2]], 0])
  })

  it('is all of the images and none of them', () => {
    const selection = new Selection((position) => position)
    selection.all(4)
    assert.deepEqual(selection.toRanges(), [[0, 3]])
    selection.none()
    assert.deepEqual(selection.toRanges(), [])
  })
})
