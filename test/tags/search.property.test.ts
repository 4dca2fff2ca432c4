import assert from 'node:assert/strict'
import fc from 'fast-check'
import { tagKey } from '../../server/src/caption/tag-key'
import type { TagRecord } from '../../server/src/tags/record'
import { createSearchIndex } from '../../server/src/tags/search-index'
import { searchTags } from '../../server/src/tags/search'
import { naiveSearch } from './naive-search'
import { tag } from './records'

/** Few letters, so that much is like much. */
const word = fc.string({ unit: fc.constantFrom(...'aabbc1'), minLength: 1, maxLength: 4 })
const text = fc
  .array(fc.tuple(word, fc.constantFrom('_', ' ', '_(', '-', ') ', "'", '长', '发', 'é')), { minLength: 1, maxLength: 4 })
  .map(parts => parts.flat().slice(0, -1).join(''))
const anyText = fc.oneof(text, fc.string({ unit: fc.constantFrom(...'abc长发 é(/'), minLength: 1, maxLength: 6 }))

const record: fc.Arbitrary<TagRecord> = fc
  .record({
    name: text,
    count: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1_000, max: 9_000_000 })),
    aliases: fc.array(fc.oneof(text, text.map(alias => `/${alias}`)), { maxLength: 2 }),
    translations: fc.array(fc.string({ unit: fc.constantFrom(...'长发短a'), minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    deprecated: fc.constantFrom(undefined, undefined, undefined, true),
  })
  .map(({ name, count, ...more }) => tag(name, count, more))

const list = fc.uniqueArray(record, { selector: ({ name }) => tagKey(name), maxLength: 40 })

describe('the search index', () => {
  it('answers as a search without an index does', () => {
    fc.assert(
      fc.property(list, anyText, fc.constantFrom(1, 3, 50), (records, typed, limit) => {
        const hits = searchTags(createSearchIndex(records), typed, { limit })
        const found = hits.filter(hit => hit.matched !== 'typo').map(({ record, score }) => ({ name: record.name, score }))
        assert.deepEqual(found, naiveSearch(records, typed, limit))
      }),
      { numRuns: 1_000 },
    )
  })

  it('finds a tag by the beginnings of its words in any order', () => {
    const picked = fc.tuple(list, fc.nat(), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }))
    fc.assert(
      fc.property(picked, ([records, at, numbers]) => {
        const target = records[at % Math.max(1, records.length)]
        if (!target) return
        const words = tagKey(target.name).split(/[^a-z0-9]+/).filter(part => part !== '')
        const typed = words
          .map((part, place) => ({ part: part.slice(0, 1 + ((numbers[place] ?? 0) % part.length)), order: numbers[place + 4] ?? 0 }))
          .sort((a, b) => a.order - b.order)
          .map(({ part }) => part)
          .join(' ')
        if (typed === '' || /[^a-z0-9 ]/.test(tagKey(target.name))) return
        const hits = searchTags(createSearchIndex(records), typed, { limit: records.length })
        assert.ok(hits.some(hit => hit.record.name === target.name), `${typed} does not find ${target.name}`)
      }),
      { numRuns: 500 },
    )
  })

  it('finds the most posted tag by any beginning of its name, behind one exact name at most', () => {
    fc.assert(
      fc.property(list, text, fc.nat(), (records, name, cut) => {
        const others = records.filter(other => tagKey(other.name) !== tagKey(name)).map(other => ({ ...other, aliases: [], translations: [] }))
        const key = tagKey(name)
        const typed = key.slice(0, 1 + (cut % key.length))
        const hits = searchTags(createSearchIndex([...others, tag(name, 10_000_000)]), typed, { limit: 2 })
        assert.ok(hits.some(hit => hit.record.name === name))
      }),
      { numRuns: 500 },
    )
  })

  it('marks only letters of what it shows, ascending', () => {
    fc.assert(
      fc.property(list, anyText, (records, typed) => {
        for (const { ranges, via, record } of searchTags(createSearchIndex(records), typed, { limit: 50 })) {
          const shown = via ?? record.name
          let last = 0
          for (const [start, end] of ranges) {
            assert.ok(start >= last && end > start && end <= shown.length, `${start}–${end} of ${shown}`)
            last = end
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
