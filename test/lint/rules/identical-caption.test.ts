import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'identical-caption'
const TAGS = 'lumi, 1girl, solo, long hair, blonde hair, smile, outdoors, day'

describe('identical-caption', () => {
  it('sees two', async () => {
    const { problems } = await checkDataset(`//- 5_a/{1..2}.png\n//- 5_a/{1..2}.txt\n${TAGS}\n! . identical-caption`, { rule })
    assert.deepEqual(messagesOf(problems), ["'5_a/1.txt' and '5_a/2.txt' have the same caption"])
    assert.equal(problems[0]?.related.length, 2)
  })
  it('tells a group once, whatever the spelling', () => checkDataset(`//- 5_a/{1..3}.png\n//- 5_a/{1..2}.txt\n${TAGS}\n//- 5_a/3.txt\n${TAGS.replaceAll(' hair', '_hair')}\n! . identical-caption`, { rule }))
  it('tells many groups together', () => {
    const groups = Array.from({ length: 11 }, (_, at) => `//- 5_a/${at}a.png\n//- 5_a/${at}b.png\n//- 5_a/${at}a.txt\n${TAGS}, extra ${at}\n//- 5_a/${at}b.txt\n${TAGS}, extra ${at}\n`)
    return checkDataset(`${groups.join('')}! . identical-caption`, { rule })
  })
  it('says nothing of another order', () => checkDataset(`//- 5_a/{1..2}.png\n//- 5_a/1.txt\n${TAGS}\n//- 5_a/2.txt\nsmile, ${TAGS.replace(', smile', '')}`, { rule }))
  it('says nothing of short captions', () => checkDataset('//- 5_a/{1..2}.png\n//- 5_a/{1..2}.txt\nlumi, 1girl, solo', { rule }))
  it('says nothing of images that share one caption', () => checkDataset(`//- 5_a/1.png\n//- 5_a/1.jpg\n//- 5_a/1.txt\n${TAGS}`, { rule }))
  it('says nothing of regularisation images', () => checkDataset(`//- taglore.json\n{"concepts":[{"name":"a","folders":["5_a"],"regularization":true}]}\n//- 5_a/{1..2}.png\n//- 5_a/{1..2}.txt\n${TAGS}`, { rule }))
})
