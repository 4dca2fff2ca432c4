import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkPlan, datasetOf, planOf } from './check-plan'
import assert from 'node:assert/strict'

const unify = (to?: 'blank' | 'underscore'): RefactoringRequest => ({ id: 'unify-spelling', args: { to } })
const concepts = [{ name: 'lumi', folders: ['1_lumi'], triggers: ['lu_mi'] }]

describe('unifying the spelling', () => {
  it('writes blanks or underscores, and keeps faces, triggers, words and what base models were trained on', async () => {
    await checkPlan(unify('blank'), { 'lu_mi, Long_Hair, ^_^, o_o, score_9, score_3_up, rating_explicit, my_word, saber_\\(fate\\)': 'lu_mi, Long Hair, ^_^, o_o, score_9, score_3_up, rating_explicit, my_word, saber \\(fate\\)' }, { settings: { concepts, words: ['my word'] } })
    await checkPlan(unify('underscore'), { 'aa bb, (cc dd:1.2), ee_ff': 'aa_bb, (cc_dd:1.2), ee_ff' })
  })
  it('asks the dataset where nothing is said', async () => {
    await checkPlan(unify(), { 'aa_bb, cc dd, ee_ff': 'aa_bb, cc_dd, ee_ff' })
    await checkPlan(unify(), { 'aa_bb, cc dd, ee ff': 'aa bb, cc dd, ee ff' })
    const asIs = { settings: { captions: { spelling: 'as-is' } } }
    const dataset = await datasetOf(['a_b'], asIs)
    assert.throws(() => planOf(dataset, unify(), asIs), /choose blanks or underscores/)
  })
  it('leaves sentences and choices alone', async () => {
    await checkPlan(unify('underscore'), { 'aa bb, She stands in a wide green field.': 'aa bb, She stands in a wide green field.', '{aa bb|c}, dd ee': '{aa bb|c}, dd_ee' })
  })
})
