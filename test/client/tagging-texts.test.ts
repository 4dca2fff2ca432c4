import assert from 'node:assert/strict'
import { partCommand } from '../../client/src/tagging/command-text'
import { formatThresholds, parseThresholds } from '../../client/src/tagging/threshold-text'

describe('what is typed about taggers', () => {
  it('is thresholds of categories and of tags', () => {
    const read = parseThresholds('general=0.35, character=0.85,Red_Hat=0.6')
    assert.deepEqual(read, { categories: { general: 0.35, character: 0.85 }, tags: { 'red hat': 0.6 } })
    assert.deepEqual(read && parseThresholds(formatThresholds(read)), read)
    for (const wrong of ['', 'general', 'general=', '=0.3', 'general=0', 'general=3', 'general=x']) assert.equal(parseThresholds(wrong), undefined, wrong)
  })

  it('is a command with what it is given', () => {
    assert.deepEqual(partCommand('python "my tagger.py" --in {image}'), { command: 'python', arguments: ['my tagger.py', '--in', '{image}'] })
    assert.deepEqual(partCommand(`"C:\\Program Files\\t.exe" '' a"b c"d`), { command: 'C:\\Program Files\\t.exe', arguments: ['', 'ab cd'] })
    assert.equal(partCommand('python "tagger.py'), undefined)
  })
})
