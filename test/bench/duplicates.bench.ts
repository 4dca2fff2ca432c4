// Near hashes: the search in 50,000 of them against comparing each with each.
// Run: node --import=tsx test/bench/duplicates.bench.ts
import { findNear } from '../../server/src/dataset/near-hashes'

const COUNT = 50_000
/** Of these, as many are near another one. */
const NEAR = 5000
const MOST = 8

function draw(): Uint32Array {
  let state = 9
  const next = (): number => (state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0)
  const hashes = new Uint32Array(COUNT * 2).map(() => next())
  for (let at = 0; at < NEAR; at++) {
    const bits = next() % 8
    hashes[at * 2] = hashes[(COUNT - 1 - at) * 2] ?? 0
    hashes[at * 2 + 1] = hashes[(COUNT - 1 - at) * 2 + 1] ?? 0
    for (let bit = 0; bit < bits; bit++) {
      const index = at * 2 + (next() % 2)
      hashes[index] = ((hashes[index] ?? 0) ^ (1 << (next() % 32))) >>> 0
    }
  }
  return hashes
}

function countBits(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function eachWithEach(hashes: Uint32Array): number {
  let found = 0
  const count = hashes.length / 2
  for (let a = 0; a < count; a++) {
    const [high, low] = [hashes[a * 2] ?? 0, hashes[a * 2 + 1] ?? 0]
    for (let b = a + 1; b < count; b++) if (countBits(high ^ (hashes[b * 2] ?? 0)) + countBits(low ^ (hashes[b * 2 + 1] ?? 0)) <= MOST) found++
  }
  return found
}

function timed<Value>(work: () => Value): [Value, number] {
  const start = performance.now()
  const value = work()
  return [value, performance.now() - start]
}

const hashes = draw()
const search = (part: Uint32Array): number => {
  let found = 0
  findNear(part, MOST, () => found++)
  return found
}
/** The quickest of several, each in turn with the others: what a busy machine adds is no part of it. */
const sizes = [hashes.subarray(0, COUNT / 2), hashes.subarray(0, COUNT), hashes]
const best = sizes.map(() => Infinity)
for (let run = 0; run < 9; run++) {
  sizes.forEach((part, at) => {
    const [, time] = timed(() => search(part))
    best[at] = Math.min(best[at] ?? Infinity, time)
  })
}
const [quarter = 0, half = 0, ours = 0] = best
const found = search(hashes)
const [expected, brute] = timed(() => eachWithEach(hashes))
if (found !== expected) throw new Error(`${found} pairs instead of ${expected}`)
console.log(`${COUNT} hashes, ${found} pairs at most ${MOST} bits apart: ${ours.toFixed(0)} ms, each with each ${brute.toFixed(0)} ms: ${(brute / ours).toFixed(0)} times as long`)
console.log(`twice as many hashes take ${(ours / half).toFixed(1)} times as long, four times as many ${(ours / quarter).toFixed(1)} times`)
