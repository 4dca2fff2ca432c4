import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan } from './check-plan'

const split = (tag: string, ...into: string[]): RefactoringRequest => ({ id: 'split-tag', args: { tag, into } })

describe('splitting a tag', () => {
  it('writes the parts in its place, in order', async () => {
    await checkPlan(split('long blonde hair', 'long hair', 'blonde hair'), {
      'a, long_blonde_hair, b': 'a, long hair, blonde hair, b',
      'a,(long blonde hair:1.1),b': 'a,(long hair:1.1),blonde hair,b',
      '{long blonde hair|b}': '{long hair, blonde hair|b}',
    })
  })
  it('leaves out what is there already', async () => {
    await checkPlan(split('x', 'a', 'b'), { 'a, x, c': 'a, b, c', 'x, b, a': 'b, a' })
  })
  it('may keep the tag itself', async () => {
    await checkPlan(split('x', 'x', 'y'), { 'a, x, b': 'a, x, y, b', 'y, x': 'y, x' })
  })
  it('needs parts', () => checkFault(split('x', ' , '), /Write the tags/))
})
