import assert from 'node:assert/strict'
import { applySpanEdits } from '../../server/src/base/span'
import { parseCaption } from '../../server/src/caption/parse'
import { completeField, editTags, type TagWish } from '../../server/src/features/edit-tags'
import { smallKnowledge } from '../support/vocabulary'
import { captionAt } from './caption-at'

function check(text: string, wish: TagWish, after: string): void {
  const caption = parseCaption(text)
  assert.equal(applySpanEdits(text, editTags(caption, wish)), after)
}

describe('wishes about the tags of a caption', () => {
  it('remove several at once', () => check('lumi, 1girl, solo, hat', { kind: 'remove', tags: [1, 3] }, 'lumi, solo'))
  it('replace one where it stands, with its weight', () => check('lumi, (hat:1.2), solo', { kind: 'replace', tag: 1, text: 'cap' }, 'lumi, (cap:1.2), solo'))
  it('replace one by nothing', () => check('lumi, hat, solo', { kind: 'replace', tag: 1, text: '' }, 'lumi, solo'))
  it('insert one before another, at the end, and into an empty text', () => {
    check('lumi,solo', { kind: 'insert', text: 'hat', before: 1 }, 'lumi,hat,solo')
    check('lumi, solo', { kind: 'insert', text: 'hat', before: 2 }, 'lumi, solo, hat')
    check('', { kind: 'insert', text: 'hat', before: 0 }, 'hat')
  })
  it('move several to one place, in their order', () => {
    check('a, b, c, d, e', { kind: 'move', tags: [4, 0], before: 2 }, 'b, a, e, c, d')
    check('a, b, c, d, e', { kind: 'move', tags: [0, 1], before: 5 }, 'c, d, e, a, b')
    check('a, b, c, d, e', { kind: 'move', tags: [3, 4], before: 0 }, 'd, e, a, b, c')
    check('a, b, c', { kind: 'move', tags: [1], before: 1 }, 'a, b, c')
    check('a, b, c', { kind: 'move', tags: [0, 1, 2], before: 1 }, 'a, b, c')
  })
  it('several are added in their order, but for those that are there', () => {
    check('lumi, solo', { kind: 'add', texts: ['hat', 'Solo', 'smile', 'hat'] }, 'lumi, solo, hat, smile')
    check('lumi, solo', { kind: 'add', texts: ['solo'] }, 'lumi, solo')
    check('', { kind: 'add', texts: ['lumi', 'solo'] }, 'lumi, solo')
  })
  it('a quick tag comes to the end, and goes wherever it stands, in any spelling', () => {
    check('lumi, solo', { kind: 'toggle', text: 'long hair' }, 'lumi, solo, long hair')
    check('lumi, Long_Hair, solo, (long hair:1.2)', { kind: 'toggle', text: 'long hair' }, 'lumi, solo')
    check('', { kind: 'toggle', text: 'hat' }, 'hat')
    check('lumi', { kind: 'toggle', text: ' ' }, 'lumi')
  })
  it('pass over tags that there are not', () => check('a, b', { kind: 'remove', tags: [7] }, 'a, b'))

  it('are completed as in the text: what the caption has comes last', async () => {
    const { workspace, path } = await captionAt('lumi, solo', { knowledge: smallKnowledge })
    const [first] = completeField(workspace, path, '1gi', undefined)
    assert.equal(first?.inserted, '1girl')
    const labels = completeField(workspace, path, 'sol', undefined)
    assert.ok(labels.find(({ label }) => label === 'solo')?.detail.includes('✓'))
    assert.ok(!completeField(workspace, path, 'sol', 1).find(({ label }) => label === 'solo')?.detail.includes('✓'))
  })
})
