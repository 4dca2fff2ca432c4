import assert from 'node:assert/strict'
import fc from 'fast-check'
import { selectionRanges } from '../../server/src/features/selection-range'
import { anyText, someCaption } from '../support/caption-arbitrary'
import { captionAt } from './caption-at'

async function checkSelections(marked: string, ...expected: readonly string[]): Promise<void> {
  const { workspace, path, offset, text } = await captionAt(marked)
  assert.deepEqual(selectionRanges(workspace, path, offset).map(({ start, end }) => text.slice(start, end)), expected)
}

describe('selection ranges', () => {
  it('grow from the word to the tag, its weight, its place, its line, and all', () =>
    checkSelections('1girl, (long ha‸ir:1.2), solo\nsmile', 'hair', 'long hair', '(long hair:1.2)', ' (long hair:1.2)', '1girl, (long hair:1.2), solo', '1girl, (long hair:1.2), solo\nsmile'))
  it('take in an alternative, then its choice', () => checkSelections('{long ha‸ir|smile}, solo', 'hair', 'long hair', '{long hair|smile}', '{long hair|smile}, solo'))
  it('take in brackets over several tags', () => checkSelections('a, (b‸lue eyes, smile:1.2)', 'blue', 'blue eyes', '(blue eyes', ' (blue eyes', 'a, (blue eyes, smile:1.2)'))
  it('take in a part between |||', () => checkSelections('lu‸mi, x ||| 1girl', 'lumi', 'lumi, x ', 'lumi, x ||| 1girl'))
  it('in an empty place begin with what lies around', () => checkSelections('a, ‸, b', ' ', 'a, , b'))
  it('of an empty caption are none', () => checkSelections('‸'))

  it('always hold the cursor, and each the one before and more', async () => {
    const { workspace, path } = await captionAt('')
    fc.assert(
      fc.property(fc.oneof(someCaption, anyText), fc.nat(), (text, at) => {
        workspace.apply({ kind: 'document', path, text, version: 2 })
        const offset = at % (text.length + 1)
        const spans = selectionRanges(workspace, path, offset)
        spans.forEach((span, index) => {
          const inner = spans[index - 1] ?? { start: offset, end: offset }
          assert.ok(span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start)
        })
        assert.equal(spans.at(-1)?.end ?? 0, text.length)
      }),
      { numRuns: 500 },
    )
  })
})
