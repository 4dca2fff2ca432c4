import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'unused-regularization'
const set = (repeats: number, reg: number): string => `//- img/${repeats}_lumi/{1..5}.png\n//- img/${repeats}_lumi/{1..5}.txt\nlumi\n//- reg/1_girl/{1..${reg}}.png\n`

describe('unused-regularization', () => {
  it('counts what an epoch does not reach', async () => {
    const { problems } = await checkDataset(`${set(2, 15)}! reg/1_girl unused-regularization`, { rule })
    assert.deepEqual(messagesOf(problems), ['5 of 15 regularisation images are never used: the ones before them already match the 10 samples that are trained in an epoch'])
    assert.equal(problems[0]?.related.length, 5)
  })

  it('says nothing where all are used, or there are none', async () => {
    await checkDataset(set(3, 15), { rule })
    await checkDataset(set(10, 4), { rule })
    await checkDataset('//- 1_a/1.png', { rule })
  })
})
