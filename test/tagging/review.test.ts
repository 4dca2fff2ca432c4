import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { MergedTag } from '../../server/src/tagging/merge'
import { ReviewTable, standingAt } from '../../server/src/tagging/review'
import { verdictOf } from '../../server/src/tagging/decisions'
import { thresholdOf, withThresholds } from '../../server/src/tagging/thresholds'

function tag(name: string, confidence: number, more: Partial<MergedTag> = {}): MergedTag {
  return { key: name, name, category: 'general', confidence, threshold: 0.35, scores: { a: confidence }, written: false, disputed: false, ruled: undefined, taken: confidence >= 0.35, ...more }
}

const TABLE = new ReviewTable(
  new Map([
    ['/1.png', [tag('hat', 0.9), tag('solo', 0.5, { written: true }), tag('miku', 0.8, { category: 'character' })]],
    ['/2.png', [tag('hat', 0.4, { disputed: true, scores: { a: 0.4, b: 0.7 } }), tag('smile', 0.2)]],
    ['/3.png', [tag('hat', 0.1, { written: true })]],
  ]),
)

describe('reviewing what taggers say', () => {
  it('counts what would be added at a threshold', () => {
    const at = (general: number, character = 0.85) => TABLE.countsAt({ thresholds: withThresholds({ categories: { general, character } }), sureFrom: 0.5 })
    assert.deepEqual(at(0.35), { added: 2, images: 2, unsure: 1, removed: 0, disputed: 1 })
    assert.deepEqual(at(0.1), { added: 3, images: 2, unsure: 2, removed: 0, disputed: 1 })
    assert.deepEqual(at(0.95, 0.5), { added: 1, images: 1, unsure: 0 + (standingAt(0.8, 0.5, 0.5) === 'unsure' ? 1 : 0), removed: 0, disputed: 1 })
    assert.deepEqual(at(1.1), { added: 0, images: 0, unsure: 0, removed: 0, disputed: 1 })
  })

  it('finds where a tag is seen that the caption lacks, by one tagger or by all', () => {
    assert.deepEqual(TABLE.lacking('hat', 0.3).map(({ image }) => image), ['/1.png', '/2.png'])
    assert.deepEqual(TABLE.lacking('hat', 0.6, 'b').map(({ image }) => image), ['/2.png'])
    assert.deepEqual(TABLE.lacking('nothing', 0), [])
  })

  it('finds tags of captions that nobody sees', () => assert.deepEqual(TABLE.doubted('hat', 0.35).map(({ image }) => image), ['/3.png']))

  it('what the user says goes before every threshold', () => {
    const tags = TABLE.images.get('/1.png') ?? []
    const said = new Map([['/1.png', new Map([['hat', 'reject'], ['solo', 'reject'], ['miku', 'accept']] as const)]])
    const { add, remove } = verdictOf('/1.png', tags, said)
    assert.deepEqual([add.map(({ key }) => key), remove.map(({ key }) => key)], [['miku'], ['solo']])
    assert.deepEqual(verdictOf('/1.png', tags, new Map()).add.map(({ key }) => key), ['hat', 'miku'])
  })

  it('looks counts up that are the same as counted one by one', () => {
    const entry = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), confidence: fc.double({ min: 0.01, max: 1, noNaN: true }), written: fc.boolean(), category: fc.constantFrom('general', 'character'), ruled: fc.constantFrom(undefined, undefined, 'always', 'forbidden') })
    const images = fc.array(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(images, fc.double({ min: 0.01, max: 1.1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (sets, general, own) => {
        const thresholds = withThresholds({ categories: { general }, tags: { d: own } })
        const all = new Map(sets.map((tags, at) => [`/${at}`, tags.map(({ name, confidence, ...more }) => tag(name, confidence, more))]))
        const isIn = (one: MergedTag): boolean => !one.written && one.ruled !== 'forbidden' && (one.ruled === 'always' || one.confidence >= thresholdOf(thresholds, one.category, one.key))
        const counts = new ReviewTable(all, new Set(['d'])).countsAt({ thresholds, sureFrom: 0.5 })
        const kept = [...all.values()].map((tags) => tags.filter(isIn))
        assert.equal(counts.added, kept.flat().length)
        assert.equal(counts.images, kept.filter((tags) => tags.length > 0).length)
        assert.equal(counts.unsure, kept.flat().filter((one) => one.ruled === undefined && standingAt(one.confidence, thresholdOf(thresholds, one.category, one.key), 0.5) === 'unsure').length)
      }),
      { numRuns: 300 },
    )
  })

  it('counts as the verdicts do, whatever was decided and whether captions are kept', () => {
    const said = fc.constantFrom(undefined, undefined, 'accept', 'reject')
    const entry = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), confidence: fc.double({ min: 0.01, max: 1, noNaN: true }), written: fc.boolean(), category: fc.constantFrom('general', 'character'), ruled: fc.constantFrom(undefined, undefined, 'always', 'forbidden'), said })
    const images = fc.array(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(images, fc.double({ min: 0.01, max: 1.1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.boolean(), (sets, general, own, keeps) => {
        const thresholds = withThresholds({ categories: { general }, tags: { d: own } })
        const makeTag = ({ name, confidence, category, written, ruled }: (typeof sets)[number][number]): MergedTag => {
          const more = { category, written, ruled }
          const isSeen = more.ruled === undefined ? confidence >= thresholdOf(thresholds, more.category, name) : more.ruled === 'always'
          return tag(name, confidence, { ...more, taken: isSeen || (keeps && more.written) })
        }
        const all = new Map(sets.map((tags, at) => [`/${at}`, tags.map(makeTag)]))
        const decisions = new Map(sets.map((tags, at) => [`/${at}`, new Map(tags.flatMap((one) => (one.said === undefined ? [] : [[one.name, one.said] as const])))] as const))
        const counts = new ReviewTable(all, new Set(['d']), keeps).countsAt({ thresholds, sureFrom: 0.5 }, decisions)
        const verdicts = [...all].map(([image, tags]) => verdictOf(image, tags, decisions))
        assert.equal(counts.added, verdicts.flatMap(({ add }) => add).length)
        assert.equal(counts.removed, verdicts.flatMap(({ remove }) => remove).length)
        assert.equal(counts.images, verdicts.filter(({ add, remove }) => add.length + remove.length > 0).length)
      }),
      { numRuns: 300 },
    )
  })
})
