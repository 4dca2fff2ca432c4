import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'missing-caption'

describe('missing-caption', () => {
  it('sees an image without caption, and drafts one', async () => {
    const { problems, root } = await checkDataset(
      `
//- 5_lumi girl/{1..4}.png
//- 5_lumi girl/{1..3}.txt
lumi, 1girl, smile, blonde hair
! 5_lumi girl/4.png missing-caption
`,
      { rule },
    )
    assert.deepEqual(messagesOf(problems), ["'4.png' has no caption: it is trained with the folder's text 'lumi girl'"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['create 5_lumi girl/4.txt: lumi, 1girl, smile, blonde hair\n'])
  })

  it('tells a folder without any caption once', async () => {
    const { problems, root } = await checkDataset('//- 5_lumi girl/{1..3}.png\n! 5_lumi girl missing-caption', { rule })
    assert.equal(problems[0]?.related.length, 3)
    assert.deepEqual(describeChange(changeOf(problems[0]), root)[0], 'create 5_lumi girl/1.txt: lumi girl\n')
  })

  it('compares stems in NFC', async () => {
    await checkDataset(`//- 5_a/${'é'.normalize('NFD')}.png\n//- 5_a/${'é'.normalize('NFC')}.txt\nx`, { rule })
  })

  it('looks for the extension in force', async () => {
    await checkDataset('//- taglore.json\n{ "captions": { "extension": "caption" } }\n//- 5_a/a.png\n//- 5_a/a.caption\nx', { rule })
  })

  it('says nothing where every image has one', async () => {
    await checkDataset('//- 5_a/a.png\n//- 5_a/a.txt\nx', { rule })
  })
})
