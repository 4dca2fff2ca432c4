import assert from 'node:assert/strict'
import { identitySheet } from '../../../server/src/changes/identity-sheet'
import type { RefactoringRequest } from '../../../server/src/changes/plans/index'
import type { SheetAction } from '../../../server/src/changes/plans/edit-concept'
import { relativePath } from '../../../server/src/base/path'
import { describeChange } from '../../lint/check'
import { smallKnowledge } from '../../support/vocabulary'
import { openDataset } from '../../support/world'
import { checkFault, planOf } from './check-plan'

const edit = (...actions: SheetAction[]): RefactoringRequest => ({ id: 'edit-concept', args: { concept: 'lumi dress', actions } })

const LUMI = `
//- 2_lumi dress/{1..4}.png
//- 2_lumi dress/1.txt
lumi, lumidress, 1girl, long hair, blonde hair, white shirt, smile
//- 2_lumi dress/2.txt
lumi, lumidress, 1girl, long_hair, blonde hair, white shirt, outdoors
//- 2_lumi dress/3.txt
lumi, lumidress, 1girl, long hair, grey hair, white shirt, my thing
//- 2_lumi dress/4.txt
//- 2_lumi casual/{5..6}.png
//- 2_lumi casual/5.txt
lumi, lumicasual, 1girl, long hair, blonde hair, hat, upper body
//- 2_lumi casual/6.txt
lumi, lumicasual, 1girl, blonde hair, hat, boots
//- 1_koro/{7..8}.png
//- 1_koro/{7..8}.txt
koro, dog, hat
`

describe('the identity sheet', () => {
  it('tells what the captions of a concept and its outfits say, by parts of the picture', async () => {
    const { dataset, root } = await openDataset(LUMI)
    const concept = dataset.concepts().find(({ name }) => name === 'lumi dress')
    assert.ok(concept)
    const sheet = identitySheet(dataset, concept, smallKnowledge)
    assert.equal(sheet.captions, 5)
    const rows = sheet.sections.map(({ id, rows }) => `${id}: ${rows.map((row) => `${row.text} ${row.captions}${row.trigger ? '!' : ''}`).join(', ')}`)
    assert.deepEqual(rows, [
      'persons: 1girl 5',
      'hair: blonde hair 4, long hair 4, grey hair 1',
      'clothes: white shirt 3, boots 1',
      'pose: smile 1',
      'background: hat 2, outdoors 1, upper body 1',
      'other: lumi 5!, lumidress 3!, lumicasual 2!, my thing 1',
    ])
    const long = sheet.sections.flatMap((section) => section.rows).find((row) => row.key === 'long hair')
    assert.deepEqual([long?.share, long?.without.map((id) => relativePath(root, id))], [0.8, ['2_lumi casual/6']])
    assert.deepEqual(sheet.outfits.map(({ name, trigger, captions, apart }) => [name, trigger, captions, apart.map(({ text, share, elsewhere }) => `${text} ${share} ${elsewhere}`)]), [
      ['lumi casual', 'lumicasual', 2, ['hat 1 0', 'boots 0.5 0', 'upper body 0.5 0']],
      ['lumi dress', 'lumidress', 3, ['white shirt 1 0']],
    ])
    const few = identitySheet(dataset, concept, smallKnowledge, 1).sections[0]?.rows[0]
    assert.deepEqual([few?.with.length, few?.captions], [1, 5])
  })

  it('collects everything into one plan, one edit list a file', async () => {
    const { dataset, root } = await openDataset(LUMI)
    const request = edit(
      { kind: 'bake', tag: 'blonde hair' },
      { kind: 'bake', tag: 'hat', folder: `${root}/2_lumi casual` },
      { kind: 'unify', tags: ['long hair'], to: 'very long hair' },
      { kind: 'rename', tag: 'grey hair', to: 'white hair' },
      { kind: 'add', tag: 'solo', at: { after: '1girl' } },
      { kind: 'keep', tag: 'smile' },
      { kind: 'keep', tag: 'boots', folder: `${root}/2_lumi casual` },
    )
    const plan = planOf(dataset, request)
    assert.deepEqual(describeChange(plan.change, root), [
      'edit 2_lumi casual/5.txt: lumi, lumicasual, 1girl, solo, very long hair, upper body',
      'edit 2_lumi casual/6.txt: lumi, lumicasual, 1girl, solo, boots',
      'edit 2_lumi dress/1.txt: lumi, lumidress, 1girl, solo, very long hair, white shirt, smile',
      'edit 2_lumi dress/2.txt: lumi, lumidress, 1girl, solo, very long hair, white shirt, outdoors',
      'edit 2_lumi dress/3.txt: lumi, lumidress, 1girl, solo, very long hair, white hair, white shirt, my thing',
    ])
    assert.deepEqual(plan.settings, [
      { key: 'keep', value: { concept: 'lumi casual', tags: ['smile', 'boots'] } },
      { key: 'keep', value: { concept: 'lumi dress', tags: ['smile'] } },
    ])
  })

  it('needs decisions about a concept that is there', async () => {
    await checkFault(edit({ kind: 'bake', tag: 'a' }), /no concept/)
    const { dataset } = await openDataset(LUMI)
    assert.throws(() => planOf(dataset, edit()), /Nothing is chosen/)
    assert.throws(() => planOf(dataset, edit({ kind: 'rename', tag: 'a', to: '' })), /Write the tag/)
  })
})
