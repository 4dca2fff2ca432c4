import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'shared-stem'

describe('shared-stem', () => {
  it('sees two images of one name, and gives one a name and a caption of its own', async () => {
    const { problems, root } = await checkDataset('//- 5_a/a.jpg\n//- 5_a/a.png\n//- 5_a/a.txt\nlumi, 1girl\n! 5_a/a.png shared-stem', { rule })
    assert.deepEqual(messagesOf(problems), ["'a.jpg' and 'a.png' have one name, and so one caption and one file of cached latents"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['create 5_a/a-png.txt: lumi, 1girl', 'rename 5_a/a.png → 5_a/a-png.png'])
  })

  it('takes no name that is there', async () => {
    const { problems, root } = await checkDataset('//- 5_a/a.jpg\n//- 5_a/a.png\n//- 5_a/a-png.webp\n! 5_a/a.png shared-stem', { rule })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 5_a/a.png → 5_a/a-png-2.png'])
  })

  it('says nothing of one image, of other folders, or of a picture that is never trained', async () => {
    await checkDataset('//- 5_a/a.jpg\n//- 5_b/a.png\n//- 5_a/b.png\n//- 5_a/b.psd\nx', { rule })
  })
})
