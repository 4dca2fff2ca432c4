import assert from 'node:assert/strict'
import fc from 'fast-check'
import picomatch from 'picomatch'
import { literalGlob } from '../../client/src/literal-glob'

describe('the glob of one file', () => {
  for (const path of ['pets/10_lumi girl/a03.txt', 'a[1].txt', 'x/(old) {2}*?.txt', '!a.txt', 'a+b@c|d.txt']) {
    it(`matches ${path}`, () => assert.ok(picomatch.isMatch(path, literalGlob(path), { dot: true })))
  }

  it('matches whatever a name is made of, and no other name', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab[](){}*?!+@|-, #$&~'), minLength: 1, maxLength: 8 }).map((text) => `d/${text}x.txt`)
    fc.assert(fc.property(name, name, (path, other) => picomatch.isMatch(other, literalGlob(path), { dot: true }) === (path === other)))
  })
})
