import assert from 'node:assert/strict'
import { planInSlices } from '../../server/src/changes/plan-in-slices'
import { planRefactoring, type RefactoringRequest } from '../../server/src/changes/plans/index'
import { planSettingsAdditions } from '../../server/src/changes/settings-additions'
import { say } from '../../server/src/base/message'
import { applySpanEdits } from '../../server/src/base/span'
import { smallKnowledge } from '../support/vocabulary'
import { datasetOf } from './plans/check-plan'

const REQUESTS: readonly RefactoringRequest[] = [
  { id: 'rename-tag', args: { from: 'solo', to: 'alone' } },
  { id: 'sort-tags', args: { by: 'frequency' } },
  { id: 'unify-spelling', args: {} },
  { id: 'set-trigger', args: { concept: 'lumi', trigger: 'lumiya' } },
  { id: 'remove-tags', args: { tags: ['smile', 'red hair'] } },
]

describe('planning in slices', () => {
  it('gives what planning at once gives', async () => {
    const dataset = await datasetOf(Array.from({ length: 130 }, (_, at) => (at % 7 === 0 ? '{red|blue} hair, solo' : `lumi, ${at % 3 === 0 ? 'smile, ' : ''}long_hair, tag ${at}, solo`)))
    const world = { dataset, knowledge: smallKnowledge }
    const samples = [...dataset.samples.values()]
    for (const request of REQUESTS) assert.deepEqual(await planInSlices(request, world, samples), planRefactoring(request, world, samples), request.id)
  })

  it('pauses, tells how far it is, and stops when it is told to', async () => {
    const dataset = await datasetOf(Array.from({ length: 230 }, () => 'solo'))
    const world = { dataset, knowledge: smallKnowledge }
    const seen: string[] = []
    await planInSlices(REQUESTS[0]!, world, [...dataset.samples.values()], { onProgress: (done, total) => seen.push(`${done}/${total}`) })
    assert.deepEqual(seen, ['50/230', '100/230', '150/230', '200/230'])
    const breathe = (): Promise<void> => Promise.reject(new Error('stop'))
    await assert.rejects(planInSlices(REQUESTS[0]!, world, [...dataset.samples.values()], { breathe }), /stop/)
  })

  it('of nothing still says what is wrong with the arguments', async () => {
    const dataset = await datasetOf([])
    assert.ok('fault' in (await planInSlices({ id: 'rename-tag', args: { from: 'a', to: 'b, c' } }, { dataset, knowledge: smallKnowledge }, [])))
  })
})

describe('several additions to taglore.json', () => {
  const additions = [
    { key: 'words', value: 'zzyzx' },
    { key: 'concepts', value: { name: 'lumi', triggers: ['lumi'] } },
  ] as const
  it('are one edit of the file as it is', () => {
    const text = '{\n  // mine\n  "words": ["a"],\n  "goal": "style"\n}\n'
    const file = planSettingsAdditions(say`x`, '/t.json', text, additions)?.files[0]
    assert.ok(file?.kind === 'edit')
    const after = applySpanEdits(text, file.edits)
    assert.match(after, /\/\/ mine/)
    assert.deepEqual(JSON.parse(after.replace('// mine', '')), { words: ['a', 'zzyzx'], goal: 'style', concepts: [{ name: 'lumi', triggers: ['lumi'] }] })
  })
  it('make the file where there is none, and nothing of a broken one', () => {
    const file = planSettingsAdditions(say`x`, '/t.json', undefined, additions)?.files[0]
    assert.deepEqual(file?.kind === 'create' && JSON.parse(file.text), { words: ['zzyzx'], concepts: [{ name: 'lumi', triggers: ['lumi'] }] })
    assert.equal(planSettingsAdditions(say`x`, '/t.json', '{', additions), undefined)
    assert.deepEqual(planSettingsAdditions(say`x`, '/t.json', '{"words":["zzyzx"]}', additions.slice(0, 1))?.files, [])
  })
})
