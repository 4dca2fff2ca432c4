import assert from 'node:assert/strict'
import { parseCaption } from '../../../server/src/caption/parse'
import { lintCaption } from '../../../server/src/lint/lint'
import type { Knowledge } from '../../../server/src/workspace/knowledge'
import { fullKnowledge } from '../../support/vocabulary'
import { checkDataset, checkFix, checkLint, messagesOf, titleOf, worldOf } from '../check'

const rule = 'token-overflow'
/** Two tokens each with its comma. */
const words = (count: number): string => Array.from({ length: count }, () => 'cat').join(', ')

describe('token-overflow', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))
  const check = (text: string, settings: object) => checkLint(text, { rule, settings, knowledge })

  it('marks exactly what is never trained', () => {
    const problems = check(`${words(38)}, dog, sky\n${' '.repeat(38 * 5 - 2)}^^^^^^^^^^ token-overflow`, { maxTokenLength: 75 })
    assert.deepEqual(messagesOf(problems), ['79 tokens, of which 75 fit (from the settings): from here on the text is never trained'])
    assert.equal(problems[0]?.unnecessary, true)
  })
  it('says nothing where all of it fits', () => {
    check(words(38), { maxTokenLength: 75 })
    check(words(75), { maxTokenLength: 150 })
  })
  it('fades nothing where tags are shuffled', () => {
    const [problem] = check(`${words(38)}, dog\n${' '.repeat(38 * 5 - 2)}^^^^^ token-overflow`, { maxTokenLength: 75, captions: { shuffle: true } })
    assert.equal(problem?.unnecessary, false)
  })
  it('counts no weights where weights are read', () => check(`(${words(38)}:1.2)`, { maxTokenLength: 75, captions: { weighted: true } }))
  it('counts the line that is trained', () => check(`cat\n${words(60)}`, { maxTokenLength: 75 }))
  it('counts separators that become commas', () => {
    check(`${words(37)};;;cat`, { maxTokenLength: 75, captions: { secondarySeparator: ';;;' } })
    check(`${words(37)};;;cat\n${' '.repeat(37 * 5 - 2)}   ^^^ token-overflow`, { maxTokenLength: 75 })
  })
  it('removes the tags past the limit, cut ones too', () => checkFix(`${words(37)}, blue sky, dog`, words(37), rule, { title: 'Remove', settings: { maxTokenLength: 75 }, knowledge }))
  it('offers no removal of a sentence', () => {
    const sentence = `A girl${' and a cat'.repeat(25)} look up.`
    const start = sentence.length - ' look up.'.length - 1
    const problems = lintCaption(parseCaption(sentence), '/alone.txt', worldOf({ rule, settings: { maxTokenLength: 75 }, knowledge }))
    assert.deepEqual(problems.map(({ span, fixes }) => [span?.end, (span?.start ?? 0) < start, fixes.map(titleOf)]), [[sentence.length, true, ['Set the limit to 150 tokens (max_token_length)']]])
  })
  it('offers a larger limit', async () => {
    const { problems } = await checkDataset(`//- taglore.json\n{"maxTokenLength":75}\n//- 5_a/1.png\n//- 5_a/1.txt\n${words(40)}\n${' '.repeat(38 * 5 - 2)}^^^^^^^^^^ token-overflow`, { rule, knowledge })
    assert.deepEqual(problems[0]?.fixes.map(titleOf), ['Set the limit to 150 tokens (max_token_length)', 'Remove the tags past the limit'])
    assert.match(messagesOf(problems)[0] ?? '', /from taglore\.json/)
  })

  it('is one row for the dataset where nobody told the limit', async () => {
    const { problems } = await checkDataset(`//- 5_a/{1..3}.png\n//- 5_a/1.txt\n${words(20)}\n//- 5_a/{2..3}.txt\n${words(40)}\n! . token-overflow`, { rule, knowledge })
    assert.deepEqual(messagesOf(problems), ['More than 75 tokens in 2 of 3 captions (up to 79): unless the limit is raised, what stands behind is never trained'])
    assert.deepEqual(problems[0]?.fixes.map(({ setting }) => setting), [{ key: 'maxTokenLength', value: 150 }])
    assert.equal(problems[0]?.related.length, 2)
  })
  it('marks what is past the largest limit in any case', () =>
    checkDataset(`//- 5_a/1.png\n//- 5_a/1.txt\n${words(115)}\n${' '.repeat(113 * 5 - 2)}^^^^^^^^^^ token-overflow\n! . token-overflow`, { rule, knowledge }))
  it('takes a training file for an answer', () => check(`${words(38)}, dog\n${' '.repeat(38 * 5 - 2)}^^^^^ token-overflow`, { trainingConfig: 'train.toml' }))
  it('estimates other encoders, and only far past their limit', () => {
    check(words(240), { model: 'flux' })
    assert.equal(check(`${words(400)}\n! token-overflow`, { model: 'flux' }).length, 1)
  })
  it('says nothing before the tokens can be counted', () => checkLint(words(60), { rule, settings: { maxTokenLength: 75 } }))
})
