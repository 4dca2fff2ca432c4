import assert from 'node:assert/strict'
import type { SorterList } from '../../server/src/protocol/sorter'
import { Sorting } from '../../media/sorter/sorting'

const TAG = { text: 'hat', key: 'hat', category: null, translation: null, trigger: false }

/** `has`: the images that have the tag, of a to f. */
function listOf(has: string, images = 'abcdef'): SorterList {
  return { tag: TAG, images: [...images], has: [...images].map((image) => has.includes(image)), leftOut: 0, total: images.length }
}

function sort(has: string): Sorting {
  const sorting = new Sorting()
  sorting.load(listOf(has), { moves: [], seen: [] })
  return sorting
}

const columns = (sorting: Sorting): string => {
  const { has, lacks } = sorting.columns()
  return [has, lacks].map(({ images, moved }) => `${images.slice(0, moved).join('')}|${images.slice(moved).join('')}`).join(' ')
}

describe('what is sorted by a tag', () => {
  it('shows what was moved in front, the last first', () => {
    const sorting = sort('ab')
    assert.equal(columns(sorting), '|ab |cdef')
    assert.equal(sorting.put(['d'], true), 1)
    sorting.put(['f', 'c'], true)
    sorting.put(['b'], false)
    assert.equal(columns(sorting), 'cfd|a b|e')
    assert.deepEqual(sorting.pending, { gives: 3, takes: 1 })
    assert.deepEqual(sorting.progress.moves, [['d', true], ['f', true], ['c', true], ['b', false]])
  })

  it('forgets a move that is made back, and takes each step back alone', () => {
    const sorting = sort('a')
    sorting.put(['b', 'c'], true)
    sorting.put(['b', 'a'], false)
    assert.equal(columns(sorting), 'c| a|bdef')
    assert.ok(['a', 'b'].includes(sorting.takeBack() ?? ''))
    assert.equal(columns(sorting), 'cb|a |def')
    assert.ok(sorting.takeBack())
    assert.equal(columns(sorting), '|a |bcdef')
    assert.equal(sorting.takeBack(), undefined)
  })

  it('puts everything back at once, which is a step too', () => {
    const sorting = sort('a')
    sorting.put(['b'], true)
    sorting.put(['a'], false)
    sorting.clear()
    assert.equal(columns(sorting), '|a |bcdef')
    sorting.takeBack()
    assert.equal(columns(sorting), 'b| a|cdef')
  })

  it('keeps over another list what is still to do: nothing that was written, and what is gone for when it comes back', () => {
    const sorting = sort('a')
    sorting.put(['b', 'c', 'd'], true)
    sorting.put(['a'], false)
    sorting.load(listOf('ab', 'abdef'), null)
    assert.deepEqual(sorting.pending, { gives: 1, takes: 1 })
    assert.equal(columns(sorting), 'd|b a|ef')
    sorting.load(listOf('ab'), null)
    assert.equal(columns(sorting), 'dc|b a|ef')
  })

  it('has nothing to take back of what was written', () => {
    const sorting = sort('a')
    sorting.put(['b'], true)
    sorting.load(listOf('ab'), null)
    assert.equal(sorting.takeBack(), undefined)
    sorting.put(['c'], true)
    sorting.put(['d'], true)
    assert.equal(sorting.takeBack(), 'd')
    sorting.load(listOf('abc'), null)
    assert.equal(sorting.takeBack(), undefined)
  })

  it('begins anew with another tag, and goes on with what was kept', () => {
    const sorting = sort('a')
    sorting.put(['b'], true)
    sorting.load(listOf('f'), { moves: [['e', true], ['f', true], ['gone', true]], seen: ['e', 'a'] })
    assert.equal(columns(sorting), 'e|f |abcd')
    assert.deepEqual([sorting.seenHere, sorting.firstUnseen], [2, 'b'])
    assert.equal(sorting.takeBack(), undefined)
  })

  it('counts as looked at what was answered, moved or passed, also where it stays', () => {
    const sorting = sort('a')
    assert.equal(sorting.put(['a'], true), 0)
    assert.equal(sorting.look('b'), true)
    assert.equal(sorting.look('b'), false)
    sorting.put(['c'], true)
    assert.deepEqual([sorting.seenHere, sorting.firstUnseen], [3, 'd'])
    assert.deepEqual([sorting.beside('c', 1), sorting.beside('f', 1), sorting.beside('a', -1)], ['d', undefined, undefined])
  })
})
