import assert from 'node:assert/strict'
import { samplesOf, type PlanScope } from '../../../server/src/changes/plans/parts/scope'
import { describeRefusal, type RefusalKind } from '../../../server/src/changes/plans/parts/refusal'
import { formatMessage } from '../../../server/src/base/message'
import { relativePath } from '../../../server/src/base/path'
import { openDataset } from '../../support/world'
import { planOf, refusalsOf } from './check-plan'

const SET = `
//- 1_lumi/a.png
//- 1_lumi/a.txt
lumi, smile
//- 1_lumi/b.png
//- 1_lumi/b.txt
lumi
//- 1_lumi/c.png
//- 2_koro/d.png
//- 2_koro/d.txt
koro, smile
//- 2_koro/orphan.txt
koro
`

async function checkScope(scope: PlanScope, expected: readonly string[]): Promise<void> {
  const { dataset, root } = await openDataset(SET)
  const answer = samplesOf(dataset, scope)
  assert.ok('samples' in answer)
  assert.deepEqual(answer.samples.map(({ id }) => relativePath(root, id)), expected)
}

describe('the scope of a refactoring', () => {
  it('is a caption, a choice of files and folders, a concept, what a query finds, or everything', async () => {
    await checkScope({ kind: 'dataset' }, ['1_lumi/a', '1_lumi/b', '1_lumi/c', '2_koro/d', '2_koro/orphan'])
    await checkScope({ kind: 'caption', path: '/set/1_lumi/a.txt' }, ['1_lumi/a'])
    await checkScope({ kind: 'caption', path: '/set/1_lumi/c.txt' }, ['1_lumi/c'])
    await checkScope({ kind: 'caption', path: '/elsewhere/c.txt' }, [])
    await checkScope({ kind: 'selection', paths: ['/set/2_koro', '/set/1_lumi/a.png', '/set/1_lumi/a.txt'] }, ['1_lumi/a', '2_koro/d', '2_koro/orphan'])
    await checkScope({ kind: 'concept', name: 'koro' }, ['2_koro/d', '2_koro/orphan'])
    await checkScope({ kind: 'filter', query: 'tag:smile' }, ['1_lumi/a', '2_koro/d'])
    await checkScope({ kind: 'filter', query: 'tag:smile', within: { kind: 'concept', name: 'lumi' } }, ['1_lumi/a'])
  })

  it('says where a query is wrong', async () => {
    const { dataset } = await openDataset(SET)
    assert.ok('error' in samplesOf(dataset, { kind: 'filter', query: 'tag:(' }))
    assert.ok('error' in samplesOf(dataset, { kind: 'filter', query: '', within: { kind: 'filter', query: 'NOT' } }))
  })

  it('limits what is planned', async () => {
    const { dataset } = await openDataset(SET)
    const answer = samplesOf(dataset, { kind: 'concept', name: 'lumi' })
    assert.ok('samples' in answer)
    const plan = planOf(dataset, { id: 'remove-tags', args: { tags: ['smile'] } }, {}, answer.samples)
    assert.deepEqual(plan.change.files.map(({ path }) => path), ['/set/1_lumi/a.txt'])
  })
})

describe('what a plan leaves alone', () => {
  it('names files that cannot be edited', async () => {
    const { dataset, root } = await openDataset(new Map<string, string | Uint8Array>([['1_a/x.png', ''], ['1_a/x.txt', new Uint8Array([0xff, 0xfe, 0xfa])], ['1_a/y.png', ''], ['1_a/y.txt', 'a']]))
    const plan = planOf(dataset, { id: 'remove-tags', args: { tags: ['a'] } })
    assert.deepEqual(refusalsOf(plan, root), ['1_a/x.txt fault'])
    assert.equal(plan.change.files.length, 1)
  })

  it('has words for every kind', () => {
    const kinds: readonly RefusalKind[] = ['fault', 'no-caption', 'locked', 'wildcard', 'weighted', 'slow', 'markup', 'result']
    const texts = kinds.map((kind) => formatMessage(describeRefusal({ path: '/a', kind, tags: ['x'] })))
    assert.equal(new Set(texts).size, kinds.length)
  })
})
