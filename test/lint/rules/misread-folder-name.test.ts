import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'misread-folder-name'

describe('misread-folder-name', () => {
  it('sees a text that no caption has, and adds it', async () => {
    const { problems, root } = await checkDataset('//- 5_maria/{1..4}.png\n//- 5_maria/{1..4}.txt\nlumi, 1girl\n! 5_maria misread-folder-name', { rule })
    assert.deepEqual(messagesOf(problems), ["'maria' stands in the folder's name and in no caption of 'maria': with captions the name only tells the repeats, so it is not trained"])
    assert.equal(describeChange(changeOf(problems[0]), root)[0], 'edit 5_maria/1.txt: maria, lumi, 1girl')
  })

  it('is content with one word in one caption, in any tag', async () => {
    await checkDataset('//- 5_maria girl/{1..4}.png\n//- 5_maria girl/{1..4}.txt\nlumi, 1girl', { rule })
    await checkDataset('//- 5_lumi_maid/{1..4}.png\n//- 5_lumi_maid/{1..4}.txt\nmaid headdress', { rule })
  })

  it('says nothing of plain names, where images lack a caption, or of few captions', async () => {
    await checkDataset('//- 5_images/{1..4}.png\n//- 5_images/{1..4}.txt\nlumi', { rule })
    await checkDataset('//- 5/{1..4}.png\n//- 5/{1..4}.txt\nlumi', { rule })
    await checkDataset('//- 5_maria/{1..5}.png\n//- 5_maria/{1..4}.txt\nlumi', { rule })
    await checkDataset('//- 5_maria/{1..3}.png\n//- 5_maria/{1..3}.txt\nlumi', { rule })
  })

  it('sees repeats in the name that a dataset configuration makes void', async () => {
    const toml = (repeats: number): string => `//- dataset.toml\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nnum_repeats = ${repeats}\ncaption_extension = ".txt"\n//- 10_lumi/1.png\n//- 10_lumi/1.txt\nlumi\n`
    const { problems } = await checkDataset(`${toml(2)}! 10_lumi misread-folder-name`, { rule })
    assert.deepEqual(messagesOf(problems), ["'10_lumi' is repeated 2 times, as 'dataset.toml' says: with a dataset configuration the 10 in the name is not read"])
    await checkDataset(toml(10), { rule })
  })
})
