import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { hintTags } from '../../server/src/features/inlay-hint'
import { captionAt, countingKnowledge, type CaptionCheck } from './caption-at'

/** The text with each hint in its place, between `«»`. */
async function checkHints(text: string, expected: string, options: CaptionCheck & { within?: { start: number; end: number } } = {}): Promise<void> {
  const { workspace, path } = await captionAt(text, options)
  let shown = ''
  let at = 0
  for (const { offset, label } of hintTags(workspace, path, options.within ?? { start: 0, end: text.length })) {
    shown += `${text.slice(at, offset)}«${label}»`
    at = offset
  }
  assert.equal(shown + text.slice(at), expected)
}

describe('inlay hints', () => {
  it('are off by default', () => checkHints('1girl, long hair', '1girl, long hair'))
  it('tell translations, behind the weight', () => checkHints('1girl, (longhair:1.2), zzyzx', '1girl«1个女孩», (longhair:1.2)«长发», zzyzx', { settings: { inlayHints: 'translations' } }))
  it('tell posts', () => checkHints('1girl, masterpiece, zzyzx', '1girl«6.0M», masterpiece, zzyzx', { settings: { inlayHints: 'posts' } }))
  it('tell captions of the dataset', () => checkHints('1girl, solo', '1girl«×3», solo«×1»', { settings: { inlayHints: 'captions' }, others: '//- 10_lumi/{1..2}.png\n//- 10_lumi/{1..2}.txt\n1girl' }))
  it('only where the editor looks', () => checkHints('1girl, solo, smile', '1girl, solo«单人», smile', { settings: { inlayHints: 'translations' }, within: { start: 8, end: 10 } }))

  describe('mark windows of 75 tokens', () => {
    // a tag is one token, its comma another
    const text = Array.from({ length: 90 }, () => 'smile').join(', ')
    const cut = (count: number): number => (text.match(new RegExp(`^(?:[^,]+(?:, |$)){${count}}`))?.[0] ?? '').length
    it('where the setting wants them', async () => {
      const knowledge = await countingKnowledge()
      const settings = { tokenBoundaries: true, maxTokenLength: 225 }
      // the 76th token is the 38th comma
      const [first, second] = [cut(38) - 2, cut(75)]
      await checkHints(text, `${text.slice(0, first)}«75│»${text.slice(first, second)}«150│»${text.slice(second)}`, { knowledge, settings })
    })
    it('and say what the limit is', async () => {
      const { workspace, path } = await captionAt(text, { knowledge: await countingKnowledge(), settings: { tokenBoundaries: true, maxTokenLength: 150 } })
      const tooltips = hintTags(workspace, path, { start: 0, end: text.length }).map(({ tooltip }) => tooltip && formatMessage(tooltip))
      assert.deepEqual(tooltips, ['A new window of 75 tokens begins here', 'From here on the text is past the limit of 150 tokens'])
    })
    it('not before the token table is read', () => checkHints(text, text, { settings: { tokenBoundaries: true } }))
  })
})
