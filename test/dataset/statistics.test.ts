import assert from 'node:assert/strict'
import fc from 'fast-check'
import { distribution, measureDataset, type Statistics } from '../../server/src/dataset/statistics'
import { measureFacets } from '../../server/src/dataset/tag-facets'
import { realKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'

async function measure(text: string, settings: object = {}): Promise<Statistics> {
  const { dataset } = await openDataset(text, { settings, knowledge: realKnowledge() })
  return measureDataset(dataset, { goal: dataset.settings.values.goal, tags: realKnowledge().tags, tokensOf: (sample) => sample.caption?.text.split(', ').length })
}

const TWO = `//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi, 1girl, close-up, red dress
//- 10_lumi/b.png
//- 10_lumi/b.txt
lumi, 1girl, full body, Red_Dress
//- 10_lumi/c.png
//- 10_lumi/c.txt
lumi, 1girl
//- 2_koro/d.png
//- 2_koro/d.txt
koro, no humans, cat
//- reg/1_girl/r.png
//- reg/1_girl/r.txt
1girl, sky
`

describe('the statistics of a dataset', () => {
  it('count tags by captions, by samples and by concept, in the spelling used most', async () => {
    const { captions, samples, tags } = await measure(TWO)
    assert.deepEqual([captions, samples], [4, 32])
    assert.deepEqual(
      tags.slice(0, 4).map(({ tag, captions: in_, samples: shown, byFolder }) => [tag, in_, shown, Object.fromEntries(byFolder)]),
      [
        ['1girl', 3, 30, { '10_lumi': 3 }],
        ['lumi', 3, 30, { '10_lumi': 3 }],
        ['Red_Dress', 2, 20, { '10_lumi': 2 }],
        ['close-up', 1, 10, { '10_lumi': 1 }],
      ],
    )
  })

  it('tell what comes together, and how often of all the times it could', async () => {
    const { together } = await measure(TWO)
    assert.deepEqual(together, [{ tags: ['1girl', 'lumi'], captions: 3, share: 1 }])
  })

  it('measure captions: tags, characters, tokens, over all and in each concept', async () => {
    const { lengths, concepts } = await measure(TWO)
    assert.deepEqual([lengths.tags?.least, lengths.tags?.median, lengths.tags?.mean, lengths.tags?.most], [2, 3.5, 3.25, 4])
    assert.equal(concepts[1]?.lengths.characters?.most, 'koro, no humans, cat'.length)
    assert.equal(concepts[0]?.lengths.tokens?.most, 4)
  })

  it('compare concepts by what one has and the others lack', async () => {
    const { concepts } = await measure(TWO)
    assert.deepEqual(concepts.map(({ name }) => name), ['lumi', 'koro'])
    assert.deepEqual(concepts[1]?.apart, ['cat', 'koro', 'no humans'].map((tag) => ({ tag, share: 1, elsewhere: 0 })))
    assert.deepEqual((await measure(TWO.slice(0, TWO.indexOf('//- 2_koro')))).concepts[0]?.apart, [])
  })

  it('let the outfits of one character cover for each other', async () => {
    const folder = (name: string, own: string): string => Array.from({ length: 4 }, (_, at) => `//- 5_${name}/${at}.png\n//- 5_${name}/${at}.txt\nlumi, ${name}, ${own}\n`).join('')
    const { concepts } = await measure(folder('lumiday', 'serafuku, close-up') + folder('lumisea', 'bikini, full body'))
    for (const { coverage } of concepts) assert.deepEqual(coverage.filter(({ wish, covered }) => wish.needed && covered).map(({ wish }) => wish.id), ['other-clothes', 'close-up', 'full-body'])
  })
})

describe('facets of captions', () => {
  it('tell what is there and what is absent', () => {
    const [views] = measureFacets([['close-up', 'smile'], ['portrait', 'from behind'], ['1girl']], realKnowledge().tags)
    assert.equal(views?.captions, 2)
    assert.deepEqual(
      views?.parts.filter((part) => part.captions > 0).map(({ title, captions, tags }) => [title.text, captions, tags]),
      [
        ['Close-up', 2, ['close-up', 'portrait']],
        ['From behind', 1, ['from behind']],
      ],
    )
  })
})

describe('a distribution', () => {
  it('has every value in exactly one range, and few ranges', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 50 }), (values) => {
        const found = distribution(values)
        assert.ok(found && found.ranges.length <= 14)
        assert.equal(found.ranges.reduce((sum, range) => sum + range.captions, 0), values.length)
        for (const { from, to, captions } of found.ranges) assert.equal(values.filter((value) => value >= from && value < to).length, captions)
        assert.ok(found.least <= found.median && found.median <= found.most)
      }),
    )
  })
  it('is none without values', () => assert.equal(distribution([]), undefined))
})
