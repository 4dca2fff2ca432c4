import assert from 'node:assert/strict'
import fc from 'fast-check'
import { tagKey } from '../../server/src/caption/tag-key'

describe('the key of a tag', () => {
  const cases: readonly (readonly [why: string, text: string, key: string])[] = [
    ['takes underscores for blanks', 'long_hair', 'long hair'],
    ['is lower case', 'Long Hair', 'long hair'],
    ['makes one blank of several', '  long \t__ hair_', 'long hair'],
    ['takes full-width blanks for blanks', 'long\u3000hair', 'long hair'],
    ['folds escaped brackets', 'bow \\(weapon\\)', 'bow (weapon)'],
    ['folds escaped square and curly brackets', '\\[a\\] \\{b\\}', '[a] {b}'],
    ['keeps the strokes of an emoticon', '\\m/', '\\m/'],
    ['composes letters', 'cafe\u0301', 'café'],
    ['keeps Chinese', '长发', '长发'],
    ['keeps signs', '>_<', '> <'],
  ]
  for (const [why, text, key] of cases) it(why, () => assert.equal(tagKey(text), key))

  it('is its own key', () => {
    const unit = fc.constantFrom(...'aB_ \\()[]{}长é', '\u0301', '\u3000', 'İ')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), text => {
        assert.equal(tagKey(tagKey(text)), tagKey(text))
      }),
    )
  })
})
