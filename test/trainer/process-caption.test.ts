import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { CaptionOptions } from '../../server/src/trainer/caption-options'
import { drawCaption } from '../../server/src/trainer/draw-caption'
import { processCaption } from '../../server/src/trainer/process-caption'

/** The texts in the order given. */
function checkTexts(caption: string, options: CaptionOptions, ...expected: readonly string[]): void {
  assert.deepEqual(processCaption(caption, options), { texts: expected, complete: true })
}

describe('processCaption', () => {
  it('leaves a caption alone by default', () => checkTexts('a,b,,c,', {}, 'a,b,,c,'))

  describe('prefix and suffix', () => {
    it('puts one blank and no comma', () => checkTexts('a', { captionPrefix: 'p', captionSuffix: 's' }, 'p a s'))
    it('loses a suffix after the first line', () => checkTexts('l1\nl2', { captionPrefix: 'p,', captionSuffix: ', s' }, 'p, l1'))
    it('gives them to the first and the last line with wildcards', () =>
      checkTexts('l1\nl2', { captionPrefix: 'p', captionSuffix: 's', enableWildcard: true }, 'p l1', 'l2 s'))
    it('counts prefix tags among the kept ones', () => checkTexts('a, b', { captionPrefix: 'p,', keepTokens: 1, shuffleCaption: true }, 'p, a, b', 'p, b, a'))
  })

  describe('caption dropout', () => {
    it('adds the empty text, last', () => {
      checkTexts('a', { captionDropoutRate: 0.1 }, 'a', '')
      checkTexts('a', { captionDropoutEveryNEpochs: 2 }, 'a', '')
    })
    it('leaves nothing at rate 1 or every epoch', () => {
      checkTexts('a', { captionDropoutRate: 1, secondarySeparator: ';;;' }, '')
      checkTexts('a', { captionDropoutEveryNEpochs: 1 }, '')
    })
  })

  describe('wildcards', () => {
    it('stay as braces when off', () => checkTexts('{a|b}', {}, '{a|b}'))
    it('give every choice', () =>
      checkTexts(
        '{a|b} {{x|y}} {} {c} {d|}',
        { enableWildcard: true },
        'a {x|y} {} c d',
        'a {x|y} {} c ',
        'b {x|y} {} c d',
        'b {x|y} {} c ',
      ))
    it('do not nest and keep blanks', () => checkTexts('{a{b| c}}', { enableWildcard: true }, '{a{b| c}'))
    it('end at the first closing brace', () => checkTexts('{a{b| c} }', { enableWildcard: true }, 'a{b }', ' c }'))
    it('choose one line', () => checkTexts('x\ny\nx', { enableWildcard: true }, 'x', 'y'))
  })

  describe('keep tokens', () => {
    it('keeps empty pieces, which move too', () => checkTexts('a,,b', { shuffleCaption: true, keepTokens: 1 }, 'a, , b', 'a, b, '))
    it('keeps all where there are fewer tags', () => checkTexts('a, b', { shuffleCaption: true, keepTokens: 5 }, 'a, b'))
    it('keeps none when negative', () => checkTexts('a, b', { shuffleCaption: true, keepTokens: -1 }, 'a, b', 'b, a'))
    it('trains the separator literally when nothing takes tags apart', () =>
      checkTexts('a, b ||| c, d ||| e', { keepTokensSeparator: '|||' }, 'a, b ||| c, d ||| e'))
    it('keeps what stands before the first and after the second separator', () =>
      checkTexts('a, b ||| c, d ||| e ||| f', { keepTokensSeparator: '|||', shuffleCaption: true }, 'a, b, c, d, e ||| f', 'a, b, d, c, e ||| f'))
    it('removes empty pieces with a separator and ignores the number', () =>
      checkTexts('|||a,,b,', { keepTokensSeparator: '|||', keepTokens: 2, shuffleCaption: true }, 'a, b', 'b, a'))
  })

  describe('separators', () => {
    it('joins with comma and blank whatever the separator is', () => checkTexts('a|b', { shuffleCaption: true, captionSeparator: '|' }, 'a, b', 'b, a'))
    it('turns the secondary separator into the separator without blank', () => {
      checkTexts('a;;;b', { secondarySeparator: ';;;' }, 'a,b')
      checkTexts('a;;;b, c', { secondarySeparator: ';;;', shuffleCaption: true }, 'a,b, c', 'c, a,b')
    })
    it('does not part tags at full-width commas', () => checkTexts('a，b、c', { shuffleCaption: true }, 'a，b、c'))
    it('has no text where the trainer aborts on an empty separator', () => checkTexts('a', { shuffleCaption: true, captionSeparator: '' }))
  })

  describe('tag dropout', () => {
    it('drops all flexible tags at rate 1', () => checkTexts('a, b', { captionTagDropoutRate: 1, keepTokens: 1 }, 'a'))
    it('drops any of them below', () => checkTexts('a, b, c', { captionTagDropoutRate: 0.5, keepTokens: 1 }, 'a, b, c', 'a, b', 'a, c', 'a'))
    it('normalises blanks even if nothing is dropped', () => checkTexts(' a ,b', { captionTagDropoutRate: 0.5, keepTokens: 9 }, 'a, b'))
  })

  describe('token warm-up', () => {
    it('begins with the tags in front', () => checkTexts('a, b, c', { tokenWarmupStep: 100 }, 'a, b, c', 'a, b', 'a'))
    it('skips lengths in a short warm-up', () => checkTexts('a, b, c, d, e', { tokenWarmupStep: 2 }, 'a, b, c, d, e', 'a', 'a, b, c'))
    it('can begin with none', () => checkTexts('a, b', { tokenWarmupStep: 10, tokenWarmupMin: 0, keepTokens: 1 }, 'a, b', 'a'))
    it('takes a value below 1 as a share of all steps', () =>
      checkTexts('a, b, c, d, e', { tokenWarmupStep: 0.02, maxTrainSteps: 100 }, 'a, b, c, d, e', 'a', 'a, b, c'))
    it('stops taking tags apart when the share comes to nothing', () => checkTexts('a,b', { tokenWarmupStep: 0.001, maxTrainSteps: 100 }, 'a, b', 'a,b'))
  })

  it('does not tell equal tags apart', () => {
    const same = Array.from({ length: 30 }, () => 'a').join(', ')
    const { texts, complete } = processCaption(same, { shuffleCaption: true, captionTagDropoutRate: 0.5 })
    assert.deepEqual([texts.length, texts[0], complete], [31, same, true])
    checkTexts('a, a, b', { shuffleCaption: true }, 'a, a, b', 'a, b, a', 'b, a, a')
  })

  it('stops at the bound and says so', () => {
    const many = Array.from({ length: 100 }, (_, index) => `t${index}`).join(', ')
    const { texts, complete } = processCaption(many, { shuffleCaption: true, captionDropoutRate: 0.1 }, 50)
    assert.equal(complete, false)
    assert.equal(texts.length, 50)
    assert.equal(texts[0], many)
    assert.equal(texts.at(-1), '')
  })

  it('counts orders and choices as mathematics does', () => {
    assert.equal(processCaption('a, b, c, d', { shuffleCaption: true }).texts.length, 24)
    assert.equal(processCaption('a, b, c', { shuffleCaption: true, captionTagDropoutRate: 0.1 }).texts.length, 1 + 3 + 6 + 6)
  })
})

describe('drawCaption', () => {
  const words = fc.constantFrom('a', 'b', ' c', ',', ', ', '|||', ';;;', '{', '}', '|', '\n', '{{')
  const options: fc.Arbitrary<CaptionOptions> = fc.record(
    {
      captionPrefix: fc.constantFrom('p', 'p,'),
      captionSuffix: fc.constant('s'),
      captionDropoutRate: fc.constantFrom(0, 0.3, 1),
      captionDropoutEveryNEpochs: fc.constantFrom(0, 1, 2),
      captionTagDropoutRate: fc.constantFrom(0, 0.4, 1),
      enableWildcard: fc.boolean(),
      shuffleCaption: fc.boolean(),
      keepTokens: fc.integer({ min: -1, max: 3 }),
      keepTokensSeparator: fc.constantFrom('', '|||'),
      secondarySeparator: fc.constantFrom('', ';;;'),
      captionSeparator: fc.constantFrom(',', ';'),
      tokenWarmupMin: fc.integer({ min: -1, max: 3 }),
      tokenWarmupStep: fc.constantFrom(0, 0.01, 0.5, 1, 3, 50),
    },
    { requiredKeys: [] },
  )
  it('only gives texts that processCaption lists', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 9 }),
        options,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(60),
        fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (pieces, given, epoch, step, numbers) => {
          const caption = pieces.join('')
          const all = processCaption(caption, { ...given, maxTrainSteps: 60 }, 5000)
          let next = 0
          const drawn = drawCaption(caption, { ...given, maxTrainSteps: 60 }, { epoch, step }, () => numbers[next++ % 40] ?? 0)
          assert.ok(!all.complete || all.texts.includes(drawn), JSON.stringify([drawn, all.texts]))
        },
      ),
      { numRuns: 500 },
    )
  })
})
