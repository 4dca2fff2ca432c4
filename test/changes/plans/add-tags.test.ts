import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { openDataset } from '../../support/world'
import { describeChange } from '../../lint/check'
import { checkPlan, planOf, refusalsOf } from './check-plan'

type Args = Extract<RefactoringRequest, { id: 'add-tags' }>['args']
const add = (tags: string, at: Args['at'], create?: boolean): RefactoringRequest => ({ id: 'add-tags', args: { tags: [tags], at, create } })

describe('adding tags', () => {
  it('at the start, the end, or a place, where they are missing', async () => {
    await checkPlan(add('x, y', 'start'), { 'a, b': 'x, y, a, b', 'a,Y': 'x,a,Y', 'X, y': 'X, y' })
    await checkPlan(add('x, y', 'end'), { 'a, b\n': 'a, b, x, y\n', 'a, b, ': 'a, b, x, y, ', '{x|b}': '{x|b}, y' })
    await checkPlan(add('x, y', { index: 1 }), { 'a, b': 'a, x, y, b', 'a ||| b': 'a ||| x, y, b', '': 'x, y', a: 'a, x, y' })
  })

  it('beside a tag, and only where that is', async () => {
    await checkPlan(add('x, y', { before: 'Long_Hair' }), { 'a, long hair': 'a, x, y, long hair', 'a, b': 'a, b', '': '' })
    await checkPlan(add('x, y', { after: 'a' }), { 'a, b': 'a, x, y, b', 'b;;;a, c': 'b;;;a, x, y, c' })
  })

  it('behind the tags that the trainer keeps in front', async () => {
    await checkPlan(add('x', 'after-keep-tokens'), { 'a, b': 'x, a, b', 'a, b ||| c': 'a, b ||| x, c', 'a |||': 'a ||| x', 'a ||| b ||| c': 'a ||| x, b ||| c' })
    await checkPlan(add('x', 'after-keep-tokens'), { 'a, b, c': 'a, b, x, c', a: 'a, x', 'a, , b': 'a,, x, b', 'a;;;b, c, d': 'a;;;b, c, x, d' }, { settings: { captions: { keepTokens: 2 } } })
  })

  it('to every line where lines are captions, else to the first', async () => {
    await checkPlan(add('x', 'end'), { 'a\nb': 'a, x\nb' })
    await checkPlan(add('x', 'end'), { 'a\nb\n': 'a, x\nb, x\n' }, { settings: { captions: { wildcards: true } } })
  })

  it('makes captions only where that is asked for', async () => {
    const { dataset, root } = await openDataset('//- 1_lumi/a.png\n//- 1_lumi/a.txt\nlumi\n//- 1_lumi/b.png\n//- 1_lumi/c.txt\norphan')
    const plan = planOf(dataset, add('x, y', 'end'))
    assert.deepEqual(describeChange(plan.change, root), ['edit 1_lumi/a.txt: lumi, x, y', 'edit 1_lumi/c.txt: orphan, x, y'])
    assert.deepEqual(refusalsOf(plan, root), ['1_lumi/b.png no-caption'])
    const creating = planOf(dataset, add('x, y', 'end', true))
    assert.deepEqual(describeChange(creating.change, root), ['edit 1_lumi/a.txt: lumi, x, y', 'create 1_lumi/b.txt: x, y\n', 'edit 1_lumi/c.txt: orphan, x, y'])
    assert.deepEqual(creating.refusals, [])
  })
})
