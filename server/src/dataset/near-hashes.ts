/** Hashes of 64 bits, two numbers each: high bits, low bits. */
export type Hashes = Uint32Array

/** From 16 hex digits each. */
export function packHashes(texts: readonly string[]): Hashes {
  const packed = new Uint32Array(texts.length * 2)
  texts.forEach((text, at) => {
    packed[at * 2] = parseInt(text.slice(0, 8), 16)
    packed[at * 2 + 1] = parseInt(text.slice(8), 16)
  })
  return packed
}

/** Bits that differ. */
export function hashDistance(a: string, b: string): number {
  const [highA = 0, lowA = 0, highB = 0, lowB = 0] = packHashes([a, b])
  return countBits(highA ^ highB) + countBits(lowA ^ lowB)
}

function countBits(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const PARTS = 4
const BUCKETS = 1 << 16

/**
 * Calls `found` with every pair of hashes that differ in at most `most` bits (0–11), each once, the smaller index first. Where two hashes
 * differ in few bits, one of their four quarters differs in hardly any: only those with such a quarter are compared. The work grows with
 * the number of hashes and of pairs, hardly with the square. (Norouzi, Punjani, Fleet: Fast Search in Hamming Space with
 * Multi-Index Hashing, 2012)
 */
export function findNear(hashes: Hashes, most: number, found: (a: number, b: number) => void): void {
  const count = hashes.length / 2
  // quarters that differ in more bits than these, each in one more at least, differ in more than `most` together
  const masks = Array.from({ length: PARTS }, (_, part) => masksUpTo(Math.floor((most + 1 + part) / PARTS) - 1))
  // the last one that each hash was compared with: quarters may agree in several places
  const compared = new Int32Array(count).fill(-1)
  const tables = Array.from({ length: PARTS }, (_, part) => bucketsOf(hashes, part))
  for (let a = 0; a < count; a++) {
    const [high, low] = [hashes[a * 2] ?? 0, hashes[a * 2 + 1] ?? 0]
    for (let part = 0; part < PARTS; part++) {
      const table = tables[part]
      if (!table) continue
      const quarter = quarterOf(hashes, a, part)
      for (const mask of masks[part] ?? []) {
        const bucket = quarter ^ mask
        const end: number = table.starts[bucket + 1] ?? 0
        // ids of a bucket are in order: those before `a` have had their turn
        for (let at: number = end - 1; at >= (table.starts[bucket] ?? 0); at--) {
          const b = table.ids[at] ?? 0
          if (b <= a) break
          if (compared[b] === a) continue
          compared[b] = a
          if (countBits(high ^ (hashes[b * 2] ?? 0)) + countBits(low ^ (hashes[b * 2 + 1] ?? 0)) <= most) found(a, b)
        }
      }
    }
  }
}

/** Numbers of 16 bits with at most `bits` of them set; none for -1. */
function masksUpTo(bits: number): number[] {
  if (bits < 0) return []
  let masks = [0]
  const all = new Set(masks)
  for (let round = 0; round < bits; round++) {
    masks = masks.flatMap((mask) => Array.from({ length: 16 }, (_, bit) => mask ^ (1 << bit)))
    for (const mask of masks) all.add(mask)
  }
  return [...all]
}

function quarterOf(hashes: Hashes, index: number, part: number): number {
  const half = hashes[index * 2 + (part >> 1)] ?? 0
  return part % 2 === 0 ? half >>> 16 : half & 0xffff
}

interface Buckets {
  /** Where the ids of each bucket begin. */
  readonly starts: Uint32Array
  readonly ids: Uint32Array
}

function bucketsOf(hashes: Hashes, part: number): Buckets {
  const count = hashes.length / 2
  const starts = new Uint32Array(BUCKETS + 1)
  const add = (bucket: number, more: number): void => void (starts[bucket] = (starts[bucket] ?? 0) + more)
  for (let index = 0; index < count; index++) add(quarterOf(hashes, index, part) + 1, 1)
  for (let bucket = 0; bucket < BUCKETS; bucket++) add(bucket + 1, starts[bucket] ?? 0)
  const next = starts.slice()
  const ids = new Uint32Array(count)
  for (let index = 0; index < count; index++) {
    const bucket = quarterOf(hashes, index, part)
    const at = next[bucket] ?? 0
    ids[at] = index
    next[bucket] = at + 1
  }
  return { starts, ids }
}
