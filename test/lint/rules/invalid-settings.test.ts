import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'invalid-settings'

describe('invalid-settings', () => {
  it('tells what a value must be, at the file', async () => {
    const { problems } = await checkDataset('//- taglore.json\n{ "goal": "fame", "colour": 1 }\n//- 1_a/a.png\n//- 1_a/a.txt\nx\n! taglore.json invalid-settings\n! taglore.json invalid-settings', { rule })
    assert.deepEqual(messagesOf(problems), ["'goal' must be character | style | concept", "Unknown key 'colour'"])
  })

  it('says nothing of good settings', async () => {
    await checkDataset('//- taglore.json\n{ "goal": "style" }\n//- 1_a/a.png\n//- 1_a/a.txt\nx', { rule })
  })
})
