import assert from 'node:assert/strict'
import { finishSlowly } from '../../server/src/base/sliced'
import { clipTokenizerSliced } from '../../server/src/tokens/clip-tokenizer'
import { loadTokenizer } from './load-tokenizer'

describe('the tokenizer', () => {
  it('is the same when its table is read in slices, of which there are many', async () => {
    const { readClipMerges } = await import('../../scripts/build-clip.mjs')
    let pauses = 0
    const sliced = await finishSlowly(clipTokenizerSliced(readClipMerges()), async () => void pauses++)
    const whole = await loadTokenizer()
    for (const text of ['hatsune miku (vocaloid), blue_eyes', '初音ミク, don’t', 'a', '']) assert.deepEqual(sliced.encode(text), whole.encode(text))
    assert.ok(pauses >= 20)
  })
})
