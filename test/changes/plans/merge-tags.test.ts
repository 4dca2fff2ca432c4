import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan } from './check-plan'

const merge = (tags: readonly string[], into: string, when: 'any' | 'all'): RefactoringRequest => ({ id: 'merge-tags', args: { tags, into, when } })

describe('merging tags', () => {
  it('makes one of several names of one thing, at the earliest place', async () => {
    await checkPlan(merge(['grey hair', 'black hair'], 'black hair', 'any'), {
      'a, grey hair, b, black hair': 'a, black hair, b',
      'black_hair, a, grey hair': 'black_hair, a',
      'grey hair': 'black hair',
      'black hair, a': 'black hair, a',
      '{grey hair|a}, b': '{black hair|a}, b',
    })
  })

  it('makes a phrase only where all parts are there', async () => {
    await checkPlan(merge(['long hair', 'blonde hair'], 'long blonde hair', 'all'), {
      '1girl, long hair, smile, blonde hair': '1girl, long blonde hair, smile',
      '1girl, long hair': '1girl, long hair',
      'long hair\nblonde hair': 'long hair\nblonde hair',
      '(long hair:1.2), blonde hair': '(long blonde hair:1.2)',
      'long hair, long blonde hair, blonde hair': 'long blonde hair',
    })
  })

  it('needs tags and a name', async () => {
    await checkFault(merge([], 'a', 'any'), /Write the tags/)
    await checkFault(merge(['a'], '', 'any'), /Write the tag/)
  })
})
