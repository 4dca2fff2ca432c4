import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checksum } from '../../server/src/host/checksum'
import { prepareInput } from '../../server/src/tagging/pixels/prepare'

interface Row {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly size: number
  readonly resample: 'trainer' | 'bicubic'
  /** CRC-32 of the bytes that Pillow 12.3 and OpenCV 5.0 make of the same picture, row by row in BGR. */
  readonly crc: number
}

const ROWS = JSON.parse(readFileSync(join(__dirname, 'fixtures/prepared-pixels.json'), 'utf8')) as readonly Row[] // written with the types above

/** A picture of noise that any language can draw: the upper byte of a linear congruence. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

describe('pictures as a tagger takes them', () => {
  for (const { width, height, channels, size, resample, crc } of ROWS) {
    it(`${width}×${height} with ${channels} channels to ${size} (${resample}) is what Pillow and OpenCV make, byte for byte`, () => {
      const pixels = { width, height, channels, data: noise(width * height * channels, width * 1000 + height) }
      const input = prepareInput(pixels, { size, layout: 'nhwc', range: 'bytes', resample })
      assert.equal(checksum(Uint8Array.from(input)), crc)
    })
  }

  it('other models take planes, and values from −1 to 1', () => {
    const pixels = { width: 2, height: 1, channels: 3, data: Uint8Array.from([255, 0, 51, 0, 102, 204]) }
    const rounded = (values: Float32Array): number[] => [...values].map((value) => Math.round(value * 10) / 10)
    assert.deepEqual(rounded(prepareInput(pixels, { size: 2, layout: 'nchw', range: 'signed', resample: 'trainer' })), [-0.6, 0.6, 1, 1, -1, -0.2, 1, 1, 1, -1, 1, 1])
    assert.deepEqual([...prepareInput(pixels, { size: 2, layout: 'nhwc', range: 'bytes', resample: 'trainer' })], [51, 0, 255, 204, 102, 0, 255, 255, 255, 255, 255, 255])
  })
})
