import assert from 'node:assert/strict'
import { changeOf, checkDataset, checkFix, checkLint, describeChange, fixedBy } from '../check'

const rule = 'empty-caption'

describe('empty-caption', () => {
  it('is an error for a file of 0 bytes, on which training stops', () => {
    const [problem] = checkLint('! empty-caption\n', { rule })
    assert.equal(problem?.level, 'error')
  })

  it('is a warning for blanks', () => {
    const [problem] = checkLint('  \n! empty-caption', { rule })
    assert.equal(problem?.level, 'warning')
  })

  it('is a warning for a blank first line', () => {
    checkLint('\n! empty-caption\n1girl', { rule })
    checkFix('\n\n1girl, solo', '1girl, solo', rule)
  })

  it('says nothing of blank lines where wildcards are on', () => checkLint('\n1girl', { rule, settings: { captions: { wildcards: true } } }))
  it('says nothing of a caption with text', () => checkLint('1girl', { rule }))

  it('offers the text of the folder, or to delete the file', async () => {
    const { problems, root } = await checkDataset(
      `
//- 10_lumi girl/a.png
//- 10_lumi girl/a.txt
//- 10_lumi girl/b.png
//- 10_lumi girl/b.txt
lumi, 1girl
! 10_lumi girl/a.txt empty-caption
`,
      { rule },
    )
    assert.equal(fixedBy('', problems[0], 'Fill in'), 'lumi girl')
    assert.deepEqual(describeChange(changeOf(problems[0], 'Delete'), root), ['delete 10_lumi girl/a.txt'])
  })

  it('leaves a caption without image to its own rule', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n//- 1_a/b.txt\n', { rule })
  })
})
