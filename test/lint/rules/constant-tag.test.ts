import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'constant-tag'

describe('constant-tag', () => {
  it('sees a trait in most captions of a character', async () => {
    const { problems, root } = await checkDataset(
      `
//- 5_lumi/{1..10}.png
//- 5_lumi/{1..7}.txt
lumi, 1girl, solo, blue eyes, smile, white background, white shirt
//- 5_lumi/{8..10}.txt
lumi, 1girl, solo, closed eyes, white background, white shirt
! 5_lumi constant-tag
`,
      { rule },
    )
    assert.deepEqual(messagesOf(problems), ["'blue eyes' stands in 70 % of the captions of 'lumi': it will not be separable from 'lumi'"])
    assert.equal(describeChange(changeOf(problems[0]), root)[0], 'edit 5_lumi/1.txt: lumi, 1girl, solo, smile, white background, white shirt')
    assert.deepEqual(problems[0]?.fixes[1]?.setting, { key: 'keep', value: { concept: 'lumi', tags: ['blue eyes'] } })
  })

  it('sees the trait in a merged phrase', async () => {
    await checkDataset('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..8}.txt\nlumi, 1girl, long blonde hair\n! 5_lumi constant-tag', { rule })
  })

  it('sees what one outfit has and its siblings lack', async () => {
    await checkDataset(
      `
//- 5_lumi maid/{1..8}.png
//- 5_lumi maid/{1..8}.txt
lumi, lumimaid, 1girl, apron, shirt
//- 5_lumi casual/{1..8}.png
//- 5_lumi casual/{1..8}.txt
lumi, lumicasual, 1girl, shirt
! 5_lumi maid constant-tag
`,
      { rule },
    )
  })

  it('sees the medium of a style', async () => {
    await checkDataset('//- 5_x/{1..8}.png\n//- 5_x/{1..8}.txt\n1girl, blonde hair, watercolor (medium)\n! 5_x constant-tag', { rule, settings: { goal: 'style' } })
  })

  it('says nothing of less than eight captions', async () => {
    await checkDataset('//- 5_lumi/{1..7}.png\n//- 5_lumi/{1..7}.txt\nlumi, 1girl, blue eyes', { rule })
  })

  it('says nothing without a trigger', async () => {
    await checkDataset('//- 5_x/{1..8}.png\n//- 5_x/{1..8}.txt\n1girl, blue eyes', { rule })
  })

  it('says nothing where tags are kept on purpose', async () => {
    const captions = '//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..8}.txt\nlumi, 1girl, blue eyes'
    await checkDataset(`//- taglore.json\n{ "keep": [{ "concept": "lumi", "tags": ["blue eyes"] }] }\n${captions}`, { rule })
    await checkDataset(`//- taglore.json\n{ "concepts": [{ "name": "lumi", "folders": ["5_lumi"], "triggers": ["lumi"], "strategy": "keep" }] }\n${captions}`, { rule })
  })

  it('takes its thresholds from the settings', async () => {
    const captions = '//- 5_lumi/{1..10}.png\n//- 5_lumi/{1..7}.txt\nlumi, 1girl, blue eyes\n//- 5_lumi/{8..10}.txt\nlumi, 1girl'
    await checkDataset(captions, { rule, settings: { rules: { 'constant-tag': ['info', { identity: 0.8 }] } } })
  })
})
