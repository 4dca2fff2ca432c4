import assert from 'node:assert/strict'
import { checkDataset, titleOf } from '../check'

const rule = 'rare-tag'
const settings = { rules: { 'rare-tag': 'info' } }
const set = (last: string): string => `//- 5_a/{1..20}.png\n//- 5_a/{1..19}.txt\nlumi, 1girl, star brooch\n//- 5_a/20.txt\n${last}`

describe('rare-tag', () => {
  it('sees a tag of one caption', () => checkDataset(set('lumi, 1girl, kite\n             ^^^^ rare-tag'), { rule, settings }))
  it('offers a near tag of the dataset', async () => {
    const { problems } = await checkDataset(set('lumi, 1girl, star broch\n             ^^^^^^^^^^ rare-tag'), { rule, settings })
    assert.deepEqual(problems[0]?.fixes.map(titleOf), ["Replace 'star broch' with 'star brooch'", "Remove 'star broch'"])
  })
  it('is off by itself', () => checkDataset(set('lumi, 1girl, kite'), { rule }))
  it('says nothing in small datasets', () => checkDataset('//- 5_a/{1..2}.png\n//- 5_a/1.txt\nlumi\n//- 5_a/2.txt\nlumi, kite', { rule, settings }))
  it('says nothing of accepted words', () => checkDataset(set('lumi, 1girl, kite'), { rule, settings: { ...settings, words: ['kite'] } }))
  it('says nothing of sentences', () => checkDataset(set('A girl flies a kite over the green hills.'), { rule, settings }))
})
