import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'unbalanced-concepts'
const two = (first: string, second: string): string => `
//- ${first}/{1..6}.png
//- ${first}/{1..6}.txt
lumi, 1girl
//- ${second}/{1..2}.png
//- ${second}/{1..2}.txt
koro, cat
`

describe('unbalanced-concepts', () => {
  it('compares images × repeats', async () => {
    const { problems, root } = await checkDataset(`${two('10_lumi', '10_koro')}! . unbalanced-concepts`, { rule })
    assert.deepEqual(messagesOf(problems), ["'koro' is shown 20 times an epoch, 'lumi' 60 times: images × repeats should be about equal"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 10_koro → 30_koro'])
  })

  it('is content with up to twice as many', async () => {
    await checkDataset(two('10_lumi', '15_koro'), { rule })
  })

  it('takes folders of one trigger together', async () => {
    await checkDataset('//- 1_a/{1..9}.png\n//- 1_a/{1..9}.txt\nlumi, 1girl\n//- 1_b/{1..2}.png\n//- 1_b/{1..2}.txt\nlumi, 1girl', { rule })
  })

  it('leaves regularisation and concepts without trigger apart', async () => {
    await checkDataset('//- img/1_a/{1..2}.png\n//- img/1_a/{1..2}.txt\nlumi, 1girl\n//- reg/1_b/{1..9}.png\n//- reg/1_b/{1..9}.txt\nfoo, 1girl', { rule })
    await checkDataset('//- 1_a/{1..9}.png\n//- 1_a/{1..9}.txt\n1girl\n//- 1_b/{1..2}.png\n//- 1_b/{1..2}.txt\n1boy', { rule })
  })

  it('compares outfits only with each other', async () => {
    await checkDataset(
      `
//- 1_lumi maid/{1..9}.png
//- 1_lumi maid/{1..9}.txt
lumi, lumimaid, 1girl
//- 1_lumi casual/{1..2}.png
//- 1_lumi casual/{1..2}.txt
lumi, lumicasual, 1girl
! . unbalanced-concepts
`,
      { rule },
    )
  })

  it('writes the new name of a declared folder', async () => {
    const declared = `//- taglore.json\n{ "concepts": [{ "name": "koro", "folders": ["10_koro"], "triggers": ["koro"] }] }${two('10_lumi', '10_koro')}! . unbalanced-concepts`
    const { problems } = await checkDataset(declared, { rule })
    assert.deepEqual(problems[0]?.fixes[0]?.setting, { key: 'concepts', value: { name: 'koro', folders: ['30_koro'], triggers: ['koro'] } })
  })

  it('offers no new name that is taken, nor where names are not read', async () => {
    const taken = await checkDataset(`${two('10_lumi', '10_koro')}//- 30_koro/x.png\n! . unbalanced-concepts`, { rule })
    assert.deepEqual(taken.problems[0]?.fixes, [])
    const byFile = await checkDataset(`//- taglore.json\n{ "datasetConfig": "dataset.toml" }${two('10_lumi', '10_koro')}! . unbalanced-concepts`, { rule })
    assert.deepEqual(byFile.problems[0]?.fixes, [])
  })
})
