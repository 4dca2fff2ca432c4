import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { frameOf, sizeAfter, type ImageTransform } from '../../server/src/base/image-transform'
import { transformImage } from '../../server/src/host/image-process/transform-image'

const PNG: Pick<ImageTransform, 'encode' | 'metadata'> = { encode: { format: 'png' }, metadata: 'keep' }

/** A picture whose pixels are numbered: red is the number. */
function numbered(width: number, height: number): sharp.Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) data[at * 3] = at
  return sharp(data, { raw: { width, height, channels: 3 } })
}

async function reds(bytes: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: info.height }, (_, y) => Array.from({ length: info.width }, (_, x) => data[(y * info.width + x) * info.channels] ?? -1))
}

function withText(png: Buffer, keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`${keyword}\0${text}`, 'latin1')])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

describe('transforming a picture', () => {
  let folder: string
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'taglore-transform-'))))
  after(() => rm(folder, { recursive: true, force: true }))

  const put = async (name: string, bytes: Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }
  const lying = async (): Promise<string> => put('lying.png', await numbered(4, 2).withMetadata({ orientation: 6 }).png().toBuffer())

  it('turns the pixels by EXIF and drops the tag', async () => {
    const { bytes, width, height } = await transformImage(sharp, await lying(), { orient: true, ...PNG })
    assert.deepEqual([width, height, await reds(bytes)], [2, 4, [[4, 0], [5, 1], [6, 2], [7, 3]]])
    assert.equal((await sharp(bytes).metadata()).orientation ?? 1, 1)
  })

  it('leaves pixels and tag as they are where it is not told to', async () => {
    const { bytes } = await transformImage(sharp, await lying(), PNG)
    assert.deepEqual(await reds(bytes), [[0, 1, 2, 3], [4, 5, 6, 7]])
    assert.equal((await sharp(bytes).metadata()).orientation, 6)
  })

  it('crops what it has turned', async () => {
    const { bytes } = await transformImage(sharp, await lying(), { orient: true, turn: 90, crop: { left: 1, top: 0, width: 2, height: 1 }, ...PNG })
    assert.deepEqual(await reds(bytes), [[6, 5]])
  })

  it('scales to exactly the size it is given', async () => {
    const transform: ImageTransform = { crop: { left: 0, top: 0, width: 3, height: 2 }, resize: { width: 30, height: 10 }, ...PNG }
    const { bytes, width, height } = await transformImage(sharp, await lying(), transform)
    const { width: real, height: tall } = await sharp(bytes).metadata()
    assert.deepEqual([width, height, real, tall], [30, 10, 30, 10])
    assert.deepEqual(sizeAfter({ width: 4, height: 2 }, transform, 6), { width: 30, height: 10 })
  })

  for (const degrees of [0.5, -3, 12, 45]) {
    it(`straightens by ${degrees}° without empty corners`, async () => {
      const path = await put('white.png', await sharp({ create: { width: 120, height: 80, channels: 3, background: '#804020' } }).png().toBuffer())
      const { bytes, width, height } = await transformImage(sharp, path, { straighten: degrees, flatten: '#00ff00', ...PNG })
      assert.deepEqual({ width, height }, frameOf({ width: 120, height: 80 }, { straighten: degrees }))
      const { channels } = await sharp(bytes).stats()
      assert.deepEqual(channels.map(({ min, max }) => [min, max]), [[0x80, 0x80], [0x40, 0x40], [0x20, 0x20]])
    })
  }

  it('crops within what straightening leaves, without giving an alpha to a picture that had none', async () => {
    const path = await put('plain.png', await sharp({ create: { width: 120, height: 80, channels: 3, background: '#804020' } }).png().toBuffer())
    const { bytes, width, height } = await transformImage(sharp, path, { turn: 90, straighten: 5, crop: { left: 3, top: 4, width: 20, height: 30 }, ...PNG })
    assert.deepEqual([width, height, (await sharp(bytes).metadata()).hasAlpha], [20, 30, false])
  })

  it('lays transparent parts on a colour', async () => {
    const clear = await put('clear.png', await sharp({ create: { width: 2, height: 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer())
    const { bytes } = await transformImage(sharp, clear, { flatten: '#fffffe', ...PNG })
    assert.deepEqual([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)], [255, 255, 254])
    // a JPEG has no alpha: the black that is hidden does not come to light
    const jpeg = await transformImage(sharp, clear, { encode: { format: 'jpeg', quality: 100 }, metadata: 'keep' })
    assert.equal((await reds(jpeg.bytes))[0]?.[0], 255)
  })

  it('keeps generation data of a PNG, or takes it out', async () => {
    const path = await put('made.png', withText(await numbered(4, 2).png().toBuffer(), 'parameters', 'a cat, Steps: 20'))
    const comments = async (metadata: ImageTransform['metadata']): Promise<unknown> => (await sharp((await transformImage(sharp, path, { encode: { format: 'png' }, metadata })).bytes).metadata()).comments
    assert.deepEqual(await comments('keep'), [{ keyword: 'parameters', text: 'a cat, Steps: 20' }])
    assert.equal(await comments('strip'), undefined)
  })

  it('keeps the stored values of another colour profile with the profile, or makes them sRGB without', async () => {
    const red = sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 200, g: 30, b: 40 } } })
    const path = await put('wide.png', await red.withIccProfile('p3').png().toBuffer())
    const stored = (await sharp(path, { ignoreIcc: true }).raw().toBuffer())[0]
    const read = async (metadata: ImageTransform['metadata']): Promise<readonly unknown[]> => {
      const { bytes } = await transformImage(sharp, path, { encode: { format: 'png' }, metadata })
      return [(await sharp(bytes, { ignoreIcc: true }).raw().toBuffer())[0], (await sharp(bytes).metadata()).hasProfile]
    }
    assert.deepEqual(await read('keep'), [stored, true])
    const [red8, profile] = await read('strip')
    assert.ok(Math.abs(Number(red8) - 200) <= 1 && red8 !== stored, `${red8}`)
    assert.equal(profile, false)
  })

  it('writes WebP without loss, and JPEG and WebP with as much as is asked', async () => {
    const path = await lying()
    const format = async (encode: ImageTransform['encode']): Promise<Uint8Array> => (await transformImage(sharp, path, { encode, metadata: 'strip' })).bytes
    assert.deepEqual(await reds(await format({ format: 'webp' })), await reds(await format({ format: 'png' })))
    assert.equal((await sharp(await format({ format: 'webp', quality: 80 })).metadata()).format, 'webp')
    const jpeg = await sharp(await format({ format: 'jpeg', quality: 95 })).metadata()
    assert.deepEqual([jpeg.format, jpeg.chromaSubsampling], ['jpeg', '4:4:4'])
  })

  it('refuses a damaged picture', async () => {
    const whole = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#123456', noise: { type: 'gaussian', mean: 100, sigma: 40 } } }).png().toBuffer()
    await assert.rejects(transformImage(sharp, await put('cut.png', whole.subarray(0, whole.length / 2)), PNG))
  })
})
