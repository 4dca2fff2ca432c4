import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'too-few-images'
const folder = (name: string, count: number, text: string): string => `//- ${name}/{1..${count}}.png\n//- ${name}/{1..${count}}.txt\n${text}\n`

describe('too-few-images', () => {
  it('compares with what the goal needs, and says where the goal comes from', async () => {
    const { problems } = await checkDataset(`${folder('5_lumi', 20, 'lumi, 1girl')}! 5_lumi too-few-images`, { rule })
    assert.deepEqual(messagesOf(problems), ["'lumi' has 20 images: 50 are advised for a character (assumed); fewer work, but all hangs on captions and settings then"])
  })

  it('counts the outfits of one character together', async () => {
    await checkDataset(folder('5_lumi maid', 25, 'lumi, lumimaid, 1girl') + folder('5_lumi casual', 25, 'lumi, lumicasual, 1girl'), { rule })
  })

  it('asks more of a style, over all its folders', async () => {
    const style = { rule, settings: { goal: 'style' } }
    await checkDataset(`${folder('1_a', 50, '1girl')}! 1_a too-few-images`, style)
    await checkDataset(folder('1_a', 50, '1girl') + folder('1_b', 50, '1boy'), style)
  })

  it('says nothing of enough, of regularisation, of a set just begun, or before the first caption', async () => {
    await checkDataset(folder('img/1_lumi', 50, 'lumi, 1girl') + folder('reg/1_girl', 3, '1girl'), { rule })
    await checkDataset(folder('1_lumi', 4, 'lumi, 1girl'), { rule })
    await checkDataset('//- 1_lumi/{1..9}.png', { rule })
  })

  it('takes another number', async () => {
    await checkDataset(folder('1_lumi', 20, 'lumi, 1girl'), { rule, settings: { rules: { [rule]: ['info', { character: 20 }] } } })
  })
})
