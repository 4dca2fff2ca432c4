import assert from 'node:assert/strict'
import type { Model } from '../../server/src/settings'
import type { ClipTokenizer } from '../../server/src/tokens/clip-tokenizer'
import { estimateTokens } from '../../server/src/tokens/estimate-tokens'
import { largestLimit, lostSpan, tokenLimits, windowOffsets, windowStarts, type TokenLimitOptions } from '../../server/src/tokens/limits'
import { loadTokenizer } from './load-tokenizer'

function checkLimits(model: Model, expected: string, options?: TokenLimitOptions): void {
  assert.equal(tokenLimits(model, options).map(({ encoder, limit, exact }) => `${encoder} ${exact ? '' : '≈'}${limit}`).join(', '), expected)
}

describe('tokenLimits', () => {
  it('are 75 for SD and SDXL, or max_token_length', () => {
    checkLimits('sd15', 'clip 75')
    checkLimits('pony', 'clip 225', { maxTokenLength: 225 })
  })
  it('ignore max_token_length elsewhere', () => {
    checkLimits('sd3', 'clip 75, t5 ≈255', { maxTokenLength: 225 })
    checkLimits('flux', 't5 ≈511, clip 75')
    checkLimits('flux', 't5 ≈255, clip 75', { t5MaxTokenLength: 256 })
    checkLimits('lumina', 'gemma2 ≈256')
  })
  it('lose text only after the largest', () => assert.equal(largestLimit(tokenLimits('sd3')).encoder, 't5'))
})

describe('windows', () => {
  it('begin every 75 tokens, up to the limit', () => {
    assert.deepEqual(windowStarts(300, 225), [75, 150])
    assert.deepEqual(windowStarts(75, 225), [])
    assert.deepEqual(windowStarts(300, 75), [])
  })
})

describe('lostSpan', () => {
  let tokenizer: ClipTokenizer
  before(async () => {
    tokenizer = await loadTokenizer()
  })

  it('is the tail of a caption of 84 tokens', () => {
    const kept =
      '1girl, solo, long hair, blue eyes, looking at viewer, smile, open mouth, school uniform, pleated skirt, white shirt, ' +
      'red ribbon, outdoors, cherry blossoms, sky, cloud, day, standing, cowboy shot, hair ornament, hairclip, twintails, ' +
      'very long hair, bangs, blush, thighhighs, zettai ryouiki'
    const text = `${kept}, black footwear, holding, bag, wind`
    const tokens = tokenizer.tokenSpans(text)
    assert.equal(tokens.length, 84)
    assert.deepEqual(lostSpan(tokens, 75, text.length), { start: kept.length, end: text.length })
    assert.deepEqual(windowOffsets(tokens, 150), [kept.length])
    assert.equal(lostSpan(tokens, 150, text.length), undefined)
  })
})

describe('estimateTokens', () => {
  it('says that it is no exact count', () => assert.deepEqual(estimateTokens('1girl, solo', 't5'), { count: 4, exact: false }))
  it('is nothing for nothing', () => assert.equal(estimateTokens(' ', 'qwen3').count, 0))
})
