import assert from 'node:assert/strict'
import fc from 'fast-check'
import { mergeScores, type MergeOptions, type Voice } from '../../server/src/tagging/merge'
import type { ScoreCategory, TagScore } from '../../server/src/tagging/score'
import { USUAL_THRESHOLDS, withThresholds } from '../../server/src/tagging/thresholds'
import { createUnifier } from '../../server/src/tagging/unify'
import { smallKnowledge } from '../support/vocabulary'

const OPTIONS: MergeOptions = { method: 'union', thresholds: USUAL_THRESHOLDS, caption: 'keep', ratings: 'leave-out', characters: 'tag', unify: createUnifier(smallKnowledge.tags) }

function voice(tagger: string, tags: Readonly<Record<string, number>>, category: ScoreCategory = 'general'): Voice {
  return { tagger, scores: { tags: Object.entries(tags).map(([name, score]) => ({ name, category, score })) } }
}

function taken(voices: readonly Voice[], options: Partial<MergeOptions> = {}, written: readonly string[] = []): readonly string[] {
  return mergeScores(voices, written, { ...OPTIONS, ...options }).flatMap((tag) => (tag.taken ? [tag.name] : [])).sort()
}

const A = voice('a', { solo: 0.9, smile: 0.4, hat: 0.1 })
const B = voice('b', { solo: 0.8, hat: 0.6 })
const C = voice('c', { hat: 0.5, smile: 0.2 })

describe('merging taggers', () => {
  it('union takes what any of them sees, intersection what all see, vote what most see', () => {
    assert.deepEqual(taken([A, B, C]), ['hat', 'smile', 'solo'])
    assert.deepEqual(taken([A, B], { method: 'intersection' }), ['solo'])
    assert.deepEqual(taken([A, B, C], { method: 'vote' }), ['hat', 'solo'])
    assert.deepEqual(taken([A, B, C], { method: 'vote', votes: 3 }), [])
  })

  it('weighted confidence is the mean, by weight', () => {
    const [hat] = mergeScores([A, B], [], { ...OPTIONS, method: 'weighted', weights: { a: 1, b: 3 } }).filter(({ name }) => name === 'hat')
    assert.equal(hat?.confidence.toFixed(4), ((0.1 + 0.6 * 3) / 4).toFixed(4))
    assert.deepEqual(taken([A, B], { method: 'weighted', weights: { a: 1, b: 3 } }), ['hat', 'solo'])
    assert.deepEqual(taken([A, B], { method: 'weighted', weights: { a: 0, b: 0 } }), [])
  })

  it('a threshold goes by category, and a tag may have its own', () => {
    const character = voice('a', { 'hatsune miku': 0.7 }, 'character')
    assert.deepEqual(taken([character]), [])
    assert.deepEqual(taken([character], { thresholds: withThresholds({ categories: { character: 0.7 } }) }), ['hatsune miku'])
    assert.deepEqual(taken([A], { thresholds: withThresholds({ categories: {}, tags: { Smile: 0.5, HAT: 0.1 } }) }), ['hat', 'solo'])
  })

  it('aliases and spellings are one tag', () => {
    const merged = mergeScores([voice('a', { blond_hair: 0.4 }), voice('b', { 'Blonde Hair': 0.7, yellow_hair: 0.6 })], [], OPTIONS)
    assert.deepEqual(merged.map(({ key, name, scores }) => ({ key, name, scores })), [{ key: 'blonde hair', name: 'blonde hair', scores: { a: 0.4, b: 0.7 } }])
  })

  it('faces stay faces', () => assert.deepEqual(taken([voice('a', { '^_^': 0.9, ':d': 0.8, '>_<': 0.7 })]), [':d', '>_<', '^_^']))

  it('what the caption has stays, counts as a voice, or counts for nothing', () => {
    assert.deepEqual(taken([B], {}, ['lumi', 'smile']), ['hat', 'lumi', 'smile', 'solo'])
    assert.deepEqual(taken([B], { caption: 'voice', method: 'intersection' }, ['solo', 'smile']), ['solo'])
    assert.deepEqual(taken([B], { caption: 'replace' }, ['smile']), ['hat', 'solo'])
  })

  it('forbidden tags never come in, always tags always do', () => {
    assert.deepEqual(taken([A], { forbidden: ['Solo'], always: ['masterpiece'] }), ['masterpiece', 'smile'])
    assert.deepEqual(taken([], { always: ['a', 'b'], forbidden: ['b'] }), ['a'])
  })

  it('of the ratings only the likeliest is a tag, and only where that is asked for', () => {
    const ratings = voice('a', { general: 0.2, sensitive: 0.3 }, 'rating')
    assert.deepEqual(taken([ratings]), [])
    assert.deepEqual(taken([ratings], { ratings: 'tag' }), ['sensitive'])
  })

  it('characters are left out, tags, or name and series', () => {
    const character = voice('a', { 'artoria_(lancer)_(fate)': 0.9, solo_mio: 0.9 }, 'character')
    assert.deepEqual(taken([character], { characters: 'leave-out' }), [])
    assert.deepEqual(taken([character], { characters: 'expand' }), ['artoria_(lancer)', 'fate', 'solo_mio'])
  })

  it('tells where taggers are of two minds', () => {
    const disputed = mergeScores([A, B], [], OPTIONS).flatMap((tag) => (tag.disputed ? [tag.name] : []))
    assert.deepEqual(disputed.sort(), ['hat', 'smile'])
  })
})

const names = fc.constantFrom('solo', 'Solo', 'smile', 'blond_hair', 'blonde hair', 'yellow hair', '^_^', 'hat', 'x_(y)')
const scores = fc.array(fc.record({ name: names, category: fc.constantFrom<ScoreCategory>('general', 'character', 'rating'), score: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 8 })
const voices = fc.array(fc.record({ tagger: fc.constantFrom('a', 'b', 'c'), scores: scores.map((tags: TagScore[]) => ({ tags })) }), { maxLength: 5 })
const options = fc.record({
  method: fc.constantFrom('union', 'intersection', 'vote', 'weighted'),
  caption: fc.constantFrom('keep', 'voice', 'replace'),
  ratings: fc.constantFrom('leave-out', 'tag'),
  characters: fc.constantFrom('leave-out', 'tag', 'expand'),
  always: fc.array(names, { maxLength: 2 }),
  forbidden: fc.array(names, { maxLength: 2 }),
})

describe('merging, whatever is merged', () => {
  it('the order of taggers and of their tags does not matter', () => {
    fc.assert(
      fc.property(voices, options, fc.array(names, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (said, chosen, written, numbers) => {
        const shuffle = <Item>(items: readonly Item[]): Item[] => items.map((item) => ({ item, at: numbers.next().value })).sort((a, b) => a.at - b.at).map(({ item }) => item)
        const others = shuffle(said.map(({ tagger, scores: { tags } }) => ({ tagger, scores: { tags: shuffle(tags) } })))
        const settings: MergeOptions = { ...OPTIONS, ...chosen }
        // two ratings of one score: the first is taken, as argmax does
        fc.pre(said.every(({ scores: { tags } }) => new Set(tags.filter(({ category }) => category === 'rating').map(({ score }) => score)).size === tags.filter(({ category }) => category === 'rating').length))
        assert.deepEqual(mergeScores(others, shuffle(written), settings), mergeScores(said, written, settings))
      }),
      { numRuns: 300 },
    )
  })

  it('a tag never appears twice, and confidence stays between 0 and 1', () => {
    fc.assert(
      fc.property(voices, options, fc.array(names, { maxLength: 4 }), (said, chosen, written) => {
        const merged = mergeScores(said, written, { ...OPTIONS, ...chosen })
        assert.equal(new Set(merged.map(({ key }) => key)).size, merged.length)
        for (const { confidence } of merged) assert.ok(confidence >= 0 && confidence <= 1)
      }),
      { numRuns: 300 },
    )
  })
})
