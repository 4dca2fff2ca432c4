import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { luminance, type PixelFacts } from '../../server/src/dataset/pixel-facts'
import { readFacts } from '../../server/src/host/image-process/read-facts'

const SAMPLE = join(__dirname, '../../samples/mascots/10_lumi girl/lumi-06.jpg')
const OTHER = join(__dirname, '../../samples/mascots/10_lumi girl/lumi-14.jpg')

/** Bits that differ between two hashes. */
function distance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n)
  return count
}

describe('facts about pixels', () => {
  let folder: string
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'taglore-facts-'))))
  after(() => rm(folder, { recursive: true, force: true }))

  let count = 0
  const factsOf = async (picture: sharp.Sharp | Uint8Array): Promise<PixelFacts> => {
    const path = join(folder, `${count++}`)
    await writeFile(path, picture instanceof Uint8Array ? picture : await picture.png().toBuffer())
    return readFacts(sharp, path)
  }
  const plain = (background: string, width = 300, height = 200): sharp.Sharp => sharp({ create: { width, height, channels: 3, background } })
  const withAlpha = (alphaAt: (at: number) => number): sharp.Sharp => {
    const data = Buffer.alloc(256 * 256 * 4, 90)
    for (let at = 0; at < 256 * 256; at++) data[at * 4 + 3] = alphaAt(at)
    return sharp(data, { raw: { width: 256, height: 256, channels: 4 } })
  }

  it('tell an alpha channel that hides something from one that does not', async () => {
    assert.equal((await factsOf(plain('#fff'))).alpha, 'none')
    assert.equal((await factsOf(withAlpha(() => 255))).alpha, 'opaque')
    // generation data in the last bit of the alpha
    assert.equal((await factsOf(withAlpha((at) => 254 + ((at * 7919) % 3 === 0 ? 1 : 0)))).alpha, 'opaque')
    assert.equal((await factsOf(withAlpha((at) => (at < 2560 ? 0 : 255)))).alpha, 'real')
    assert.equal((await factsOf(withAlpha(() => 128))).alpha, 'real')
  })

  it('see transparency in a palette', async () => {
    const picture = await withAlpha((at) => (at % 256 < 64 ? 0 : 255)).png({ palette: true }).toBuffer()
    assert.equal((await factsOf(picture)).alpha, 'real')
  })

  it('know a grey picture, whatever its channels, from a coloured one', async () => {
    assert.equal((await factsOf(plain('#777'))).grey, true)
    assert.equal((await factsOf(plain('#777').toColourspace('b-w'))).grey, true)
    assert.equal((await factsOf(plain('#776655'))).grey, false)
    const dot = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#f00' } }).png().toBuffer()
    assert.equal((await factsOf(plain('#777').composite([{ input: dot, left: 100, top: 100 }]))).grey, false)
    assert.equal((await factsOf(await sharp(SAMPLE).greyscale().jpeg({ quality: 70 }).toBuffer())).grey, true)
    assert.equal((await readFacts(sharp, SAMPLE)).grey, false)
  })

  it('give the mean and the border', async () => {
    const inner = await plain('#ff0000', 200, 100).png().toBuffer()
    const framed = await factsOf(plain('#000020').composite([{ input: inner, left: 50, top: 50 }]))
    assert.deepEqual(framed.border, { color: [0, 0, 32], varied: 0 })
    assert.ok(luminance(framed.border.color) < 20)
    assert.ok(Math.abs(framed.mean[0] - 85) < 3, `${framed.mean}`)
    const half = await plain('#fff', 150, 200).png().toBuffer()
    assert.ok((await factsOf(plain('#000').composite([{ input: half, left: 0, top: 0 }]))).border.varied > 0.4)
  })

  it('see transparent ground as white', async () => {
    assert.deepEqual((await factsOf(withAlpha(() => 0))).border.color, [255, 255, 255])
  })

  it('have hashes that outlast scaling and compression, and tell pictures apart', async () => {
    const original = await readFacts(sharp, SAMPLE)
    const small = await factsOf(await sharp(SAMPLE).resize(200).webp({ quality: 60 }).toBuffer())
    const other = await readFacts(sharp, OTHER)
    for (const key of ['hash', 'steps'] as const) {
      assert.match(original[key], /^[0-9a-f]{16}$/)
      assert.ok(distance(original[key], small[key]) <= 4, `${key} ${distance(original[key], small[key])}`)
      assert.ok(distance(original[key], other[key]) > 10, `${key} ${distance(original[key], other[key])}`)
    }
  })

  it('know a picture in a mirror', async () => {
    const original = await readFacts(sharp, SAMPLE)
    const flopped = await factsOf(await sharp(SAMPLE).flop().jpeg().toBuffer())
    assert.ok(distance(original.mirrored, flopped.hash) <= 4)
    assert.ok(distance(original.hash, flopped.hash) > 10)
  })

  it('of a damaged picture are none', async () => {
    const whole = await sharp(SAMPLE).png().toBuffer()
    await assert.rejects(factsOf(whole.subarray(0, whole.length / 2)))
  })
})
