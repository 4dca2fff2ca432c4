import assert from 'node:assert/strict'
import { quickTags } from '../../server/src/features/quick-tags'

describe('quick tags', () => {
  it('are nine at most, each once in whatever spelling, the first where it stands', () => {
    const wanted = ['smile', 'Long_Hair', ' ', 'long hair', ...'abcdefgh']
    assert.deepEqual(quickTags({ quickTags: wanted }).map(({ text }) => text), ['smile', 'Long_Hair', 'a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })
})
