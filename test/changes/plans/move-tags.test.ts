import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkPlan } from './check-plan'

const move = (tags: string, to: 'start' | 'after-keep-tokens' | 'end'): RefactoringRequest => ({ id: 'move-tags', args: { tags: [tags], to } })

describe('moving tags', () => {
  it('to the front, in the order asked for, with their weights', async () => {
    await checkPlan(move('x, y', 'start'), { 'a, y, b, (x:1.2)': '(x:1.2), y, a, b', 'x, y, a': 'x, y, a', 'y, x, a': 'x, y, a', 'y, x': 'x, y', 'a, b': 'a, b', 'lumi ||| x': 'x, lumi ||| ' })
  })
  it('to the end of the line that is trained', async () => {
    await checkPlan(move('x, y', 'end'), { 'x, a, y, b\nx': 'a, b, x, y\nx', 'a, x, y\n': 'a, x, y\n' })
  })
  it('behind the tags that the trainer keeps in front, which stay', async () => {
    await checkPlan(move('x', 'after-keep-tokens'), { 'lumi, a, x': 'lumi, x, a', 'x, a': 'x, a', 'lumi ||| a, x': 'lumi ||| x, a', 'lumi, x': 'lumi, x' }, { settings: { captions: { keepTokens: 1 } } })
  })
})
