import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'unpaired-mask'
const set = '//- images/{1..4}.png\n//- images/{1..4}.txt\nlumi\n'

describe('unpaired-mask', () => {
  it('sees an image without mask and a mask without image', async () => {
    const { problems } = await checkDataset(`${set}//- masks/{2..5}.png\n! images/1.png unpaired-mask\n! masks/5.png unpaired-mask`, { rule })
    assert.deepEqual(messagesOf(problems), ["'1.png' has no mask of its name in 'masks': training aborts", "The mask '5.png' in 'masks' has no image: training aborts"])
  })

  it('tells several once', async () => {
    const { problems } = await checkDataset(`${set}//- masks/{1..2}.png\n! images unpaired-mask`, { rule })
    assert.equal(problems[0]?.related.length, 2)
  })

  it('says nothing where each image has its mask, in whatever format', async () => {
    await checkDataset(`${set}//- masks/{1..3}.png\n//- masks/4.webp\nx`, { rule })
  })
})
