import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'skipped-image'
const set = '//- 5_a/1.png\n//- 5_a/1.txt\nx\n'

describe('skipped-image', () => {
  it('sees a suffix in mixed case, and renames it', async () => {
    const { problems, root } = await checkDataset(`${set}//- 5_a/2.Png\n! 5_a/2.Png skipped-image`, { rule })
    assert.deepEqual(messagesOf(problems), ["'2.Png' is passed over where case counts (Linux): the trainer looks for suffixes all in lower or all in upper case"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 5_a/2.Png → 5_a/2.png'])
  })

  it('sees kinds that the trainer does not look for, told once each', async () => {
    const { problems } = await checkDataset(`${set}//- 5_a/a{1..3}.gif\nGIF89a\n//- 5_a/b.tiff\nx\n! 5_a skipped-image\n! 5_a/b.tiff skipped-image`, { rule })
    assert.deepEqual(messagesOf(problems), ["3 pictures of 'a' are never trained: the trainer does not look for .gif files", "'b.tiff' is never trained: the trainer does not look for .tiff files"])
    assert.equal(problems[0]?.related.length, 3)
  })

  it('renames what only has another suffix', async () => {
    const { problems, root } = await checkDataset(`${set}//- 5_a/b.jfif\nx\n! 5_a/b.jfif skipped-image`, { rule })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 5_a/b.jfif → 5_a/b.jpg'])
  })

  it('converts what the trainer does not read', async () => {
    const { problems, root } = await checkDataset(`${set}//- 5_a/b.gif\nGIF89a\n! 5_a/b.gif skipped-image`, { rule })
    const [file] = changeOf(problems[0], 'Convert').files
    assert.ok(file?.kind === 'transform')
    assert.deepEqual([file.path, file.to, file.transform.encode], [`${root}/5_a/b.gif`, `${root}/5_a/b.png`, { format: 'png' }])
    const psd = await checkDataset(`${set}//- 5_a/b.psd\nx\n! 5_a/b.psd skipped-image`, { rule })
    assert.deepEqual(psd.problems[0]?.fixes, [])
  })

  it('says what package an optional kind needs, as information', async () => {
    const { problems } = await checkDataset(`${set}//- 5_a/b.avif\nx\n! 5_a/b.avif skipped-image`, { rule })
    assert.equal(problems[0]?.level, 'info')
  })

  it('says nothing of sources beside an image, of hidden files, icons, or all in upper case', async () => {
    await checkDataset(`${set}//- 5_a/1.psd\nx\n//- 5_a/._1.png\nx\n//- 5_a/folder.ico\nx\n//- 5_a/2.PNG\n//- 5_a/2.txt\nx`, { rule })
  })

  it('says nothing where files are listed by name, or for another trainer', async () => {
    await checkDataset('//- metadata.jsonl\n{"file_name": "1.png", "text": "x"}\n//- 1.png\n//- b.gif\nx', { rule })
  })
})
