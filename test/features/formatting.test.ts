import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applySpanEdits } from '../../server/src/base/span'
import { parseCaption } from '../../server/src/caption/parse'
import { formatDocument, type FormattingOptions } from '../../server/src/features/formatting'
import { offerActions } from '../../server/src/features/code-actions'
import { someCaption } from '../support/caption-arbitrary'
import { captionAt, type CaptionCheck } from './caption-at'

async function checkFormat(text: string, expected: string, { within, order, ...options }: CaptionCheck & FormattingOptions = {}): Promise<void> {
  const { workspace, path } = await captionAt(text, options)
  assert.equal(applySpanEdits(text, formatDocument(workspace, path, { within, order })), expected)
}

describe('formatting', () => {
  it('lays separators out', () => checkFormat('1girl ,solo,,  smile , ', '1girl, solo, smile'))
  it('as the dataset does', () => checkFormat('1girl, solo', '1girl,solo', { others: '//- 10_lumi/{1..9}.png\n//- 10_lumi/{1..9}.txt\na,b,c' }))
  it('never touches natural language', () => checkFormat('a girl is standing in the rain ,  near a house.', 'a girl is standing in the rain ,  near a house.'))
  it('keeps the order unless a setting wants another', async () => {
    await checkFormat('smile, 1girl', 'smile, 1girl')
    await checkFormat('smile, hatsune miku, long hair, (1girl:1.1)', '(1girl:1.1), hatsune miku, long hair, smile', { settings: { formatting: { order: true } } })
  })
  it('puts the trigger first', () => checkFormat('smile, 1girl, lumi', 'lumi, 1girl, smile', { order: true, others: '//- 10_lumi/{1..9}.png\n//- 10_lumi/{1..9}.txt\nlumi, 1girl' }))

  describe('of a range', () => {
    it('changes what lies within, and no order', () => checkFormat('smile ,1girl,solo ,  long hair', 'smile ,1girl, solo, long hair', { within: { start: 12, end: 30 }, settings: { formatting: { order: true } }, others: '//- 10_lumi/{1..9}.png\n//- 10_lumi/{1..9}.txt\na, b, c' }))
    it('leaves every tag of every caption in its place', async () => {
      const { workspace, path } = await captionAt('')
      fc.assert(
        fc.property(someCaption, fc.nat(), fc.nat(), (text, a, b) => {
          workspace.apply({ kind: 'document', path, text, version: 2 })
          const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
          const after = applySpanEdits(text, formatDocument(workspace, path, { within: { start: start ?? 0, end: end ?? 0 } }))
          assert.deepEqual(parseCaption(after).tags.map((tag) => tag.text), parseCaption(text).tags.map((tag) => tag.text))
        }),
        { numRuns: 300 },
      )
    })
  })

  it('is also an action that tidies up, where something is to be done', async () => {
    const { workspace, path, text } = await captionAt('smile , 1girl')
    const wanted = (kind: string): boolean => kind === 'source.organizeTags'
    const [offer, ...more] = offerActions(workspace, path, { start: 0, end: 0 }, { wants: wanted })
    assert.deepEqual(more, [])
    assert.equal(offer?.effect.kind === 'edits' && applySpanEdits(text, offer.effect.edits), '1girl, smile')
    workspace.apply({ kind: 'document', path, text: '1girl, smile', version: 2 })
    assert.deepEqual(offerActions(workspace, path, { start: 0, end: 0 }, { wants: wanted }), [])
  })
})
