import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applySpanEdits } from '../../server/src/base/span'
import { editCaption } from '../../server/src/caption/edit'
import { parseCaption } from '../../server/src/caption/parse'
import { RemovalReader } from '../../server/src/caption/removals'
import { someCaption } from '../support/caption-arbitrary'

/** Names of the tags that can go while the others keep their names. */
function removable(text: string): readonly string[] {
  const caption = parseCaption(text)
  const removals = new RemovalReader(caption)
  return caption.tags.filter((tag) => removals.keepsNames(tag)).map(({ name }) => name)
}

const PARTS = ['a', 'b c', '(a', 'b)', '(a, b)', '(c:1.2)', 'a:1.2)', 'x (b', 'a) y', '[a', 'b]', '(', ')', '((a))', '((a', 'b))', '(o)_(o)', ':', ';', '16:9', '\\', ':)', '{a', '{a|b}', '{(a|b}', '|}', '}', '(fate)']
const JOINS = [', ', ',', ' ', '\u3000', '|||', ';;;', ', , ', '\n']
const bracketed = fc.array(fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom(...JOINS)), { maxLength: 9 }).map((parts) => parts.flat().join(''))

describe('removals', () => {
  it('leave other tags their names where nothing is shared, or what is shared stands around the names', () => {
    assert.deepEqual(removable('a, (b:1.2), saber (fate)'), ['a', 'b', 'saber (fate)'])
    assert.deepEqual(removable('(a, b, c:1.2)'), ['a', 'b', 'c'])
    assert.deepEqual(removable('((a, b), c)'), ['a', 'b', 'c'])
  })

  it('would change a name that a shared bracket stands in', () => {
    assert.deepEqual(removable('(a, b, c) d'), ['b', 'c) d'])
    assert.deepEqual(removable('red (a, b, c:1.2)'), ['red (a', 'b'])
  })

  it('would change a name that takes the bracket for a part of itself', () => {
    assert.deepEqual(removable('(16:9, a)'), ['16:9'])
    assert.deepEqual(removable('(:, a)'), [':'])
    assert.deepEqual(removable('(\\, a)'), ['\\'])
    assert.deepEqual(removable('(a, :), b)'), [':)'])
  })

  it('lose a bracket whose group goes on beyond |||, and mistake groups that cross', () => {
    assert.deepEqual(removable('(a|||b)'), [])
    assert.deepEqual(removable('(a, [b, c), d], e'), ['e'])
  })

  it('may leave braces that make a choice', () => {
    assert.deepEqual(removable('{a, b}, c|}'), [])
    assert.deepEqual(removable('{a|b} hair, c'), ['{a|b} hair', 'c'])
  })

  for (const [what, captions] of [['captions', someCaption], ['captions full of brackets', bracketed]] as const) {
    it(`of any tags they allow leave the others their names, in ${what}`, () => {
      fc.assert(
        fc.property(captions, fc.infiniteStream(fc.boolean()), (text, chosen) => {
          const caption = parseCaption(text)
          const removals = new RemovalReader(caption)
          const gone = new Set(caption.tags.filter((tag) => removals.keepsNames(tag) && chosen.next().value))
          const after = applySpanEdits(text, editCaption(caption, [...gone].map((tag) => ({ kind: 'remove', tag }))))
          const kept = caption.tags.filter((tag) => !gone.has(tag))
          assert.deepEqual(parseCaption(after).tags.map(({ name }) => name), kept.map(({ name }) => name), JSON.stringify([text, after]))
        }),
        { numRuns: 3000 },
      )
    })
  }
})
