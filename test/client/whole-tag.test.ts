import assert from 'node:assert/strict'
import { wholeTagAround } from '../../client/src/whole-tag'

/** `[…]` is the word that the double-click selected, the second text what is selected then; none where the word stays. */
function checkDoubleClick(marked: string, expected: string | undefined): void {
  const start = marked.indexOf('[')
  const end = marked.indexOf(']') - 1
  const line = marked.replace(/[[\]]/g, '')
  const tag = wholeTagAround(line, { start, end })
  assert.equal(tag && line.slice(tag.start, tag.end), expected)
}

describe('a double-click in a caption', () => {
  it('takes the whole tag, without the blanks around it', () => checkDoubleClick('lumi, long [blonde] hair , smile', 'long blonde hair'))
  it('takes weights and brackets along', () => checkDoubleClick('1girl, (long [hair:1.2)], smile', '(long hair:1.2)'))
  it('reaches to both ends of a line without commas', () => checkDoubleClick('a girl [stands] here', 'a girl stands here'))
  it('leaves a tag of one word as it is', () => checkDoubleClick('lumi, [smile], solo', undefined))
  it('leaves a comma alone', () => checkDoubleClick('lumi[,] smile', undefined))
  it('leaves a part of a word alone: it was dragged over', () => checkDoubleClick('long [blon]de hair', undefined))
  it('leaves several words alone: they were dragged over', () => checkDoubleClick('very [long blonde] hair', undefined))
})
