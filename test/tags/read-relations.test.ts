import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { readRelations } from '../../server/src/tags/read-relations'
import type { Relation } from '../../server/src/tags/relation'
import { kindOfContent, kindOfName } from '../../server/src/tags/relation-kind'

function checkRelations(text: string, pairs: readonly Relation[], problems: readonly string[] = []): void {
  const reading = readRelations(text)
  assert.deepEqual(reading.pairs, pairs)
  assert.deepEqual(reading.problems.map(({ line, message }) => `${line + 1}: ${formatMessage(message)}`), problems)
}

describe('a list of relations', () => {
  it('has pairs, with a header or without, with line ends of any system', () => {
    for (const text of ['a,b\nc,d', 'antecedent,consequent\r\na,b\r\nc,d\r\n', '\uFEFFantecedent_name,consequent_name\na,b\n\nc,d\n']) {
      checkRelations(text, [['a', 'b'], ['c', 'd']])
    }
  })

  it('may have its columns in another order, and rows that are not in force', () => {
    checkRelations('id,status,consequent_name,antecedent_name\n1,active,b,a\n2,deleted,d,c\n', [['a', 'b']])
  })

  it('may quote names', () => checkRelations('"a ""b""",c\n"d,e",f\n', [['a "b"', 'c'], ['d,e', 'f']]))

  it('leaves out a tag that is paired with itself', () => checkRelations('a_b,a b\n', []))

  it('loses a bad row and no other', () => {
    checkRelations('a,b\nc\n,d\n"e,f\ng,h\n', [['a', 'b'], ['g', 'h']], ['2: A row needs two tags', '3: A row needs two tags', '4: A quotation mark is not closed'])
  })
})

describe('the kind of a list of relations', () => {
  it('is told by its name', () => {
    assert.equal(kindOfName('C:\\tags\\danbooru_tag_aliases_2025.csv'), 'aliases')
    assert.equal(kindOfName('/implications/e621-alias.csv'), 'aliases')
    assert.equal(kindOfName('danbooru_tag_implications_2025.csv'), 'implications')
    assert.equal(kindOfName('simple.csv'), undefined)
    assert.equal(kindOfName('aliases-and-implications.csv'), undefined)
  })

  const tags = new Set(['a', 'b', 'c', 'd', 'e'])
  const standingOf = (name: string) => (tags.has(name) ? 'tag' : name === 'old' ? 'alias' : 'unknown')
  const kind = (...pairs: Relation[]) => kindOfContent(pairs, standingOf)

  it('is told by whether its first column has tags', () => {
    assert.equal(kind(['a', 'b'], ['c', 'b'], ['d', 'e']), 'implications')
    assert.equal(kind(['x', 'b'], ['y', 'b'], ['old', 'e']), 'aliases')
  })

  it('is told by few known tags, as small lists have', () => {
    assert.equal(kind(['a', 'b'], ['w', 'b'], ['x', 'b'], ['y', 'q'], ['z', 'q']), 'implications')
  })

  it('is not told by rows of which nothing is known', () => {
    assert.equal(kind(['x', 'y'], ['y', 'z'], ['z', 'q'], ['a', 'q']), undefined)
    assert.equal(kind(), undefined)
  })

  it('is not told by rows of both kinds', () => {
    assert.equal(kind(['a', 'b'], ['old', 'b'], ['old', 'c'], ['old', 'd']), undefined)
  })
})
