import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, fixedBy, messagesOf } from '../check'

const rule = 'missing-trigger'

describe('missing-trigger', () => {
  it('sees the one caption without the inferred trigger', async () => {
    const { problems } = await checkDataset(
      `
//- 10_lumi girl/{1..6}.png
//- 10_lumi girl/{1..5}.txt
lumi, 1girl, solo
//- 10_lumi girl/6.txt
1girl, smile
^^^^^ missing-trigger
`,
      { rule },
    )
    assert.deepEqual(messagesOf(problems), ["The trigger 'lumi' of 'lumi girl' is missing"])
    assert.equal(fixedBy('1girl, smile', problems[0], 'Insert'), 'lumi, 1girl, smile')
    assert.equal(problems[0]?.fixes.some((fix) => fix.safe), false)
  })

  it('takes a trigger within a sentence, a phrase or a choice', async () => {
    await checkDataset(
      `
//- taglore.json
{ "concepts": [{ "name": "lumi", "folders": ["10_lumi"], "triggers": ["lumi"] }] }
//- 10_lumi/{1..4}.png
//- 10_lumi/1.txt
A photo of Lumi, who stands in a field of flowers.
//- 10_lumi/2.txt
lumi smiling, 1girl
//- 10_lumi/3.txt
{lumi|lumi girl}, 1girl
//- 10_lumi/4.txt
一张lumi的照片，在花田里。
`,
      { rule },
    )
  })

  it('does not take a longer word for the trigger', async () => {
    await checkDataset(
      `
//- taglore.json
{ "concepts": [{ "name": "lumi", "folders": ["10_lumi"], "triggers": ["lumi"] }] }
//- 10_lumi/{1..2}.png
//- 10_lumi/1.txt
lumi, 1girl
//- 10_lumi/2.txt
luminous, 1girl
^^^^^^^^ missing-trigger
`,
      { rule },
    )
  })

  it('tells a trigger that nearly all captions lack once', async () => {
    const { problems, root } = await checkDataset(
      `
//- taglore.json
{ "concepts": [{ "name": "lumi", "folders": ["10_lumi"], "triggers": ["lumi"] }] }
//- 10_lumi/{1..5}.png
//- 10_lumi/1.txt
1girl, smile
^^^^^ missing-trigger
//- 10_lumi/{2..5}.txt
1girl
`,
      { rule },
    )
    assert.deepEqual(messagesOf(problems), ["5 of 5 captions of 'lumi' do not carry its trigger 'lumi'"])
    assert.equal(describeChange(changeOf(problems[0]), root).length, 5)
  })

  it('says nothing of empty captions, of regularisation, and where there is no trigger', async () => {
    await checkDataset('//- 10_lumi/{1..6}.png\n//- 10_lumi/{1..5}.txt\nlumi, 1girl\n//- 10_lumi/6.txt\n', { rule })
    await checkDataset('//- img/10_a/{1..6}.png\n//- img/10_a/{1..6}.txt\n1girl, solo\n//- reg/1_girl/{1..6}.png\n//- reg/1_girl/{1..5}.txt\nfoo, 1girl\n//- reg/1_girl/6.txt\n1girl', { rule })
  })

  it('is left alone on purpose', async () => {
    await checkDataset(
      `
//- taglore.json
{ "ignore": [{ "rule": "missing-trigger", "files": "10_lumi/6.txt", "tag": "lumi" }] }
//- 10_lumi/{1..6}.png
//- 10_lumi/{1..5}.txt
lumi, 1girl
//- 10_lumi/6.txt
1girl
`,
      { rule },
    )
  })
})
