import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, fixedBy } from '../check'

const rule = 'misplaced-trigger'
const settings = { captions: { shuffle: true, keepTokens: 1 } }
const lumi = (last: string): string => `//- 5_lumi/{1..6}.png\n//- 5_lumi/{1..5}.txt\nlumi, 1girl, solo\n//- 5_lumi/6.txt\n${last}\n`
const declared = (triggers: string, captions: string, last = 9): string => `//- taglore.json\n{"concepts":[{"name":"lumi","triggers":[${triggers}]}]}\n//- 5_lumi/{1..${last}}.png\n//- 5_lumi/{1..${last}}.txt\n${captions}\n`

describe('misplaced-trigger', () => {
  it('sees a trigger behind the kept tags, and moves it', async () => {
    const { problems } = await checkDataset(lumi('1girl, lumi, solo\n       ^^^^ misplaced-trigger'), { rule, settings })
    assert.equal(fixedBy('1girl, lumi, solo', problems[0], 'Move'), 'lumi, 1girl, solo')
  })
  it('sees a trigger behind the separator', () =>
    checkDataset(lumi('1girl ||| lumi, solo\n          ^^^^ misplaced-trigger'), { rule, settings: { captions: { shuffle: true, keepTokens: 1, keepTokensSeparator: '|||' } } }))
  it('keeps the order of several', async () => {
    const { problems, root } = await checkDataset(`${declared('"lumi", "maid"', 'lumi, 1girl, maid')}! 5_lumi misplaced-trigger`, { rule, settings: { captions: { shuffle: true, keepTokens: 2 } } })
    assert.equal(describeChange(changeOf(problems[0]), root)[0], 'edit 5_lumi/1.txt: lumi, maid, 1girl')
  })
  it('says nothing of a trigger before or behind two separators', async () => {
    const marked = { captions: { shuffle: true, keepTokensSeparator: '|||' } }
    await checkDataset(declared('"lumi"', '1girl, lumi ||| solo', 2), { rule, settings: marked })
    await checkDataset(declared('"lumi"', '1girl ||| solo ||| lumi', 2), { rule, settings: marked })
  })
  it('says nothing where tags keep their order', () => checkDataset(lumi('1girl, lumi, solo'), { rule, settings: { captions: { keepTokens: 1 } } }))
  it('leaves it to another rule where too few tags are kept', () => checkDataset(lumi('1girl, lumi, solo'), { rule, settings: { captions: { shuffle: true } } }))
  it('says nothing of a caption without the trigger', () => checkDataset(lumi('1girl, solo'), { rule, settings }))
})
