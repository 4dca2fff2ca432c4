import assert from 'node:assert/strict'
import type { TagRecord } from '../../server/src/tags/record'
import {
  allImplied,
  buildTagIndex,
  directlyImplied,
  findByAlias,
  findTag,
  groupMembers,
  impliersOf,
  isLive,
  tagCount,
} from '../../server/src/tags/tag-index'
import { tag } from './records'

function indexOf(...lists: readonly (readonly TagRecord[])[]) {
  return buildTagIndex(lists.map((records, place) => ({ id: `list ${place}`, records })))
}

const names = (records: readonly TagRecord[]) => records.map(record => record.name)

describe('the tag index', () => {
  it('finds a tag under any spelling', () => {
    const index = indexOf([tag('bow_(weapon)', 24_000)])
    for (const text of ['bow_(weapon)', 'Bow (weapon)', 'bow \\(weapon\\)']) assert.equal(findTag(index, text)?.count, 24_000)
    assert.equal(findTag(index, 'bow'), undefined)
  })

  it('takes name, count and category from the first list that knows them', () => {
    const index = indexOf([tag('miku', 0, { uncategorised: true })], [tag('Miku', 90, { category: 'character' })], [tag('miku', 80)])
    assert.deepEqual(findTag(index, 'miku'), tag('miku', 90, { category: 'character' }))
  })

  it('does not let a list that knows no categories change one', () => {
    const index = indexOf([tag('miku', 90, { category: 'character' })], [tag('miku', 80, { uncategorised: true })])
    assert.deepEqual(findTag(index, 'miku'), tag('miku', 90, { category: 'character' }))
  })

  it('appends what later lists know more', () => {
    const index = indexOf(
      [tag('long_hair', 9, { aliases: ['longhair'], translations: ['长发'] })],
      [tag('long hair', 7, { aliases: ['LongHair', '/lh', 'long_hair'], translations: ['长发', '长头发'], implies: ['hair'], group: 'hair' })],
    )
    const found = findTag(index, 'long hair')
    assert.deepEqual(found?.aliases, ['longhair', '/lh'])
    assert.deepEqual(found?.translations, ['长发', '长头发'])
    assert.deepEqual(found?.implies, ['hair'])
    assert.equal(found?.group, 'hair')
  })

  it('merges a tag that one list has twice', () => {
    const index = indexOf([tag('v', 5), tag('V', 3, { aliases: ['peace'] })])
    assert.equal(tagCount(index), 1)
    assert.deepEqual(names(findByAlias(index, 'peace')), ['v'])
  })

  it('finds all tags of an alias, most posts first', () => {
    const index = indexOf([tag('a', 1, { aliases: ['x'] }), tag('b', 3, { aliases: ['X'] }), tag('c', 2, { aliases: ['x'] })])
    assert.deepEqual(names(findByAlias(index, 'x')), ['b', 'c', 'a'])
  })

  it('finds a slash abbreviation as an alias', () => {
    assert.deepEqual(names(findByAlias(indexOf([tag('long_hair', 1, { aliases: ['/lh'] })]), '/lh')), ['long_hair'])
  })

  it('never lets an alias stand before a live tag of that name', () => {
    const index = indexOf([tag('thighhighs', 9, { aliases: ['socks'] })], [tag('socks', 5)])
    assert.equal(findTag(index, 'socks')?.name, 'socks')
    assert.deepEqual(findByAlias(index, 'socks'), [])
  })

  it('still follows the alias that replaced a deprecated tag', () => {
    const index = indexOf([tag('looking away', 0, { deprecated: true }), tag('averting eyes', 9, { aliases: ['looking away'] })])
    assert.equal(isLive(index, 'looking_away'), false)
    assert.equal(isLive(index, 'averting_eyes'), true)
    assert.deepEqual(names(findByAlias(index, 'looking away')), ['averting eyes'])
  })

  describe('implications', () => {
    const index = indexOf([
      tag('absurdly long hair', 1, { implies: ['very_long_hair'] }),
      tag('very long hair', 2, { implies: ['longhair'] }),
      tag('long hair', 3, { aliases: ['longhair'] }),
      tag('low-tied long hair', 4, { implies: ['long hair', 'tied hair'] }),
    ])

    it('are known step by step and in all', () => {
      assert.deepEqual(directlyImplied(index, 'absurdly_long_hair'), ['very long hair'])
      assert.deepEqual(allImplied(index, 'absurdly long hair'), ['very long hair', 'long hair'])
    })

    it('keep a tag that no list has', () => {
      assert.deepEqual(directlyImplied(index, 'low-tied long hair'), ['long hair', 'tied hair'])
    })

    it('are known the other way round, most posts first', () => {
      assert.deepEqual(names(impliersOf(index, 'long_hair')), ['low-tied long hair', 'very long hair'])
    })

    it('end in a circle', () => {
      const circle = indexOf([tag('a', 1, { implies: ['b'] }), tag('b', 1, { implies: ['c', 'b'] }), tag('c', 1, { implies: ['a'] })])
      assert.deepEqual(allImplied(circle, 'a'), ['b', 'c'])
      assert.deepEqual(directlyImplied(circle, 'b'), ['c'])
    })

    it('are none for an unknown tag', () => {
      assert.deepEqual([directlyImplied(index, 'x'), allImplied(index, 'x'), impliersOf(index, 'x')], [[], [], []])
    })
  })

  it('knows the members of a group, most posts first', () => {
    const index = indexOf([tag('a', 1, { group: 'hair' }), tag('b', 2, { group: 'hair' }), tag('c', 3, { group: 'eyes' })])
    assert.deepEqual(names(groupMembers(index, 'hair')), ['b', 'a'])
    assert.deepEqual(groupMembers(index, 'none'), [])
  })
})
