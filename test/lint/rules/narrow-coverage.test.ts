import assert from 'node:assert/strict'
import type { Knowledge } from '../../../server/src/workspace/knowledge'
import { fullKnowledge } from '../../support/vocabulary'
import { checkDataset, messagesOf } from '../check'

const rule = 'narrow-coverage'
const set = (text: string, last = text): string => `//- 5_lumi/{1..9}.png\n//- 5_lumi/{1..8}.txt\n${text}\n//- 5_lumi/9.txt\n${last}\n`

describe('narrow-coverage', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  it('names what no caption of a character tells of', async () => {
    const { problems } = await checkDataset(`${set('lumi, 1girl, solo, upper body, serafuku')}! 5_lumi narrow-coverage`, { rule, knowledge })
    assert.deepEqual(messagesOf(problems), ["None of the 9 captions of 'lumi' tells of: Other clothes, Close-ups, Full body (goal character, assumed)"])
  })

  it('asks only for what is missing', async () => {
    const { problems } = await checkDataset(`${set('lumi, 1girl, solo, upper body, serafuku', 'lumi, 1girl, solo, full body, close-up, serafuku')}! 5_lumi narrow-coverage`, { rule, knowledge })
    assert.match(messagesOf(problems)[0] ?? '', /tells of: Other clothes \(/)
  })

  it('does not ask for the framing where captions never tell of it, nor an animal for clothes', async () => {
    await checkDataset(set('lumi, 1girl, solo, serafuku', 'lumi, 1girl, solo, bikini'), { rule, knowledge })
    await checkDataset(set('koro, cat, no humans, sitting'), { rule, knowledge })
  })

  it('asks a style for a background', async () => {
    const style = { rule, knowledge, settings: { goal: 'style' } }
    await checkDataset(`${set('1girl, solo, upper body')}! 5_lumi narrow-coverage`, style)
    await checkDataset(set('1girl, solo, upper body', 'no humans, scenery, sky'), style)
  })

  it('says nothing of few captions, or of sentences', async () => {
    await checkDataset('//- 5_lumi/{1..7}.png\n//- 5_lumi/{1..7}.txt\nlumi, 1girl, solo, upper body, serafuku', { rule, knowledge })
    await checkDataset(set('lumi is standing in the garden of her house and waves at us.'), { rule, knowledge })
  })
})
