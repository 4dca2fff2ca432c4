import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange } from '../check'

const rule = 'orphan-caption'

describe('orphan-caption', () => {
  it('sees a caption without image', async () => {
    const { problems, root } = await checkDataset('//- 5_a/a.png\n//- 5_a/a.txt\nx\n//- 5_a/b.txt\n1girl\n! 5_a/b.txt orphan-caption', { rule })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['delete 5_a/b.txt'])
  })

  it('says nothing of papers, prompts and folders without pairs', async () => {
    await checkDataset(
      `
//- 5_a/a.png
//- 5_a/a.txt
x
//- 5_a/README.txt
about this set
//- 5_a/license.txt
MIT
//- 5_a/test.txt
masterpiece, 1girl --w 512 --h 768 --s 28
//- 6_b/b.png
//- 6_b/c.txt
1girl
`,
      { rule },
    )
  })
})
