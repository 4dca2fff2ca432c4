import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applySpanEdits } from '../../../server/src/base/span'
import { editCaption } from '../../../server/src/caption/edit'
import { parseCaption } from '../../../server/src/caption/parse'
import { formatCaption, usualJoiner } from '../../../server/src/changes/format-caption'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { anyText, someCaption } from '../../support/caption-arbitrary'
import { smallKnowledge } from '../../support/vocabulary'
import { settingsOf } from '../../support/world'
import { checkPlan, datasetOf } from './check-plan'

const format = (order?: boolean): RefactoringRequest => ({ id: 'format-captions', args: { order } })

describe('formatting captions', () => {
  it('joins tags alike, trims the line, drops empty tags, keeps repeated ones', async () => {
    await checkPlan(format(), {
      ' a ,b,,  c, a, \r\n': 'a, b, c, a\r\n',
      'a, b, c': 'a, b, c',
      ', a': 'a',
      'lumi ,, ||| a, , ||| b ,c': 'lumi ,, ||| a ||| b ,c',
      'x ||| a, ;;;c , d': 'x ||| a ;;;c, d',
      'lumi ,a ||| b ,c |||': 'lumi ,a ||| b, c |||',
    })
  })
  it('leaves weights, sentences and later lines as they are', async () => {
    await checkPlan(format(true), {
      '(a ,b:1.2) ,c': '(a ,b:1.2), c',
      'a ,b, She stands in a wide green field.': 'a ,b, She stands in a wide green field.',
      'a ,b\nc ,d': 'a, b\nc ,d',
      ' , ': ' , ',
      '': '',
    })
  })
  it('keeps what the trainer keeps in front', async () => {
    await checkPlan(format(true), { 'smile ,, 1girl ,b ,c': 'smile ,, 1girl ,b, c' }, { settings: { captions: { keepTokens: 4 } } })
  })
  it('orders on demand', async () => {
    await checkPlan(format(true), { 'highres,smile ,1girl,long hair': '1girl, long hair, smile, highres', 'x, solo, 1girl': '1girl, solo, x', 'y, 1girl': '1girl, y' })
  })
  it("writes the joiner that the dataset's captions use", async () => {
    assert.equal(usualJoiner(await datasetOf(['a,b,c', 'a, b'])), ',')
    assert.equal(usualJoiner(await datasetOf(['a', ''])), ', ')
    await checkPlan(format(), { 'a,b,c': 'a,b,c', 'd ,e, f': 'd,e,f', 'a,b': 'a,b' })
  })

  const settings = [{}, { captions: { wildcards: true } }, { captions: { keepTokens: 2 } }, { captions: { keepTokensSeparator: '|||' } }]
  const options = fc.record({ values: fc.constantFrom(...settings), order: fc.boolean() })
  const formatted = (text: string, { values, order }: { values: object; order: boolean }): string => {
    const caption = parseCaption(text)
    return applySpanEdits(text, editCaption(caption, formatCaption(caption, { knowledge: smallKnowledge, settings: settingsOf(values).values, triggers: new Set(['lumi']), kept: new Set(['smile']), order })))
  }

  it('changes nothing the second time, and loses and adds no tag', () => {
    const describeTags = (text: string): readonly string[] => parseCaption(text).tags.map((tag) => `${tag.line} ${tag.weight} ${tag.key}`).sort()
    fc.assert(
      fc.property(fc.oneof(someCaption, anyText), options, (text, chosen) => {
        const once = formatted(text, chosen)
        assert.deepEqual(describeTags(once), describeTags(text))
        assert.equal(formatted(once, chosen), once, JSON.stringify([text, once]))
      }),
      { numRuns: 3000 },
    )
  })
})
