import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'small-image'
const sd15 = { settings: { model: 'sd15' }, rule }

describe('small-image', () => {
  it('warns of an image that is enlarged more than twice, and excludes it with what belongs to it', async () => {
    const { problems, root } = await checkDataset('//- 5_a/1.png\n200x200\n//- 5_a/1.txt\nx\n//- 5_a/1_mask.png\n//- 5_a/2.png\n512x512\n! 5_a/1.png small-image', sd15)
    assert.deepEqual(messagesOf(problems), ["'1.png' (200×200) is enlarged 2.6 times for its bucket of 512×512: it smears; upscale it with a tool made for that, or leave it out"])
    assert.equal(problems[0]?.level, 'warning')
    assert.deepEqual(describeChange(changeOf(problems[0], 'Exclude'), root), [
      'rename 5_a/1.png → _excluded/5_a/1.png',
      'rename 5_a/1.txt → _excluded/5_a/1.txt',
      'rename 5_a/1_mask.png → _excluded/5_a/1_mask.png',
    ])
  })

  it('takes another number where an earlier exclusion has the name', async () => {
    const { problems, root } = await checkDataset('//- 5_a/1.png\n200x200\n//- _excluded/5_a/1.png\n! 5_a/1.png small-image', sd15)
    assert.deepEqual(describeChange(changeOf(problems[0], 'Exclude'), root), ['rename 5_a/1.png → _excluded/5_a/1 (2).png'])
  })

  it('tells all that are enlarged less in one row of information', async () => {
    const { problems } = await checkDataset('//- 5_a/{1..3}.png\n400x400\n//- 5_b/1.png\n300x400\n! . small-image', sd15)
    assert.deepEqual(problems.map(({ level, related }) => [level, related.length]), [['info', 4]])
    assert.deepEqual(messagesOf(problems), ['4 images are a little smaller than their buckets at 512×512 and are enlarged, up to 1.5 times'])
  })

  it('tells a folder of small images once', async () => {
    const { problems } = await checkDataset('//- 5_a/{1..9}.png\n100x100\n! 5_a small-image', sd15)
    assert.equal(problems[0]?.related.length, 9)
  })

  it('says nothing without enlarging, of a pixel too few, of exact sizes, or of regularisation', async () => {
    await checkDataset('//- 5_a/1.png\n200x200', { rule, settings: { model: 'sd15', buckets: { noUpscale: true } } })
    await checkDataset('//- img/5_a/1.png\n510x511\n//- img/5_a/2.png\n512x512\n//- img/5_a/3.png\n2000x3000\n//- reg/1_b/1.png\n64x64', sd15)
  })
})
