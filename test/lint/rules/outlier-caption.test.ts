import { checkDataset, checkLint } from '../check'

const rule = 'outlier-caption'
const set = (last: string): string => `//- 5_a/{1..8}.png\n//- 5_a/{1..7}.txt\nlumi, 1girl, solo, long hair, blonde hair, smile, outdoors\n//- 5_a/8.txt\n${last}\n`
const tags = (count: number): string => Array.from({ length: count }, (_, at) => `tag ${at}`).join(', ')

describe('outlier-caption', () => {
  it('sees far too few tags', () => checkDataset(`${set('lumi, 1girl')}! 5_a/8.txt outlier-caption`, { rule }))
  it('sees more than 60', () => void checkLint(`${tags(61)}\n! outlier-caption`, { rule }))
  it('says nothing of 60', () => void checkLint(tags(60), { rule }))
  it('says nothing of a third', () => checkDataset(set('lumi, 1girl, solo'), { rule }))
  it('says nothing of empty captions and sentences', async () => {
    await checkDataset(set(''), { rule })
    await checkDataset(set('A girl with long blonde hair stands in a field.'), { rule })
  })
  it('says nothing in a folder of few', () => checkDataset('//- 5_a/{1..4}.png\n//- 5_a/{1..3}.txt\nlumi, 1girl, solo, long hair, blonde hair, smile, outdoors\n//- 5_a/4.txt\nlumi', { rule }))
})
