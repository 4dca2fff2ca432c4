import assert from 'node:assert/strict'
import { patternCost } from '../../../server/src/changes/plans/parts/pattern-cost'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import { checkFault, checkPlan, refusalsOf } from './check-plan'

type Args = Extract<RefactoringRequest, { id: 'replace-pattern' }>['args']
const replace = (pattern: string, replacement: string, more: Partial<Args> = {}): RefactoringRequest => ({ id: 'replace-pattern', args: { pattern, replacement, ...more } })

describe('replacing by pattern within tags', () => {
  it('sees one tag at a time, without its weight', async () => {
    await checkPlan(replace('^(\\w+) hair$', '$1-haired'), { 'long hair, (blue hair:1.2), hair': 'long-haired, (blue-haired:1.2), hair' })
    await checkPlan(replace('HAIR', 'fur', { ignoreCase: true }), { 'long hair': 'long fur' })
  })
  it('removes what comes out empty, parts at commas, and repeats nothing', async () => {
    await checkPlan(replace('^bad.*', ''), { 'a, bad anatomy, b': 'a, b' })
    await checkPlan(replace('^long blonde hair$', 'long hair, blonde hair'), { 'a, long blonde hair, blonde hair': 'a, long hair, blonde hair' })
    await checkPlan(replace('\\d+$', ''), { 'a1, a2, a': 'a', 'b1, b2': 'b' })
  })
  it('works in alternatives of a choice', async () => {
    await checkPlan(replace('^red', 'blue'), { '{red hair|x}, {red|y} hair': '{blue hair|x}, {red|y} hair' })
  })
  it('leaves sentences, triggers and kept tags, unless told otherwise', async () => {
    const settings = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['lumi'] }], keep: [{ concept: 'lumi', tags: ['luminous'] }] }
    const text = 'lumi, luminous, lumi hat, A girl called lumi stands in a field of grass.'
    const plan = await checkPlan(replace('lumi', 'x'), { [text]: 'lumi, luminous, x hat, A girl called lumi stands in a field of grass.' }, { settings })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a0.txt locked lumi, luminous'])
    await checkPlan(replace('lumi', 'x', { prose: true, locked: true }), { [text]: 'x, xnous, x hat, A girl called x stands in a field of grass.' }, { settings })
  })
  it('says what is no pattern, and what would come out as no tag', async () => {
    await checkFault(replace('(', ''), /no valid pattern/)
    await checkFault(replace('', 'x'), /Write a pattern/)
    const plan = await checkPlan(replace('^a', '('), { 'a, b': 'a, b' })
    assert.deepEqual(refusalsOf(plan, '/set'), ['1_lumi/a0.txt result a'])
  })

  it('refuses patterns that could take for ever, and long texts for slow ones', async () => {
    for (const pattern of ['(a+)+$', '(a|a)*b', '(a*)*', '(?:a?){30}b', '((a|b)*c?)*d', '(\\w+\\s?)*$']) await checkFault(replace(pattern, ''), /for ever/)
    const long = 'a'.repeat(400)
    const plan = await checkPlan(replace('(?:.*x)(?:.*y)', ''), { [`${long}, zxy`]: long })
    assert.deepEqual(refusalsOf(plan, '/set'), [`1_lumi/a0.txt slow ${long}`])
  })
  it('lets the usual patterns through', () => {
    for (const pattern of ['^long hair$', '.*hair.*', '^(?:red|blue|green)+ eyes$', '(\\w+)_(\\w+)', '\\s{2,}', '[^()]+ \\([^)]+\\)$', '^(?<colour>\\p{L}+) hair', '(?:one|two|three) eyes?', 'a{2}']) {
      assert.ok(patternCost(pattern, 40) < 2e7, pattern)
    }
  })
})
