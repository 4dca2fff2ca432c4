import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'extreme-aspect'

describe('extreme-aspect', () => {
  it('sees images longer than 1:2, lying and standing', async () => {
    const { problems, root } = await checkDataset('//- 5_a/1.png\n3000x500\n//- 5_a/2.png\n500x1100\n! 5_a/1.png extreme-aspect\n! 5_a/2.png extreme-aspect', { rule, settings: { model: 'sd15' } })
    assert.equal(messagesOf(problems)[0], "'1.png' (3000×500) is longer than 1:2: trained at 1024×256, its short side is too short to learn from; crop it to what matters, or leave it out")
    assert.deepEqual(describeChange(changeOf(problems[0], 'Exclude'), root), ['rename 5_a/1.png → _excluded/5_a/1.png'])
  })

  it('crops to the bucket that keeps most, and puts the original away', async () => {
    const { problems, root } = await checkDataset('//- 5_a/1.png\n3000x500\n//- 5_a/1.txt\nx\n! 5_a/1.png extreme-aspect', { rule, settings: { model: 'sd15' } })
    const { files } = changeOf(problems[0], 'Crop')
    const [made] = files.filter((file) => file.kind === 'transform')
    assert.ok(made)
    const { crop } = made.transform
    // 640×384 is the longest up to 1:2 at 512: 704×320 is longer
    assert.deepEqual([crop, made.to, made.keep], [{ left: 1083, top: 0, width: 833, height: 500 }, `${root}/5_a/1.png`, true])
    assert.deepEqual(files.filter((file) => file.kind === 'rename').map(({ path, to }) => [path, to]), [[`${root}/5_a/1.png`, `${root}/_excluded/5_a/1.png`]])
  })

  it('tells a folder of panoramas once', async () => {
    await checkDataset('//- 5_a/{1..9}.png\n3000x500\n! 5_a extreme-aspect', { rule })
  })

  it('says nothing of 1:2 itself', async () => {
    await checkDataset('//- 5_a/1.png\n1000x2000\n//- 5_a/2.png\n2000x1000\n//- 5_a/3.png', { rule })
  })
})
