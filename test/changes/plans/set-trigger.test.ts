import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { describeChange } from '../../lint/check'
import { openDataset } from '../../support/world'
import { checkFault, checkPlan, planOf } from './check-plan'

const set = (trigger: string, more: { replaces?: string; create?: boolean } = {}): RefactoringRequest => ({ id: 'set-trigger', args: { concept: 'lumi', trigger, ...more } })
const settings = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['old one'], strategy: 'bake' }] }

describe('setting a trigger', () => {
  it('replaces the old one and puts the new one in front, once', async () => {
    const plan = await checkPlan(set('lumi'), { 'Old_One, a, b': 'lumi, a, b', 'a, b': 'lumi, a, b', 'a, lumi, old one': 'lumi, a', 'a, (old one:1.2)': '(lumi:1.2), a', '': 'lumi' }, { settings })
    assert.deepEqual(plan.settings, [{ key: 'concepts', value: { name: 'lumi', folders: ['1_lumi'], triggers: ['lumi'], strategy: 'bake' } }])
  })
  it('declares the concept where nothing did', async () => {
    const { dataset, root } = await openDataset('//- 2_lumi/{1..2}.png\n//- 2_lumi/{1..2}.txt\nfoo, a\n//- 3_koro/1.png\n//- 3_koro/1.txt\nkoro, a\n//- 2_lumi/x.png')
    const plan = planOf(dataset, set('lumi'))
    assert.deepEqual(describeChange(plan.change, root), ['edit 2_lumi/1.txt: lumi, a', 'edit 2_lumi/2.txt: lumi, a'])
    assert.deepEqual(plan.settings, [{ key: 'concepts', value: { name: 'lumi', folders: ['2_lumi'], triggers: ['lumi'] } }])
    assert.deepEqual(describeChange(planOf(dataset, set('lumi', { create: true })).change, root).at(-1), 'create 2_lumi/x.txt: lumi\n')
  })
  it('leaves other triggers of the concept in front', async () => {
    const two = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['lumi', 'dress'] }] }
    await checkPlan(set('gown', { replaces: 'dress' }), { 'lumi, dress, a': 'lumi, gown, a', 'lumi, a': 'lumi, gown, a', 'a, b': 'gown, a, b', lumi: 'lumi, gown' }, { settings: two })
  })
  it('knows the concept', () => checkFault({ id: 'set-trigger', args: { concept: 'nobody', trigger: 'x' } }, /no concept 'nobody'/))
})
