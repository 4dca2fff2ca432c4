import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TagRecord } from '../../server/src/tags/record'
import { packIndexes, unpackIndexes } from '../../server/src/tags/pack-index'
import { searchTags } from '../../server/src/tags/search'
import { indexSearch } from '../../server/src/tags/search-index'
import { allTags, directlyImplied, findByAlias, groupMembers, impliersOf, indexTags } from '../../server/src/tags/tag-index'
import { packTags } from '../../server/src/tags/tag-table'
import { tag } from './records'

const text = fc.oneof(fc.constantFrom('long_hair', 'Long Hair', 'hair', 'very_long_hair', '长发', '/lh', 'é'), fc.string({ unit: fc.constantFrom(...'abc_ é长'), minLength: 1, maxLength: 5 }))

const records: fc.Arbitrary<readonly TagRecord[]> = fc.array(
  fc
    .record({ name: text, count: fc.nat(5_000_000), aliases: fc.array(text, { maxLength: 2 }), implies: fc.array(text, { maxLength: 2 }), translations: fc.array(fc.constantFrom('长发', '头发'), { maxLength: 1 }), group: fc.constantFrom('hair', 'eyes') })
    .map(({ name, count, ...more }) => tag(name, count, more)),
  { maxLength: 30 },
)

describe('packed indexes', () => {
  it('answer as they did before, wherever their bytes lie', () => {
    fc.assert(
      fc.property(records, fc.array(text, { minLength: 1, maxLength: 6 }), fc.nat(3), (list, asked, shift) => {
        const table = packTags(list, name => [`py${name.length}`])
        const tags = indexTags(table)
        const search = indexSearch(table)
        const bytes = packIndexes({ tags, search }, { more: ['…', 1] })
        const moved = new Uint8Array(bytes.length + 32)
        moved.set(bytes, shift * 8)
        const opened = unpackIndexes(moved.subarray(shift * 8, shift * 8 + bytes.length))
        assert.deepEqual(opened.extra, { more: ['…', 1] })
        assert.deepEqual([...allTags(opened.tags)], [...allTags(tags)])
        for (const query of asked) {
          assert.deepEqual(searchTags(opened.search, query, { limit: 20 }), searchTags(search, query, { limit: 20 }))
          for (const answer of [findByAlias, impliersOf, directlyImplied] as const) assert.deepEqual(answer(opened.tags, query), answer(tags, query))
        }
        assert.deepEqual(groupMembers(opened.tags, 'hair'), groupMembers(tags, 'hair'))
      }),
      { numRuns: 300 },
    )
  })
})
