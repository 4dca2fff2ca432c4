import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readTagSets } from '../../server/src/tags/check-tag-sets'
import { editDistance } from '../../server/src/tags/edit-distance'
import { findClashes, parseExclusiveSets } from '../../server/src/tags/exclusive'
import { findMergeable, parseMergeFamilies } from '../../server/src/tags/merge-families'
import { tellsOnePerson } from '../../server/src/tags/persons'
import { isSilent } from '../../server/src/tags/silent-words'

const EXCLUSIVE = `
# a comment
<guards> = multiple views, comic
<colour> = black, grey, red

[hair]  person  warning
each: <colour> hair
near: black hair / grey hair
unless: two-tone hair

[count]  image  warning
solo
2girls, 1girl + 1boy

[gaze]  person  info
closed eyes, ^_^
looking at viewer
instead: looking at viewer / facing viewer
`

describe('exclusive sets', () => {
  const { sets, problems } = parseExclusiveSets(EXCLUSIVE)

  it('are read with their alternatives, variables and guards', () => {
    assert.deepEqual(problems, [])
    assert.deepEqual(sets.map(({ id, scope, level }) => [id, scope, level]), [['hair', 'person', 'warning'], ['count', 'image', 'warning'], ['gaze', 'person', 'info']])
    assert.deepEqual(sets[0]?.alternatives, [['black hair'], ['grey hair'], ['red hair']])
    assert.deepEqual(sets[0]?.unless, ['two-tone hair', 'multiple views', 'comic'])
    assert.deepEqual(sets[2]?.instead, [['looking at viewer', 'facing viewer']])
  })

  it('clash once for each two alternatives, near ones marked', () => {
    const clashes = findClashes(sets, ['black hair', 'grey hair', 'red hair'], true)
    assert.deepEqual(clashes.map(({ first, second, near }) => [first, second, near]), [['black hair', 'grey hair', true], ['black hair', 'red hair', false]])
  })

  it('need one person where they are about persons, and no guard', () => {
    assert.equal(findClashes(sets, ['black hair', 'red hair'], false).length, 0)
    assert.equal(findClashes(sets, ['black hair', 'red hair', 'comic'], true).length, 0)
  })

  it('know what only counts together', () => {
    assert.equal(findClashes(sets, ['solo', '1girl'], true).length, 0)
    assert.equal(findClashes(sets, ['solo', '1girl', '1boy'], false).length, 1)
  })

  it('tell what is wrong with their text, by line', () => {
    const { problems: found } = parseExclusiveSets('a\n[x]  crowd  warning\na\nb\nnear: a / c\n[y]  image  info\n<none> hair\n[y]  image  off\na\nb\nsometimes: a')
    assert.deepEqual(found.map(({ line }) => line), [0, 1, 4, 5, 6, 7, 10])
  })
})

describe('merge families', () => {
  const { families, problems } = parseMergeFamilies(`
<colour> = black, blonde
[hair]  hair
length: long, short
colour: <colour>
unless: multicolored hair

[footwear]  footwear  > boots, knee boots
colour: <colour>

[two]  two-tone hair  > two-tone hair
colour: black = black hair, blonde = blonde hair
both: colour

[top]  shirt, vest
colour: <colour>
cut: collared
`)

  it('are read, one a noun', () => {
    assert.deepEqual(problems, [])
    assert.deepEqual(families.map(({ id, noun }) => [id, noun]), [['hair', 'hair'], ['footwear', 'footwear'], ['two', 'two-tone hair'], ['top-shirt', 'shirt'], ['top-vest', 'vest']])
  })

  it('make one phrase in the order of the slots', () => {
    const phrases = (...keys: string[]): readonly string[] => findMergeable(families, keys).map(({ phrase }) => phrase)
    assert.deepEqual(phrases('blonde hair', 'long hair'), ['long blonde hair'])
    assert.deepEqual(phrases('black footwear', 'knee boots'), ['black knee boots'])
    assert.deepEqual(phrases('black hair', 'blonde hair', 'two-tone hair'), ['black and blonde two-tone hair'])
    assert.deepEqual(phrases('black shirt', 'collared vest'), [])
    assert.deepEqual(phrases('long hair', 'short hair', 'black hair'), [])
    assert.deepEqual(phrases('long hair', 'black hair', 'multicolored hair'), [])
    assert.deepEqual(phrases('long hair', 'black hair', 'long black hair'), [])
    assert.deepEqual(phrases('black footwear', 'boots', 'knee boots'), [])
    assert.deepEqual(phrases('boots'), [])
  })

  it('tell what is wrong with their text, by line', () => {
    const { problems: found } = parseMergeFamilies('[x]\ncolour: red\n[y]  hair  boots\nred\nboth: shape')
    assert.deepEqual(found.map(({ line }) => line), [0, 2, 2, 3])
  })
})

describe('tag sets', () => {
  it('name only tags of the vocabulary', () => {
    const { problems } = readTagSets('[x]  image  info\na\nb', '[hair]  hair\ncolour: red', [])
    assert.deepEqual(problems, [
      "exclusive.txt: 'x' names 'a', which is not in the vocabulary",
      "exclusive.txt: 'x' names 'b', which is not in the vocabulary",
      "merge.txt: no tag of 'hair' is in the vocabulary",
    ])
  })
})

describe('how many persons a caption tells of', () => {
  it('is one for exactly one of the counts', () => {
    const check = (...keys: string[]): boolean => tellsOnePerson(new Set(keys))
    assert.deepEqual([check('1girl', 'solo'), check('1boy'), check('solo')], [true, true, true])
    assert.deepEqual([check('1girl', '1boy'), check('2girls'), check('1girl', 'multiple girls'), check('smile'), check('no humans', 'solo'), check('1girl', '3boys')], [false, false, false, false, false, false])
  })
})

describe('the edit distance', () => {
  it('counts a swap of neighbours as one', () => {
    assert.deepEqual([editDistance('hiar', 'hair', 2), editDistance('smle', 'smile', 2), editDistance('', 'ab', 2), editDistance('same', 'same', 0)], [1, 1, 2, 0])
  })
  it('stops at its limit', () => assert.equal(editDistance('abcdef', 'uvwxyz', 2), 3))
  it('is the same both ways', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(fc.property(word, word, (a, b) => assert.equal(editDistance(a, b, 9), editDistance(b, a, 9))))
  })
})

describe('silent words', () => {
  it('are told as whole words', () => assert.deepEqual([isSilent('large breasts'), isSilent('blue shirt'), isSilent('glasses'), isSilent('grass')], [true, false, false, false]))
})
