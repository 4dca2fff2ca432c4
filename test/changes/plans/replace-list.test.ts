import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan } from './check-plan'

const replace = (from: string, to: string): RefactoringRequest => ({ id: 'replace-list', args: { from: [from], to: [to] } })

describe('replacing a list of tags', () => {
  it('needs all of them, in any order, and writes the others at the first place', async () => {
    await checkPlan(replace('a, b, c', 'd, e'), {
      'x, c, y, a, b': 'x, d, e, y',
      'a, b': 'a, b',
      'a, b, c, e': 'd, e',
      'a, b\nc': 'a, b\nc',
    })
  })
  it('keeps what stands on both sides', async () => {
    await checkPlan(replace('a, b', 'b, c'), { 'b, x, a': 'b, x, c', 'a, b': 'c, b' })
  })
  it('needs both lists', async () => {
    await checkFault(replace('', 'a'), /Write the tags/)
    await checkFault(replace('a', ''), /Write the tags/)
  })
})
