import assert from 'node:assert/strict'
import { recogniseSource } from '../../../server/src/tags/recognise-source'
import { tag } from '../records'
import { checkSource } from './check-source'

const word = (name: string) => tag(name, 0, { uncategorised: true })

describe('a plain list of words', () => {
  it('has a tag a line, comments and blank lines', () => {
    checkSource('word-list', '\uFEFF# mine\nlong hair\r\n\n  my mascot,\n#1\n', [word('long hair'), word('my mascot'), word('#1')], [], 'mine.txt')
  })

  it('tells of lines that are no tags', () => {
    const text = `a\n${'x'.repeat(300)}\nb`
    checkSource('word-list', text, [word('a'), word('b')], ['2: The line is too long or too strange to be a tag'], 'mine.txt')
  })

  it('is not taken for one when it is empty or binary', () => {
    assert.equal(recogniseSource('', 'a.txt'), undefined)
    assert.equal(recogniseSource('\u0089PNG\r\n\0\0', 'a.txt'), undefined)
  })
})
