import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan, refusalsOf } from './check-plan'

const remove = (args: Extract<RefactoringRequest, { id: 'remove-by-category' }>['args']): RefactoringRequest => ({ id: 'remove-by-category', args })
const concepts = [{ name: 'lumi', folders: ['1_lumi'], triggers: ['hatsune miku'] }]

describe('removing tags by category', () => {
  it('removes names, aliases of them too, and facts about the file', async () => {
    await checkPlan(remove({ categories: ['character', 'copyright', 'meta'] }), { 'rare heroine, vocaloid, miku, highres, 1girl, lumi': '1girl, lumi' })
  })
  it('removes groups, phrases about the same thing with them', async () => {
    await checkPlan(remove({ groups: ['hair'] }), { '1girl, long hair, long blonde hair, hair, blue eyes': '1girl, hair, blue eyes' })
    await checkPlan(remove({ uses: ['O'] }), { '1girl, white shirt, boots, smile': '1girl, smile' })
  })
  it('leaves triggers and kept tags, and says so', async () => {
    const settings = { concepts, keep: [{ concept: 'lumi', tags: ['vocaloid'] }] }
    const plan = await checkPlan(remove({ categories: ['character', 'copyright'] }), { 'hatsune miku, rare heroine, vocaloid': 'hatsune miku, vocaloid' }, { settings })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a0.txt locked hatsune miku, vocaloid'])
  })
  it('does not take a phrase for the name it ends in', async () => {
    await checkPlan(remove({ categories: ['character'] }), { 'poster of hatsune miku, a': 'poster of hatsune miku, a' })
  })
  it('needs something to remove', async () => {
    await checkFault(remove({}), /at least one/)
    await checkFault(remove({ groups: ['nonsense'] }), /no group 'nonsense'/)
  })
})
