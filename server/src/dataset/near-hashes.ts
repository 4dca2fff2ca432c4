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
 * Calls `found` with every pair of hashes that differ in at most `most` bits (0–11), each once, the smaller index first, in no order. Where two
 * hashes differ in few bits, one of their four quarters differs in hardly any: only those with such a quarter are compared, bucket against
 * bucket. (Norouzi, Punjani, Fleet: Fast Search in Hamming Space with Multi-Index Hashing, 2012)
 */
export function findNear(hashes: Hashes, most: number, found: (a: number, b: number) => void): void {
  // quarters that differ in more bits than these, each in one more at least, differ in more than `most` together
  const bits = Array.from({ length: PARTS }, (_, part) => Math.floor((most + 1 + part) / PARTS) - 1)
  // quarters may agree in several places: the first of these tells the pair
  const isTold = (a: number, b: number, part: number): boolean => bits.slice(0, part).some((radius, before) => countBits(quarterOf(hashes, a, before) ^ quarterOf(hashes, b, before)) <= radius)
  for (let part = 0; part < PARTS; part++) {
    const buckets = bucketsOf(hashes, part)
    visitNear(buckets, masksUpTo(bits[part] ?? -1), most, (a, b) => {
      if (!isTold(a, b, part)) found(Math.min(a, b), Math.max(a, b))
    })
  }
}

/** All pairs of at most `most` different bits from buckets whose numbers differ by one of the masks. */
function visitNear({ starts, ids, highs, lows }: Buckets, masks: readonly number[], most: number, visit: (a: number, b: number) => void): void {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const from = starts[bucket] ?? 0
    const to: number = starts[bucket + 1] ?? 0
    if (from === to) continue
    for (const mask of masks) {
      const other = bucket ^ mask
      // the other way round it has been, or will be
      if (other < bucket) continue
      const end: number = starts[other + 1] ?? 0
      for (let one = from; one < to; one++) {
        const [high, low] = [highs[one] ?? 0, lows[one] ?? 0]
        for (let at = mask === 0 ? one + 1 : (starts[other] ?? 0); at < end; at++) {
          if (countBits(high ^ (highs[at] ?? 0)) + countBits(low ^ (lows[at] ?? 0)) <= most) visit(ids[one] ?? 0, ids[at] ?? 0)
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

/** The hashes by one of their quarters; side by side, so that comparing them reads on and not here and there. */
interface Buckets {
  /** Where each bucket begins. */
  readonly starts: Uint32Array
  readonly ids: Uint32Array
  readonly highs: Uint32Array
  readonly lows: Uint32Array
}

function bucketsOf(hashes: Hashes, part: number): Buckets {
  const count = hashes.length / 2
  const starts = new Uint32Array(BUCKETS + 1)
  const add = (bucket: number, more: number): void => void (starts[bucket] = (starts[bucket] ?? 0) + more)
  for (let index = 0; index < count; index++) add(quarterOf(hashes, index, part) + 1, 1)
  for (let bucket = 0; bucket < BUCKETS; bucket++) add(bucket + 1, starts[bucket] ?? 0)
  const next = starts.slice()
  const [ids, highs, lows] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
  for (let index = 0; index < count; index++) {
    const bucket = quarterOf(hashes, index, part)
    const at = next[bucket] ?? 0
    ids[at] = index
    highs[at] = hashes[index * 2] ?? 0
    lows[at] = hashes[index * 2 + 1] ?? 0
    next[bucket] = at + 1
  }
  return { starts, ids, highs, lows }
}
