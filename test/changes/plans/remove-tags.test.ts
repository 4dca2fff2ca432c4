import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkPlan, refusalsOf } from './check-plan'

const remove = (...tags: string[]): RefactoringRequest => ({ id: 'remove-tags', args: { tags } })

describe('removing tags', () => {
  it('takes every spelling with its comma', async () => {
    await checkPlan(remove('long hair', 'smile'), { 'a, Long_Hair,b, (smile:1.2)\n': 'a,b\n', smile: '', 'x, y': 'x, y' })
  })
  it('empties alternatives of a choice, and takes a choice of nothing away', async () => {
    const plan = await checkPlan(remove('a', 'red hair'), { 'x, {a|b}': 'x, {|b}', 'x, {a|a}': 'x', '{a, b|c}': '{b|c}', '{red|blue} hair': '{red|blue} hair' })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a3.txt wildcard {red|blue} hair'])
  })
  it('leaves no empty line and no empty caption behind unasked', async () => {
    await checkPlan(remove('a'), { 'a\nb': '\nb' })
  })
})
