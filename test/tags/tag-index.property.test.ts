import assert from 'node:assert/strict'
import fc from 'fast-check'
import { tagKey } from '../../server/src/caption/tag-key'
import type { TagRecord } from '../../server/src/tags/record'
import * as packed from '../../server/src/tags/tag-index'
import * as plain from './plain-tag-index'

/** Few names, so that tags, aliases and what is implied meet each other, in all spellings. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'A', 'a_b', 'a b', 'A B', 'b_c', 'c-d', '/a', '>_<', 'bow \\(weapon\\)', 'bow_(weapon)', '长发', 'é', 'e\u0301', 'x__y', ''),
  fc.string({ unit: fc.constantFrom(...'abc_ é长'), maxLength: 4 }),
)

const record: fc.Arbitrary<TagRecord> = fc.record(
  {
    name,
    category: fc.constantFrom('general', 'artist', 'copyright', 'character', 'meta', 'species', 'lore', 'invalid'),
    count: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.constant(3_400_031_103)),
    aliases: fc.array(name, { maxLength: 3 }),
    implies: fc.array(name, { maxLength: 3 }),
    translations: fc.array(fc.constantFrom('长发', '长 发', 'Long'), { maxLength: 2 }),
    uncategorised: fc.constant(true as const),
    group: fc.constantFrom('hair', 'eyes'),
    use: fc.constantFrom('N', 'M'),
    deprecated: fc.constant(true),
  },
  { requiredKeys: ['name', 'category', 'count', 'aliases', 'implies', 'translations'] },
)

const lists = fc.array(fc.array(record, { maxLength: 12 }), { minLength: 1, maxLength: 3 }).map(all => all.map((records, place) => ({ id: String(place), records })))

/** Implied names are told as the tags that they lead to. */
function withResolved(index: plain.PlainTagIndex, found: TagRecord | undefined): TagRecord | undefined {
  if (!found) return undefined
  const keys = index.implied.get(index.byKey.get(tagKey(found.name)) ?? -1) ?? []
  const spelt = (key: string) => index.records[index.byKey.get(key) ?? -1]?.name
  const outside = found.implies.filter(text => spelt(tagKey(text)) === undefined)
  return { ...found, implies: keys.map(key => spelt(key) ?? outsideName(index, key) ?? outside.find(text => tagKey(text) === key) ?? '') }
}

/** The spelling of an implied name without a tag: that of the most posted tag that implies it. */
function outsideName(index: plain.PlainTagIndex, key: string): string | undefined {
  const first = plain.impliersOf(index, key)[0]
  return first?.implies.find(text => tagKey(text) === key)
}

describe('the packed tag index', () => {
  it('answers as maps of records do', () => {
    fc.assert(
      fc.property(lists, fc.array(name, { minLength: 1, maxLength: 8 }), (all, asked) => {
        const ours = packed.buildTagIndex(all)
        const theirs = plain.buildPlainIndex(all)
        assert.equal(packed.tagCount(ours), theirs.records.length)
        const resolved = (records: readonly TagRecord[]) => records.map(found => withResolved(theirs, found))
        for (const text of [...asked, ...theirs.records.flatMap(found => [found.name, ...found.aliases, ...found.implies])]) {
          assert.deepEqual(packed.findTag(ours, text), withResolved(theirs, plain.findTag(theirs, text)))
          assert.equal(packed.hasTag(ours, text), plain.findTag(theirs, text) !== undefined)
          assert.equal(packed.isLive(ours, text), plain.isLive(theirs, text))
          assert.deepEqual(packed.findByAlias(ours, text), resolved(plain.findByAlias(theirs, text)))
          assert.equal(packed.hasAlias(ours, text), plain.findByAlias(theirs, text).length > 0)
          assert.deepEqual(packed.directlyImplied(ours, text), plain.directlyImplied(theirs, text))
          assert.deepEqual(packed.allImplied(ours, text), plain.allImplied(theirs, text))
          assert.deepEqual(packed.impliersOf(ours, text), resolved(plain.impliersOf(theirs, text)))
        }
        for (const group of ['hair', 'eyes', 'none']) assert.deepEqual(packed.groupMembers(ours, group), resolved(plain.groupMembers(theirs, group)))
        assert.deepEqual(new Set([...packed.allTags(ours)].map(found => found.name)), new Set(theirs.records.map(found => found.name)))
      }),
      { numRuns: 1_000 },
    )
  })
})
