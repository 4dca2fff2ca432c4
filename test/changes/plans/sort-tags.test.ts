import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkPlan } from './check-plan'

const sort = (by: 'category' | 'alphabetical' | 'frequency'): RefactoringRequest => ({ id: 'sort-tags', args: { by } })
const settings = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['lumi'] }], keep: [{ concept: 'lumi', tags: ['smile'] }] }

describe('sorting tags', () => {
  it('by category: trigger, count, character, series, general by group, meta', async () => {
    await checkPlan(sort('category'), {
      'highres,  outdoors, smile ,vocaloid, long hair, hatsune miku, my word, 1girl, lumi\n': 'lumi,  1girl, smile ,hatsune miku, vocaloid, long hair, outdoors, my word, highres\n',
    }, { settings })
  })
  it('alphabetically and by how often the dataset has them, triggers first', async () => {
    await checkPlan(sort('alphabetical'), { 'c, lumi, b, a': 'lumi, a, b, c' }, { settings })
    await checkPlan(sort('frequency'), { 'c, b, a': 'b, a, c', 'b, a': 'b, a', b: 'b' })
  })
  it('moves nothing across marks, nothing that the trainer keeps in front, nothing in shared brackets', async () => {
    await checkPlan(sort('alphabetical'), {
      'c, a ||| d, b': 'c, a ||| b, d',
      'c, a;;;b, d, a1': 'c, a;;;b, a1, d',
      'z, (y, b:1.2), a': 'a, (y, b:1.2), z',
      '(z:1.2), a, {b|c}': 'a, (z:1.2), {b|c}',
    })
    await checkPlan(sort('alphabetical'), { 'c, b, a, d, a0': 'c, b, a, a0, d' }, { settings: { captions: { keepTokens: 2 } } })
  })
  it('leaves sentences and later lines alone', async () => {
    await checkPlan(sort('alphabetical'), { 'b, a\nd, c': 'a, b\nd, c', 'c, a, She stands in a wide green field.': 'c, a, She stands in a wide green field.' })
    await checkPlan(sort('alphabetical'), { 'b, a\nd, c': 'a, b\nc, d' }, { settings: { captions: { wildcards: true } } })
  })
})
