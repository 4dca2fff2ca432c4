import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'loose-trigger'
const LUMI = '//- 5_lumi/{1..4}.png\n//- 5_lumi/{1..4}.txt\nlumi, 1girl, solo\n'
const shuffled = (more: object = {}): object => ({ captions: { shuffle: true, ...more } })

describe('loose-trigger', () => {
  it('sees that nothing is kept in front', async () => {
    const { problems } = await checkDataset(`${LUMI}! . loose-trigger`, { rule, settings: shuffled() })
    assert.deepEqual(messagesOf(problems), ["Tags are shuffled (from the settings) and keep tokens is 0 (assumed): 'lumi' will not stay in front of the captions of 'lumi'"])
    assert.deepEqual(problems[0]?.fixes[0]?.setting, { key: 'captions.keepTokens', value: 1 })
  })
  it('counts the triggers that captions begin with', async () => {
    const { problems } = await checkDataset('//- taglore.json\n{"concepts":[{"name":"a","triggers":["lumi","maid"]}]}\n//- 5_a/{1..4}.png\n//- 5_a/{1..4}.txt\nlumi, maid, 1girl\n! . loose-trigger', { rule, settings: shuffled({ keepTokens: 1 }) })
    assert.deepEqual(problems[0]?.fixes[0]?.setting, { key: 'captions.keepTokens', value: 2 })
  })
  it('is one row for all concepts', () => checkDataset(`${LUMI}//- 5_koro/{1..4}.png\n//- 5_koro/{1..4}.txt\nkoro, cat\n! . loose-trigger`, { rule, settings: shuffled() }))
  it('says nothing where enough is kept', () => checkDataset(LUMI, { rule, settings: shuffled({ keepTokens: 1 }) }))
  it('says nothing where the separator marks it', () => checkDataset('//- 5_lumi/{1..4}.png\n//- 5_lumi/{1..4}.txt\nlumi ||| 1girl, solo', { rule, settings: shuffled({ keepTokensSeparator: '|||' }) }))
  it('says nothing where tags keep their order, or there is no trigger', async () => {
    await checkDataset(LUMI, { rule })
    await checkDataset('//- 5_x/{1..4}.png\n//- 5_x/{1..4}.txt\n1girl, solo', { rule, settings: shuffled() })
  })
})
