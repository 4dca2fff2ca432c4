import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { changeOf, checkDataset, describeChange } from '../check'

const rule = 'invisible-tag'
const BOORU = '//- 5_a/{1..2}.png\n//- 5_a/{1..2}.txt\nlumi, smile, highres, commentary request\n'

describe('invisible-tag', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('tells words about the file once for a concept, and removes them', async () => {
    const { problems, root } = await check(`${BOORU}! 5_a invisible-tag`)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_a/1.txt: lumi, smile', 'edit 5_a/2.txt: lumi, smile'])
  })
  it('is silent on models trained on full lists', async () => {
    for (const model of ['illustrious', 'noobai', 'pony']) await check(BOORU, { model })
  })
  it('is silent about what is kept', () => check(BOORU, { words: ['highres', 'commentary request'] }))
  it('says nothing of media and quality', () => check('//- 5_a/1.png\n//- 5_a/1.txt\nlumi, watercolor (medium), official art, masterpiece, photoshop (medium)'))
})
