import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange } from '../check'

const rule = 'wavering-tag'

describe('wavering-tag', () => {
  it('sees a trait of a character that alternates', async () => {
    const { problems, root } = await checkDataset(
      `
//- 5_lumi/{1..8}.png
//- 5_lumi/{1..5}.txt
lumi, 1girl, solo, blue eyes
//- 5_lumi/{6..8}.txt
lumi, 1girl, solo, aqua eyes
! 5_lumi wavering-tag
`,
      { rule },
    )
    assert.deepEqual(describeChange(changeOf(problems[0]), root), [6, 7, 8].map((at) => `edit 5_lumi/${at}.txt: lumi, 1girl, solo, blue eyes`))
  })

  it('says nothing of a tag that slipped in once or twice', async () => {
    await checkDataset('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..6}.txt\nlumi, 1girl, blue eyes\n//- 5_lumi/{7..8}.txt\nlumi, 1girl, aqua eyes', { rule })
  })

  it('says nothing of framing that changes from picture to picture', async () => {
    await checkDataset('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..4}.txt\nlumi, 1girl, portrait\n//- 5_lumi/{5..8}.txt\nlumi, 1girl, upper body', { rule })
  })

  it('says nothing of a style with many characters', async () => {
    await checkDataset('//- 5_x/{1..8}.png\n//- 5_x/{1..4}.txt\n1girl, blue eyes\n//- 5_x/{5..8}.txt\n1girl, aqua eyes', { rule, settings: { goal: 'style' } })
  })
})
