import { fullKnowledge } from '../../support/vocabulary'
import type { Knowledge } from '../../../server/src/workspace/knowledge'
import { checkFix, checkLint } from '../check'

const rule = 'token-straddle'
const settings = { maxTokenLength: 150, rules: { 'token-straddle': 'info' } }
const words = (count: number): string => Array.from({ length: count }, () => 'cat').join(', ')

describe('token-straddle', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  it('sees a tag across the boundary', () => checkLint(`${words(37)}, blue sky, dog\n${' '.repeat(37 * 5)}^^^^^^^^ token-straddle`, { rule, settings, knowledge }))
  it('moves a tag so that it stays whole', () => checkFix(`${words(37)}, blue sky, dog`, `${words(37)}, dog, blue sky`, rule, { settings, knowledge }))
  it('offers nothing where no tag would help', () => checkFix(`${words(37)}, blue sky`, `${words(37)}, blue sky`, rule, { settings, knowledge }))
  it('says nothing where the boundary lies between tags', () => checkLint(`${words(38)}, blue sky`, { rule, settings, knowledge }))
  it('says nothing where 75 are all', () => checkLint(`${words(37)}, blue sky`, { rule, settings: { ...settings, maxTokenLength: 75 }, knowledge }))
  it('says nothing where tags are shuffled', () => checkLint(`${words(37)}, blue sky`, { rule, settings: { ...settings, captions: { shuffle: true } }, knowledge }))
  it('is off by itself', () => checkLint(`${words(37)}, blue sky`, { rule, settings: { maxTokenLength: 150 }, knowledge }))
})
