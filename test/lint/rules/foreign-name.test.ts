import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { changeOf, checkDataset, describeChange } from '../check'

const rule = 'foreign-name'
const MIKU = '//- 5_lumi/{1..2}.png\n//- 5_lumi/{1..2}.txt\nlumi, 1girl, hatsune miku, vocaloid\n'

describe('foreign-name', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('sees names beside an own trigger, and removes them', async () => {
    const { problems, root } = await check(`${MIKU}! 5_lumi foreign-name`)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_lumi/1.txt: lumi, 1girl', 'edit 5_lumi/2.txt: lumi, 1girl'])
  })
  it('takes name (series) that no list has for a character', () => check('//- 5_lumi/{1..2}.png\n//- 5_lumi/{1..2}.txt\nlumi, 1girl, somebody (some game)\n! 5_lumi foreign-name'))
  it('sees any name in a style', () => check('//- 5_x/{1..2}.png\n//- 5_x/{1..2}.txt\n2girls, multiple girls, hatsune miku\n! 5_x foreign-name', { goal: 'style' }))
  it('says nothing of others in the same picture', () => check('//- 5_lumi/{1..2}.png\n//- 5_lumi/{1..2}.txt\nlumi, 2girls, multiple girls, hatsune miku'))
  it('says nothing of a trigger that is a name', () => check('//- 5_miku/{1..2}.png\n//- 5_miku/{1..2}.txt\nhatsune miku, 1girl, solo'))
  it('says nothing without a trigger', () => check('//- 5_x/{1..2}.png\n//- 5_x/{1..2}.txt\n1girl, hatsune miku'))
  it('says nothing of media and other general words in brackets', () => check('//- 5_lumi/{1..2}.png\n//- 5_lumi/{1..2}.txt\nlumi, 1girl, watercolor (medium), star (symbol), felt pen (medium), star (smybol)'))
  it('says nothing of kept names', () => check(MIKU, { keep: [{ concept: 'lumi', tags: ['hatsune miku', 'vocaloid'] }] }))
})
