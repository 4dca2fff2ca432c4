import assert from 'node:assert/strict'
import { createOffTags } from '../../media/preview/off-tags'

const CAPTION = 'file:///a.txt'

describe('tags that are turned off', () => {
  it('stay at their places until the caption changes otherwise', () => {
    const off = createOffTags()
    off.follow(CAPTION, ['a', 'b', 'c', 'd'])
    off.turnOff(['a', 'b', 'c', 'd'], [1, 2])
    // the page draws again before the text has changed
    off.follow(CAPTION, ['a', 'b', 'c', 'd'])
    assert.deepEqual(off.shown, [])
    off.follow(CAPTION, ['a', 'd'])
    assert.equal(off.shown.length, 2)
    assert.deepEqual(off.list, [{ text: 'b', before: 1 }, { text: 'c', before: 1 }])
    off.turnOff(['a', 'd'], [0])
    off.follow(CAPTION, ['d'])
    assert.deepEqual(off.list.map(({ text, before }) => [text, before]), [['a', 0], ['b', 0], ['c', 0]])
    off.follow(CAPTION, ['d', 'x'])
    assert.deepEqual(off.list, [])
  })

  it('come back where they were', () => {
    const off = createOffTags()
    off.follow(CAPTION, ['a', 'b', 'c'])
    off.turnOff(['a', 'b', 'c'], [0, 2])
    off.follow(CAPTION, ['b'])
    assert.deepEqual(off.turnOn(0, ['b']), { text: 'a', before: 0 })
    off.follow(CAPTION, ['a', 'b'])
    assert.deepEqual(off.list, [{ text: 'c', before: 2 }])
    assert.deepEqual(off.turnOn(0, ['a', 'b']), { text: 'c', before: 2 })
  })

  it('are forgotten with another caption', () => {
    const off = createOffTags()
    off.follow(CAPTION, ['a', 'b'])
    off.turnOff(['a', 'b'], [0])
    off.follow('file:///b.txt', ['b'])
    assert.deepEqual(off.list, [])
  })
})
