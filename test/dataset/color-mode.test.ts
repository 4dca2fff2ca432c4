import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { readColorMode, type ColorMode } from '../../server/src/dataset/color-mode'
import { readImage } from '../../server/src/dataset/read-image'
import { MemoryFiles } from '../support/memory-files'

const solid = (channels: 3 | 4): sharp.Sharp => sharp({ create: { width: 20, height: 10, channels, background: { r: 9, g: 90, b: 200, alpha: 0.5 } } })

async function modeOf(name: string, picture: sharp.Sharp): Promise<ColorMode | undefined> {
  const files = new MemoryFiles({ [`/${name}`]: await picture.toBuffer() })
  return (await readImage(files, `/${name}`)).header?.mode
}

describe('how the pixels of an image are stored', () => {
  const cases: readonly (readonly [string, string, () => sharp.Sharp, ColorMode])[] = [
    ['a PNG', 'a.png', () => solid(3).png(), { color: 'rgb', alpha: false, bits: 8 }],
    ['a PNG with alpha', 'a.png', () => solid(4).png(), { color: 'rgb', alpha: true, bits: 8 }],
    ['a grey PNG', 'a.png', () => solid(3).toColourspace('b-w').png(), { color: 'grey', alpha: false, bits: 8 }],
    ['a PNG of 16 bits', 'a.png', () => solid(3).toColourspace('rgb16').png(), { color: 'rgb', alpha: false, bits: 16 }],
    ['a PNG with a palette that is transparent', 'a.png', () => solid(4).png({ palette: true, colours: 4 }), { color: 'palette', alpha: true, bits: 2 }],
    ['a JPEG', 'a.jpg', () => solid(3).jpeg(), { color: 'rgb', alpha: false, bits: 8 }],
    ['a progressive JPEG with EXIF', 'a.jpg', () => solid(3).withMetadata({ orientation: 6 }).jpeg({ progressive: true }), { color: 'rgb', alpha: false, bits: 8 }],
    ['a grey JPEG', 'a.jpg', () => solid(3).toColourspace('b-w').jpeg(), { color: 'grey', alpha: false, bits: 8 }],
    ['a JPEG for print', 'a.jpg', () => solid(3).toColourspace('cmyk').jpeg(), { color: 'cmyk', alpha: false, bits: 8 }],
    ['a WebP', 'a.webp', () => solid(3).webp(), { color: 'rgb', alpha: false, bits: 8 }],
    ['a WebP with alpha', 'a.webp', () => solid(4).webp(), { color: 'rgb', alpha: true, bits: 8 }],
    ['a lossless WebP', 'a.webp', () => solid(3).webp({ lossless: true }), { color: 'rgb', alpha: false, bits: 8 }],
    ['a lossless WebP with alpha', 'a.webp', () => solid(4).webp({ lossless: true }), { color: 'rgb', alpha: true, bits: 8 }],
  ]
  for (const [what, name, make, mode] of cases) it(`is read of ${what}`, async () => assert.deepEqual(await modeOf(name, make()), mode))

  it('is read of a BMP', () => {
    const bmp = new Uint8Array(54)
    bmp[28] = 24
    assert.deepEqual(readColorMode(bmp, 'bmp'), { color: 'rgb', alpha: false, bits: 8 })
  })

  it('is not guessed where the header is cut off or of another kind', () => {
    const jpeg = readFileSync(join(__dirname, '../../samples/mascots/10_lumi girl/lumi-06.jpg'))
    for (const length of [0, 3, 20]) for (const type of ['png', 'jpg', 'webp', 'bmp']) assert.equal(readColorMode(jpeg.subarray(0, length), type), undefined)
    assert.equal(readColorMode(jpeg, 'gif'), undefined)
  })
})
