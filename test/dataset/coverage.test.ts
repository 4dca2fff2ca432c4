import assert from 'node:assert/strict'
import { measureCoverage, WISHES, type WishId } from '../../server/src/dataset/coverage'
import type { Goal } from '../../server/src/settings'
import { realKnowledge } from '../support/vocabulary'

function covered(goal: Goal, ...captions: string[]): WishId[] {
  return measureCoverage(captions.map((text) => text.split(', ')), goal, realKnowledge().tags).flatMap(({ wish, covered: is }) => (is ? [wish.id] : []))
}

describe('coverage', () => {
  it('asks of a character for clothes, distances and surroundings', () => {
    assert.deepEqual(covered('character', 'lumi, 1girl, smile'), ['one-person'])
    assert.deepEqual(
      covered('character', 'lumi, 1girl, serafuku, close-up, smile, outdoors', 'lumi, 1girl, serafuku, full body, from side, frown, standing, indoors', 'lumi, 1girl, red dress, open mouth, sitting, beach', 'lumi, 1girl, chibi, sketch, kneeling'),
      WISHES.character.map(({ id }) => id),
    )
  })

  it('takes other clothes for those that most captions do not have', () => {
    const has = (...captions: string[]): boolean => covered('character', ...captions).includes('other-clothes')
    assert.equal(has('lumi, serafuku', 'lumi, serafuku', 'lumi, serafuku, cardigan'), false)
    assert.equal(has('lumi, serafuku', 'lumi, serafuku', 'lumi, bikini'), true)
    // the outfit is baked into the trigger, the others are named
    assert.equal(has('lumi', 'lumi', 'lumi, bikini'), true)
    assert.equal(has('lumi', 'lumi', 'lumi'), false)
    assert.equal(has('shirt, white shirt', 'shirt, white shirt', 'shirt, black shirt'), true)
  })

  it('asks neither clothes nor a single person of an animal', () => {
    const ids = measureCoverage([['koro', 'cat', 'no humans'], ['koro', 'no humans']], 'character', realKnowledge().tags).map(({ wish }) => wish.id)
    assert.deepEqual(ids, WISHES.character.map(({ id }) => id).filter((id) => id !== 'one-person' && id !== 'other-clothes'))
  })

  it('takes a scene without persons for a background only where it is one', () => {
    const has = (text: string): boolean => covered('style', text).includes('background-only')
    assert.equal(has('no humans, scenery, sky'), true)
    assert.equal(has('scenery, mountain'), true)
    assert.equal(has('1girl, scenery, mountain'), false)
    assert.equal(has('no humans, cat'), false)
  })

  it('counts captions, names the tags that tell of it, and knows aliases', () => {
    const [, closeUp] = measureCoverage([['close up', 'smile'], ['portrait'], ['portrait']], 'character', realKnowledge().tags)
    assert.deepEqual({ ...closeUp, wish: closeUp?.wish.id }, { wish: 'close-up', covered: true, captions: 3, tags: ['portrait', 'close up'] })
  })
})
