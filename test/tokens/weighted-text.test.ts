import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ClipTokenizer } from '../../server/src/tokens/clip-tokenizer'
import { countWeighted, encodeWeighted, parseWeightedText, weightedTokenSpans } from '../../server/src/tokens/weighted-text'
import { loadTokenizer } from './load-tokenizer'

/** `expected`: runs as `text×weight`, four decimals at most. */
function checkRuns(text: string, ...expected: readonly string[]): void {
  assert.deepEqual(parseWeightedText(text).map((run) => `${run.text}×${Number(run.weight.toFixed(4))}`), expected)
}

describe('parseWeightedText', () => {
  it('reads brackets and numbers', () => {
    checkRuns('normal text', 'normal text×1')
    checkRuns('an (important) word', 'an ×1', 'important×1.1', ' word×1')
    checkRuns('(a:1.2) [b]', 'a×1.2', ' ×1', 'b×0.9091')
  })
  it('multiplies nested weights', () => checkRuns('((a:1.3) b)', 'a×1.43', ' b×1.1'))
  it('takes brackets without end as reaching to the end', () => checkRuns('a (b', 'a ×1', 'b×1.1'))
  it('keeps brackets without beginning', () => checkRuns('a) b] c:1.2)', 'a) b] c:1.2)×1'))
  it('takes escaped brackets literally', () => {
    checkRuns('\\(a\\]', '(a]×1')
    checkRuns('a\\b\\\\', 'ab\\×1')
  })
  it('joins neighbours of equal weight', () => checkRuns('(a)(b)', 'ab×1.1'))
  it('marks a number that the trainer cannot read', () => checkRuns('(a:1.2.3)', 'a×NaN'))
  it('knows where each character stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' b', '(', ')', '[', ']', ':', ':1.2)', '\\', '1', '😀'), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        for (const run of parseWeightedText(text)) assert.equal(run.offsets.map((offset) => text.charAt(offset)).join(''), run.text)
      }),
    )
  })
})

describe('weighted tokens', () => {
  let tokenizer: ClipTokenizer
  before(async () => {
    tokenizer = await loadTokenizer()
  })

  it('cost nothing for brackets and weights', () => {
    assert.deepEqual(encodeWeighted(tokenizer, '(masterpiece:1.2)'), [12066])
    assert.equal(countWeighted(tokenizer, 'a, (b), [c]'), 5)
  })
  it('are cut at each change of weight', () => {
    assert.ok(countWeighted(tokenizer, 'master(piece)') > tokenizer.count('masterpiece'))
  })
  it('have their places in the caption', () => {
    const text = 'a, (long hair:1.2), miku \\(x\\)'
    assert.deepEqual(weightedTokenSpans(tokenizer, text).map(({ start, end }) => text.slice(start, end)), [
      'a', ',', 'long', 'hair', ',', 'miku', '(', 'x', ')',
    ])
  })
})
