import assert from 'node:assert/strict'
import { chipsOf, type Chip } from '../../media/preview/typed-chips'

function chip(text: string, part: Partial<Chip> = {}): Chip {
  return { text, key: text, category: 'general', translation: null, captions: 12, postCount: 1000, trigger: false, prose: false, problem: null, ignored: false, ...part }
}

describe('chips of a text that the server has not seen yet', () => {
  const before = [chip('lumi', { trigger: true }), chip('smil', { category: null, problem: 'info' }), chip('hat', { translation: '帽子' })]

  it('are the tags of the text, in its order', () => assert.deepEqual(chipsOf('hat, lumi', before).map(({ text }) => text), ['hat', 'lumi']))
  it('keep what is known of a tag, wherever it stands', () => assert.deepEqual(chipsOf('hat, lumi', before), [before[2], before[0]]))
  it('show how a tag is spelt now', () => assert.equal(chipsOf('lumi, smil, Hat', before)[2]?.text, 'Hat'))
  it('look as they did a letter before where a tag is typed on', () =>
    assert.deepEqual(chipsOf('lumi, smile, hat', before)[1], chip('smile', { category: null, problem: 'info' })))
  it('say nothing of a tag that is new there', () => {
    const [, added] = chipsOf('lumi, ha, smil, hat', before)
    assert.deepEqual([added?.text, added?.category, added?.postCount, added?.trigger], ['ha', null, null, false])
  })
  it('are none where nothing is left', () => assert.deepEqual(chipsOf(' , ', before), []))
})
