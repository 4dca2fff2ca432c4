import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { planInSlices } from '../../../server/src/changes/plan-in-slices'
import { smallKnowledge } from '../../support/vocabulary'
import { openDataset } from '../../support/world'
import { checkFault, checkPlan, datasetOf, planOf, textsAfter } from './check-plan'

const sort = (give: readonly number[], take: readonly number[], tag = 'hat'): RefactoringRequest => ({ id: 'sort-by-tag', args: { tag, give: give.map(imageOf), take: take.map(imageOf) } })
const imageOf = (at: number): string => `1_lumi/a${at}.png`

describe('sorting images by a tag', () => {
  it('adds it at the end of some captions, takes it out of others, and leaves the rest alone', async () => {
    await checkPlan(sort([0, 1], [2, 3]), { 'a, b\n': 'a, b, hat\n', 'a,b': 'a,b,hat', 'x, Hat, y': 'x, y', hat: '', 'c, hat': 'c, hat', 'd ': 'd ' })
  })
  it('changes nothing where a caption has what was asked for already', async () => {
    const plan = await checkPlan(sort([0], [1]), { 'a, (hat:1.2)': 'a, (hat:1.2)', b: 'b' })
    assert.deepEqual(plan.change.files, [])
  })
  it('writes a caption for an image without one that gets the tag, and none for one that was to lose it', async () => {
    const { dataset } = await openDataset(new Map([['1_lumi/a0.png', ''], ['1_lumi/a1.png', '']]))
    const plan = planOf(dataset, sort([0], [1]))
    assert.deepEqual(plan.change.files, [{ kind: 'create', path: '/set/1_lumi/a0.txt', text: 'hat\n' }])
    assert.deepEqual(plan.refusals, [])
  })
  it('knows the one caption of two images by either of them', async () => {
    const { dataset } = await openDataset(new Map([['1_lumi/a0.jpg', ''], ['1_lumi/a0.png', ''], ['1_lumi/a0.txt', 'a']]))
    assert.deepEqual(textsAfter(dataset, planOf(dataset, sort([0], [])).change), ['a, hat'])
  })
  it('is the same plan in slices', async () => {
    const dataset = await datasetOf(Array.from({ length: 130 }, (_, at) => (at % 2 === 0 ? 'a' : 'a, hat')))
    const some = Array.from({ length: 130 }, (_, at) => at)
    const request = sort(some.filter((at) => at % 2 === 0), some.filter((at) => at % 2 === 1))
    const answer = await planInSlices(request, { dataset, knowledge: smallKnowledge }, [...dataset.samples.values()])
    assert.ok('plan' in answer)
    assert.equal(answer.plan.change.files.length, 130)
    assert.deepEqual(answer.plan.change, planOf(dataset, request).change)
  })
  it('refuses what is no tag, or several', async () => {
    await checkFault(sort([0], [], ' '), /Write the tag/)
    await checkFault(sort([0], [], 'a, b'), /more than one tag/)
  })
})
