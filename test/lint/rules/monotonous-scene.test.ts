import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { checkDataset } from '../check'

const rule = 'monotonous-scene'
const folder = (most: string, rest: string, name = '5_lumi'): string => `//- ${name}/{1..8}.png\n//- ${name}/{1..6}.txt\n${most}\n//- ${name}/{7..8}.txt\n${rest}\n`

describe('monotonous-scene', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('tells a background and a framing once, and offers no removal', async () => {
    const { problems } = await check(`${folder('lumi, 1girl, white background, full body', 'lumi, 1girl, outdoors')}! 5_lumi monotonous-scene`)
    assert.deepEqual(problems[0]?.fixes, [])
  })
  it('sees persons in a style', () => check(`${folder('1girl, smile', 'no humans, sky', '5_x')}! 5_x monotonous-scene`, { goal: 'style' }))
  it('says nothing of a character that is alone', () => check(folder('lumi, 1girl, solo, smile', 'lumi, 1girl, solo')))
  it('says nothing of half the pictures', () => check('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..4}.txt\nlumi, 1girl, outdoors\n//- 5_lumi/{5..8}.txt\nlumi, 1girl, indoors'))
  it('says nothing of small folders', () => check('//- 5_lumi/{1..5}.png\n//- 5_lumi/{1..5}.txt\nlumi, 1girl, outdoors'))
  it('says nothing of things, animals and what the folder is about', () => check(folder('lumi, 1girl, cat, sword, holding sword, beach', 'lumi, 1girl', '5_lumi beach')))
  it('says nothing of kept tags', () => check(folder('lumi, 1girl, white background', 'lumi, 1girl'), { keep: [{ concept: 'lumi', tags: ['white background'] }] }))
})
