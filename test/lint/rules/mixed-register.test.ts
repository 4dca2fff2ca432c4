import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'mixed-register'
const SENTENCE = 'A girl with long blonde hair stands on a beach and looks at the sea.'
const set = (most: string, last: string): string => `//- 5_a/{1..8}.png\n//- 5_a/{1..7}.txt\n${most}\n//- 5_a/8.txt\n${last}\n`

describe('mixed-register', () => {
  it('sees a sentence among tags, and lists it', async () => {
    const { problems, root } = await checkDataset(`${set('lumi, 1girl, smile', SENTENCE)}! . mixed-register`, { rule })
    assert.deepEqual(messagesOf(problems), ['Most captions are tags; 1 of 8 read as sentences'])
    assert.deepEqual(problems[0]?.related, [`${root}/5_a/8.txt`])
  })
  it('sees tags among sentences', async () => {
    const { problems } = await checkDataset(`${set(SENTENCE, 'lumi, 1girl, smile')}! . mixed-register`, { rule })
    assert.deepEqual(messagesOf(problems), ['Most captions are sentences; 1 of 8 read as tags'])
  })
  it('says nothing of captions with both', () => checkDataset(set(`lumi, 1girl. ${SENTENCE}`, `lumi, smile, ${SENTENCE}`), { rule }))
  it('says nothing of half and half', () => checkDataset(`//- 5_a/{1..8}.png\n//- 5_a/{1..4}.txt\nlumi, 1girl\n//- 5_a/{5..8}.txt\n${SENTENCE}`, { rule }))
  it('says nothing of long names that a list knows', () => checkDataset(set('lumi, 1girl', 'lumi, 1girl, smile'), { rule }))
})
