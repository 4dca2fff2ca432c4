import assert from 'node:assert/strict'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan, refusalsOf } from './check-plan'

const rename = (from: string, to: string): RefactoringRequest => ({ id: 'rename-tag', args: { from, to } })

describe('renaming a tag', () => {
  it('finds all its spellings and touches nothing else', async () => {
    await checkPlan(rename('long hair', 'very long hair'), {
      'lumi,  Long_Hair ,b\r\n': 'lumi,  very long hair ,b\r\n',
      'a, (long hair:1.2), (long_hair, x:0.9)': 'a, (very long hair:1.2), (x:0.9)',
      'lumi ||| long hair;;;b': 'lumi ||| very long hair;;;b',
      'a long hair b, hair': 'a long hair b, hair',
    })
  })

  it('merges onto a tag that is there, which then stands once', async () => {
    await checkPlan(rename('a', 'b'), { 'a, b, c': 'b, c', 'b, a': 'b', 'a, x, a': 'b, x', 'b, a, B': 'b', 'b, b': 'b, b' })
  })

  it('respells where the key is the same', async () => {
    await checkPlan(rename('Long_Hair', 'long hair'), { 'Long_Hair, a': 'long hair, a', 'long_hair, long hair': 'long hair', 'long hair': 'long hair' })
  })

  it('renames in the alternatives of a choice, and says where a choice only makes the tag', async () => {
    const plan = await checkPlan(rename('red hair', 'crimson hair'), {
      '{red hair|blue hair}, a': '{crimson hair|blue hair}, a',
      '{red hair, x|y}': '{crimson hair, x|y}',
      'crimson hair, {red hair|y}': 'crimson hair, {|y}',
      'a, {red|blue} hair': 'a, {red|blue} hair',
    })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a3.txt wildcard {red|blue} hair'])
  })

  it('takes each line as a caption of its own', async () => {
    await checkPlan(rename('a', 'b'), { 'a, c\nb, a\n': 'b, c\nb\n' })
  })

  it('says which files it cannot edit, and what is no tag', async () => {
    const plan = await checkPlan(rename('a', 'b'), { a: 'b' })
    assert.deepEqual(plan.refusals, [])
    await checkFault(rename('a', 'b, c'), /more than one tag/)
    await checkFault(rename('a', ' '), /Write the tag/)
    await checkFault(rename('a', '(b'), /not closed/)
    await checkFault(rename('a', '{b'), /not closed/)
    await checkFault(rename('a', 'b ||| c'), /more than one tag/)
  })
})
