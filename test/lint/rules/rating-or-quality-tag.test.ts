import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { checkDataset, messagesOf } from '../check'

const rule = 'rating-or-quality-tag'
const QUALITY = '//- 5_a/{1..2}.png\n//- 5_a/{1..2}.txt\nmasterpiece, best quality, lumi, score_9, rating_safe, year 2024\n'

describe('rating-or-quality-tag', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('tells such words once for a concept, with the model', async () => {
    const { problems } = await check(`${QUALITY}! 5_a rating-or-quality-tag`)
    assert.match(messagesOf(problems)[0] ?? '', /model sdxl, assumed\): 'best quality' \(2\), 'masterpiece' \(2\), .* and 1 more$/)
  })
  it('is silent on models that know them', async () => {
    for (const model of ['illustrious', 'noobai', 'pony', 'nai']) await check(QUALITY, { model })
  })
  it('says nothing of words that may mean something else', () => check('//- 5_a/1.png\n//- 5_a/1.txt\nlumi, old, early, highres'))
  it('is silent about what is kept', () => check(QUALITY, { keep: [{ concept: 'a', tags: ['masterpiece', 'best quality', 'score_9', 'rating_safe', 'year 2024'] }] }))
})
