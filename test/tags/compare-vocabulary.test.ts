import assert from 'node:assert/strict'
import { type ComparedLists, compareVocabulary } from '../../server/src/tags/compare-vocabulary'
import { parseVocabulary } from '../../server/src/tags/vocabulary'
import { tag } from './records'

function checkCompare(lines: string, lists: ComparedLists, expected: readonly string[]): void {
  const parsed = parseVocabulary(`[a]  A  甲  use I\n${lines}`)
  assert.deepEqual(parsed.problems, [])
  const found = compareVocabulary([{ file: 'a.txt', parsed }], lists)
  assert.deepEqual(found.map(({ kind, place, text }) => `${kind} ${place}: ${text}`), expected)
}

describe('comparing the vocabulary with lists', () => {
  it('finds nothing without lists', () => checkCompare('x  5  甲  = y\n', {}, []))

  it('tells of names that a list does not have', () => {
    checkCompare(
      'x  5  甲\nold  0  乙  !deprecated\nmasterpiece  0  丙  !meta\nSmall  9  丁\nw  1  戊\n',
      { tags: [tag('small', 9, { aliases: ['w'] })] },
      ["unknown a.txt:2: 'x' is not in the list", "unknown a.txt:6: 'w' is an alias of 'small' there"],
    )
  })

  it('tells of counts beyond a factor of two', () => {
    checkCompare(
      'a  100  甲\nb  100  乙\nc  100  丙\nd  -  丁\ne  0  戊\n',
      { tags: [tag('a', 200), tag('b', 201), tag('c', 49), tag('d', 7), tag('e', 0)] },
      [
        "count a.txt:3: 'b' has 100 posts here, 201 there",
        "count a.txt:4: 'c' has 100 posts here, 49 there",
        "count a.txt:5: 'd' has 0 posts here, 7 there",
      ],
    )
  })

  it('tells of aliases that are tags or lead elsewhere', () => {
    checkCompare(
      'x  5  甲  = p, q, r, s\n',
      { tags: [tag('x', 5, { aliases: ['r'] }), tag('p', 1)], aliases: [['q', 'other_tag']] },
      ["alias a.txt:2: 'p', an alias of 'x', is a tag there", "alias a.txt:2: 'q', an alias of 'x', is one of 'other tag' there"],
    )
  })

  it('tells of implications that only one side has, through any number of steps', () => {
    checkCompare(
      'a  5  甲  > b, c\nb  4  乙  > d\nc  3  丙\nd  2  丁\n',
      { implications: [['a', 'b'], ['a', 'd'], ['b', 'c'], ['c', 'd'], ['a', 'not_ours']] },
      [
        "implication a.txt:3: 'b' implies 'c' there",
        "implication a.txt:4: 'c' implies 'd' there",
      ],
    )
    checkCompare('a  5  甲  > b\nb  4  乙\n', { implications: [] }, ["implication a.txt:2: 'a' does not imply 'b' there"])
  })
})
