import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'ignored-folder'
const set = '//- 5_lumi/1.png\n//- 5_lumi/1.txt\nlumi\n'

describe('ignored-folder', () => {
  it('sees a folder without repeats, and gives it those of the others', async () => {
    const { problems, root } = await checkDataset(`${set}//- koro/{1..3}.png\n! koro ignored-folder`, { rule })
    assert.deepEqual(messagesOf(problems), ["The 3 images in 'koro' are not trained: the folder's name must begin with its repeats, such as '10_'"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename koro → 5_koro'])
  })

  it('does not write a number twice', async () => {
    const { problems, root } = await checkDataset(`${set}//- 10 koro/1.png\n! 10 koro ignored-folder`, { rule })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 10 koro → 5_koro'])
  })

  it('sees repeats of zero and folders within a folder', async () => {
    const { problems, root } = await checkDataset(`${set}//- 0_koro/1.png\n//- 5_lumi/more/1.png\n! 0_koro ignored-folder\n! 5_lumi/more ignored-folder`, { rule })
    assert.deepEqual(problems.flatMap((problem) => describeChange(changeOf(problem), root)), ['rename 0_koro → 5_koro', 'rename 5_lumi/more → 5_more'])
  })

  it('looks into the folders of a graphical trainer', async () => {
    await checkDataset('//- img/5_lumi/1.png\n//- img/5_lumi/1.txt\nlumi\n//- img/koro/1.png\n//- reg/1_girl/1.png\n! img/koro ignored-folder', { rule })
  })

  it('says nothing of what is put aside, of folders without images, or of other layouts', async () => {
    await checkDataset(`${set}//- _excluded/1.png\n//- sample/1.png\n//- log/1.png\n//- reg/1.png\n//- raw images/1.png\n//- output_v1/1.png\n//- notes/a.txt\nx\n//- 5_lumi/masks/1.png`, { rule })
    await checkDataset('//- lumi/1.png\n//- lumi/1.txt\nx\n//- koro/1.png', { rule })
  })

  it('offers no name that is taken', async () => {
    const { problems } = await checkDataset(`${set}//- lumi/1.png\n! lumi ignored-folder`, { rule })
    assert.deepEqual(problems[0]?.fixes, [])
  })
})
