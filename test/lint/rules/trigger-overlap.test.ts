import assert from 'node:assert/strict'
import type { Knowledge } from '../../../server/src/workspace/knowledge'
import { fullKnowledge } from '../../support/vocabulary'
import { checkDataset, messagesOf } from '../check'

const rule = 'trigger-overlap'
const pair = (a: string, b: string, more = ''): string =>
  `//- taglore.json\n{"concepts":[{"name":"a","folders":["5_a"],"triggers":["${a}"]},{"name":"b","folders":["5_b"],"triggers":["${b}"]${more}}]}\n//- 5_a/1.png\n//- 5_a/1.txt\n${a}, 1girl\n//- 5_b/1.png\n//- 5_b/1.txt\n${b}, 1girl\n`

describe('trigger-overlap', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))
  const check = (text: string) => checkDataset(text, { rule, knowledge })

  it('sees triggers of nearly the same tokens, and shows these', async () => {
    const { problems } = await check(`${pair('lumixa', 'lumixo')}! . trigger-overlap`)
    assert.deepEqual(messagesOf(problems), ["The triggers 'lumixa' and 'lumixo' share most of their tokens ('lu', 'mix'): what one learns, the other learns too"])
    assert.ok((problems[0]?.fixes.length ?? 0) > 0)
  })
  it('sees a common word', () => check(`${pair('luna', 'koroxz')}! . trigger-overlap`))
  it('leaves known tags to another rule', () => check(pair('maid', 'koroxz')))
  it('says nothing of triggers that share little', () => check(pair('lumi', 'lumi maid dress')))
  it('says nothing of rare words of one token', () => check(pair('sks', 'ohwx')))
  it('says nothing of a declared part', () => check(pair('lumixa', 'lumixa v', ',"parent":"a"')))
  it('says nothing of a character and its inferred outfits', () =>
    check('//- 5_a/{1..4}.png\n//- 5_a/{1..4}.txt\nlumixa, lumixa q, 1girl\n//- 5_b/{1..4}.png\n//- 5_b/{1..4}.txt\nlumixa, 1girl'))
  it('says nothing before tokens can be counted', () => checkDataset(pair('lumixa', 'lumixo'), { rule }))
})
