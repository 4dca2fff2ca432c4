import assert from 'node:assert/strict'
import fc from 'fast-check'
import { findNear, hashDistance, packHashes } from '../../server/src/dataset/near-hashes'

function pairsOf(texts: readonly string[], most: number): string[] {
  const pairs: string[] = []
  findNear(packHashes(texts), most, (a, b) => pairs.push(`${a} ${b}`))
  return pairs.sort()
}

function bruteForce(texts: readonly string[], most: number): string[] {
  return texts.flatMap((a, i) => texts.flatMap((b, j) => (i < j && hashDistance(a, b) <= most ? [`${i} ${j}`] : []))).sort()
}

const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })

/** Hashes that are near each other, and some that are not. */
const hashes = fc.array(fc.tuple(hash, fc.array(fc.array(fc.bigInt({ min: 0n, max: 63n }), { maxLength: 12 }), { maxLength: 4 })), { maxLength: 12 }).map((groups) =>
  groups.flatMap(([center, flips]) => [center, ...flips.map((bits) => bits.reduce((value, bit) => value ^ (1n << bit), center))].map((value) => value.toString(16).padStart(16, '0'))),
)

describe('the search for near hashes', () => {
  it('counts the bits that differ', () => {
    assert.equal(hashDistance('0000000000000000', 'ffffffffffffffff'), 64)
    assert.equal(hashDistance('8000000000000001', '0000000000000000'), 2)
    assert.equal(hashDistance('123456789abcdef0', '123456789abcdef0'), 0)
  })

  for (const most of [0, 3, 4, 7, 8, 11]) {
    it(`finds what comparing each with each finds, ${most} bits apart`, () => {
      fc.assert(fc.property(hashes, (texts) => assert.deepEqual(pairsOf(texts, most), bruteForce(texts, most))))
    })
  }
})
