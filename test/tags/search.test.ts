import assert from 'node:assert/strict'
import { createSearchIndex, indexSearch } from '../../server/src/tags/search-index'
import { type SearchHit, type SearchOptions, searchTags, suggestTags } from '../../server/src/tags/search'
import { packTags } from '../../server/src/tags/tag-table'
import { toPinyin } from '../../server/src/tags/to-pinyin'
import { someTags, tag } from './records'

const index = createSearchIndex(someTags)

/** Hits as `alias → name matched`, the matched letters in brackets. */
function show(hits: readonly SearchHit[]): readonly string[] {
  return hits.map(({ record, via, matched, ranges }) => {
    const marked = [...ranges].reverse().reduce((text, [start, end]) => {
      return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
    }, via ?? record.name)
    return via === undefined ? `${marked} ${matched}` : `${marked} → ${record.name} ${matched}`
  })
}

function checkSearch(typed: string, expected: readonly string[], options?: Partial<SearchOptions>): void {
  assert.deepEqual(show(searchTags(index, typed, { limit: 50, ...options })), expected)
}

function checkFirst(typed: string, expected: string): void {
  assert.equal(show(searchTags(index, typed, { limit: 50 }))[0], expected)
}

describe('searching tags', () => {
  it('finds nothing for nothing', () => {
    checkSearch('', [])
    checkSearch(' _ ', [])
    checkSearch('long', [], { limit: 0 })
    assert.deepEqual(searchTags(createSearchIndex([]), 'long', { limit: 5 }), [])
    assert.deepEqual(searchTags([], 'long', { limit: 5 }), [])
  })

  it('ranks beginnings of names by posts, then the rest', () => {
    checkSearch('long', [
      '[long]_hair prefix',
      '[long]_sleeves prefix',
      'very_[long]_hair word',
      '[long]bow → bow_(weapon) alias',
      '[long]_horns prefix',
    ])
  })

  it('puts a very popular word start before a rare beginning', () => {
    const hits = show(searchTags(createSearchIndex([tag('hair_over_there', 20), tag('long_hair', 4_000_000)]), 'hair', { limit: 9 }))
    assert.deepEqual(hits, ['long_[hair] word', '[hair]_over_there prefix'])
  })

  it('puts the very name first', () => {
    const hits = show(searchTags(createSearchIndex([tag('bell', 9), tag('bell_pepper', 900_000)]), 'bell', { limit: 9 }))
    assert.deepEqual(hits, ['[bell] exact', '[bell]_pepper prefix'])
  })

  it('lifts a very name of few letters, but not over what is far more likely meant', () => {
    const hits = (typed: string) => show(searchTags(createSearchIndex([tag('v', 300_000), tag('very_long_hair', 950_000), tag('vest', 500_000)]), typed, { limit: 9 }))
    assert.deepEqual(hits('v'), ['[v]ery_long_hair prefix', '[v] exact', '[v]est prefix'])
  })

  it('puts tags that captions seldom have behind, and those of the vocabulary before', () => {
    const hits = show(
      searchTags(
        createSearchIndex([tag('highres', 5_000_000, { category: 'meta' }), tag('hat', 1_200_000, { group: 'hats' }), tag('hanging', 1_300_000), tag('hammer_(artist)', 1_400_000, { category: 'artist' })]),
        'h',
        { limit: 9 },
      ),
    )
    assert.deepEqual(hits, ['[h]at prefix', '[h]anging prefix', '[h]ighres prefix', '[h]ammer_(artist) prefix'])
  })

  it('finds Chinese names by pinyin and its initials, behind names of the same letters', () => {
    const pinyin = indexSearch(packTags([tag('long_hair', 4_400_000, { translations: ['长发'] }), tag('cf_cf', 300), tag('changfang', 20)], toPinyin))
    const hits = (typed: string) => show(searchTags(pinyin, typed, { limit: 9 }))
    assert.deepEqual(hits('changfa'), ['长发 → long_hair translation', '[changfa]ng prefix'])
    assert.deepEqual(hits('cf'), ['长发 → long_hair translation', '[cf]_cf prefix'])
    assert.deepEqual(hits('changf'), ['长发 → long_hair translation', '[changf]ang prefix'])
    assert.deepEqual(hits('长'), ['[长]发 → long_hair translation'])
    const both = indexSearch(packTags([tag('long_hair', 4_400_000), tag('blush', 3_500_000, { translations: ['脸红'] })], toPinyin))
    assert.deepEqual(searchTags(both, 'lh', { limit: 9 }).map(hit => hit.record.name), ['long_hair', 'blush'])
    assert.deepEqual(pinyin.table.memory.get(0)?.translations, ['长发'])
  })

  it('takes blanks and underscores alike, in any case', () => {
    for (const typed of ['looking at', 'Looking_At', '  looking__at']) checkFirst(typed, '[looking_at]_viewer prefix')
  })

  it('takes a blank at the end for the end of a word', () => {
    checkSearch('long ', ['[long]_hair prefix', '[long]_sleeves prefix', 'very_[long]_hair word', '[long]_horns prefix'])
  })

  it('still knows a name when a blank or an escape follows', () => {
    checkFirst('ponytail ', '[ponytail] exact')
    checkFirst('bow \\', '[bow]_(weapon) prefix')
    checkFirst('bow \\(we', '[bow_(we]apon) prefix')
  })

  it('finds words in any order', () => {
    checkSearch('hair long', ['[long]_[hair] word', 'very_[long]_[hair] word'])
    checkFirst('lo ha', '[lo]ng_[ha]ir word')
    checkFirst('viewer look', '[look]ing_at_[viewer] word')
  })

  it('marks letters once where the words lie over each other', () => {
    const hits = show(searchTags(createSearchIndex([tag('b_(a', 9)]), 'a (a', { limit: 9 }))
    assert.deepEqual(hits, ['b_[(a] word'])
  })

  it('asks for a word of its own for each word', () => {
    assert.ok(searchTags(index, 'sleeves sleeves', { limit: 9 }).every(hit => hit.matched === 'typo'))
  })

  it('finds slash abbreviations and initials', () => {
    checkFirst('/lh', '[/lh] → long_hair exact')
    checkFirst('lh', '[l]ong_[h]air abbreviation')
    checkFirst('/la', '[/la]v → looking_at_viewer abbreviation')
    checkFirst('ls', '[l]ong_[s]leeves abbreviation')
    checkFirst('vlh', '[v]ery_[l]ong_[h]air abbreviation')
  })

  it('shows the alias that matched', () => {
    checkFirst('golden', '[golden]_hair → blonde_hair alias')
    checkFirst('golden hair', '[golden_hair] → blonde_hair exact')
    checkFirst('female', 'sole_[female] → 1girl alias')
  })

  it('finds within words', () => {
    checkSearch('nytail', ['po[nytail] substring'])
  })

  it('finds Chinese, from any character on', () => {
    checkSearch('长发', ['[长发] → long_hair translation', '超[长发] → very_long_hair translation'])
    checkSearch('观众', ['看向[观众] → looking_at_viewer translation'])
    checkSearch('未', ['初音[未]来 → hatsune_miku translation'])
  })

  it('marks letters where the key leaves some out', () => {
    const escaped = createSearchIndex([tag('bow \\(weapon\\)', 5), tag('a__b  c', 4)])
    assert.deepEqual(show(searchTags(escaped, 'weap', { limit: 9 })), ['bow \\([weap]on\\) word'])
    assert.deepEqual(show(searchTags(escaped, 'b c', { limit: 9 })), ['a__[b  c] word'])
  })

  describe('with typing errors', () => {
    for (const [typed, name] of [
      ['lnog hair', 'long_hair'],
      ['blonde hiar', 'blonde_hair'],
      ['ponitail', 'ponytail'],
      ['schol unifrm', 'school_uniform'],
      ['ooking at viewer', 'looking_at_viewer'],
      ['xhatsune miku', 'hatsune_miku'],
      ['hatsnue m', 'hatsune_miku'],
    ] as const) {
      it(`finds ${name} for ${typed}`, () => {
        const [hit] = searchTags(index, typed, { limit: 5 })
        assert.equal(hit?.record.name, name)
        assert.ok(hit?.matched === 'typo' || hit?.matched === 'substring')
      })
    }

    it('finds nothing for what is like no tag', () => checkSearch('qqqqqqqq', []))

    it('finds nothing for prose and other long texts', () => {
      checkSearch('a photo of a cat that sits on a mat and looks at the moon while it rains', [])
      checkSearch('x'.repeat(10_000), [])
      checkSearch('a '.repeat(10_000), [])
    })

    it('suggests whole tags only', () => {
      const names = suggestTags(index, 'Long_hiar', { limit: 3 }).map(hit => hit.record.name)
      assert.equal(names[0], 'long_hair')
      assert.deepEqual(suggestTags(index, 'lo', { limit: 3 }), [])
    })
  })

  it('lets a boost decide between like tags', () => {
    const boosted = searchTags(index, 'long', { limit: 50, boost: key => (key === 'long horns' ? 20 : 0) })
    assert.equal(boosted[0]?.record.name, 'long_horns')
    const sunk = searchTags(index, 'long', { limit: 50, boost: key => (key === 'long hair' ? -30 : 0) })
    assert.equal(sunk.at(-1)?.record.name, 'long_hair')
  })

  it('ranks several indexes together, each tag once, with the record of the first', () => {
    const dataset = createSearchIndex([tag('long hair', 0), tag('longcat mascot', 0)])
    const hits = searchTags([index, dataset], 'long', { limit: 50, boost: key => (key === 'longcat mascot' ? 30 : 0) })
    assert.deepEqual(hits.slice(0, 2).map(hit => hit.record.name), ['longcat mascot', 'long_hair'])
    assert.equal(hits.filter(hit => hit.key === 'long hair').length, 1)
    assert.equal(hits.find(hit => hit.key === 'long hair')?.record.count, 4_400_000)
  })

  it('looks for typing errors only where no index has anything', () => {
    const dataset = createSearchIndex([tag('lnogcat', 0)])
    assert.deepEqual(searchTags([index, dataset], 'lnog', { limit: 50 }).map(hit => hit.record.name), ['lnogcat'])
  })

  it('puts deprecated tags behind', () => {
    const old = createSearchIndex([tag('looking_away', 90_000, { deprecated: true }), tag('looking_back', 50)])
    assert.deepEqual(searchTags(old, 'looking', { limit: 9 }).map(hit => hit.record.name), ['looking_back', 'looking_away'])
  })

  it('gives the same answer again', () => {
    for (const typed of ['l', 'lo', 'lnog hair', 'nytail']) {
      const first = searchTags(index, typed, { limit: 5 })
      assert.deepEqual(searchTags(index, typed, { limit: 5 }), first)
    }
  })
})
