import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'borrowed-caption'
const lent = '//- 5_lumi/lumi.png\n//- 5_lumi/lumi.txt\nlumi, 1girl\n'

describe('borrowed-caption', () => {
  it('sees an image that reads the caption of another by the face-crop rule', async () => {
    const { problems, root } = await checkDataset(`${lent}//- 5_lumi/lumi_01_2_3_4.png\n! 5_lumi/lumi_01_2_3_4.png borrowed-caption`, { rule })
    assert.deepEqual(messagesOf(problems), ["'lumi_01_2_3_4.png' has no caption and reads that of another image, 'lumi.txt': the trainer drops the last four parts of its name, as those of a face crop"])
    assert.deepEqual(describeChange(changeOf(problems[0], 'Copy'), root), ['create 5_lumi/lumi_01_2_3_4.txt: lumi, 1girl'])
    assert.deepEqual(describeChange(changeOf(problems[0], 'Rename'), root), ['rename 5_lumi/lumi_01_2_3_4.png → 5_lumi/lumi-01-2-3-4.png'])
  })

  it('moves the cached latents along', async () => {
    const { problems, root } = await checkDataset(`${lent}//- 5_lumi/lumi_01_2_3_4.png\n//- 5_lumi/lumi_01_2_3_4_0064x0064_sdxl.npz\nx\n! 5_lumi/lumi_01_2_3_4.png borrowed-caption`, { rule })
    assert.deepEqual(describeChange(changeOf(problems[0], 'Rename'), root), [
      'rename 5_lumi/lumi_01_2_3_4.png → 5_lumi/lumi-01-2-3-4.png',
      'rename 5_lumi/lumi_01_2_3_4_0064x0064_sdxl.npz → 5_lumi/lumi-01-2-3-4_0064x0064_sdxl.npz',
    ])
  })

  it('sees a caption that belongs to no image of its own', async () => {
    const orphan = '//- 5_lumi/lumi.txt\nlumi, 1girl\n//- 5_lumi/lumi_1_2_3_4.png\n'
    await checkDataset(`${orphan}! 5_lumi/lumi_1_2_3_4.png borrowed-caption`, { rule })
    // it is trained, so it is no orphan, and the image is not trained with the folder's text
    await checkDataset(orphan, { rule: 'orphan-caption' })
    await checkDataset(orphan, { rule: 'missing-caption' })
  })

  it('tells once what most of a folder does', async () => {
    const { problems } = await checkDataset(`${lent}//- 5_lumi/lumi_{1..9}_2_3_4.png\n! 5_lumi borrowed-caption`, { rule })
    assert.equal(problems[0]?.related.length, 9)
    assert.equal(changeOf(problems[0]).files.length, 9)
  })

  it('says nothing of an image with a caption, of fewer parts, or where no such caption is', async () => {
    await checkDataset(`${lent}//- 5_lumi/lumi_01_2_3_4.png\n//- 5_lumi/lumi_01_2_3_4.txt\nlumi`, { rule })
    await checkDataset(`${lent}//- 5_lumi/lumi_1_2_3.png`, { rule })
    await checkDataset(`${lent}//- 5_lumi/koro_1_2_3_4.png`, { rule })
  })
})
