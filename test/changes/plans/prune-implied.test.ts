import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { buildTagIndex } from '../../../server/src/tags/tag-index'
import { smallKnowledge } from '../../support/vocabulary'
import { checkPlan, refusalsOf } from './check-plan'

const prune: RefactoringRequest = { id: 'prune-implied', args: {} }

describe('pruning implied tags', () => {
  it('removes what the graph implies through any number of steps, never by its letters', async () => {
    await checkPlan(prune, {
      '1girl, very long hair, Long_Hair, shirt, white shirt': '1girl, very long hair, white shirt',
      'hair ribbon, hair, black hair': 'hair ribbon, hair, black hair',
      'knee boots, boots\nboots, knee boots': 'knee boots\nboots, knee boots',
    })
  })
  it('leaves counts, weighted tags, triggers, kept tags and those kept in front, and says so', async () => {
    const settings = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['cat'] }], keep: [{ concept: 'lumi', tags: ['shirt'] }], captions: { keepTokens: 1 } }
    const plan = await checkPlan(prune, { 'skirt, cat, black cat, 2girls, multiple girls, shirt, white shirt, miniskirt, (boots:1.2), knee boots': 'skirt, cat, black cat, 2girls, multiple girls, shirt, white shirt, miniskirt, (boots:1.2), knee boots' }, { settings })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a0.txt locked skirt, cat, shirt', '1_lumi/a0.txt weighted boots'])
  })
  it('keeps one of two that imply each other', async () => {
    const record = { category: 'general', count: 1, aliases: [], translations: [] } as const
    const tags = buildTagIndex([{ id: 'x', records: [{ ...record, name: 'a', implies: ['b'] }, { ...record, name: 'b', implies: ['a'] }] }])
    await checkPlan(prune, { 'b, a, c': 'b, c' }, { knowledge: { ...smallKnowledge, tags } })
  })
  it('leaves sentences alone', async () => {
    const text = 'shirt, white shirt, She stands in a wide green field.'
    await checkPlan(prune, { [text]: text })
  })
})
