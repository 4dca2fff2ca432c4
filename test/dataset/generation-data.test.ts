import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { readGenerationData } from '../../server/src/dataset/generation/generation-data'

const INFOTEXT = 'lumi, 1girl\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x768'

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  // the check sum is not looked at
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}

function png(...chunks: readonly Buffer[]): Uint8Array {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks, chunk('IEND', Buffer.alloc(0))])
}

const text = (keyword: string, value: string): Buffer => chunk('tEXt', Buffer.from(`${keyword}\0${value}`, 'latin1'))
const packed = (keyword: string, value: string): Buffer => chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(Buffer.from(value, 'latin1'))]))
const international = (keyword: string, value: string, pack = false): Buffer => chunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0`), Buffer.from([pack ? 1 : 0, 0, 0, 0]), pack ? deflateSync(Buffer.from(value)) : Buffer.from(value)]))

/** A TIFF with one entry in its EXIF directory, and one text in the main one. */
function tiff(comment: Buffer | undefined, model: string | undefined, little = false): Buffer {
  const entries: [number, number, Buffer][] = []
  if (model !== undefined) entries.push([0x0110, 2, Buffer.from(`${model}\0`)])
  const u16 = (value: number): Buffer => (little ? Buffer.from([value & 255, value >> 8]) : Buffer.from([value >> 8, value & 255]))
  const u32 = (value: number): Buffer => (little ? Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]) : Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]))
  const count = entries.length + (comment ? 1 : 0)
  let at = 8 + 2 + count * 12 + 4
  const data: Buffer[] = []
  const fields = entries.map(([tag, type, value]) => {
    const field = Buffer.concat([u16(tag), u16(type), u32(value.length), u32(at)])
    data.push(value)
    at += value.length
    return field
  })
  if (comment) {
    fields.push(Buffer.concat([u16(0x8769), u16(4), u32(1), u32(at)]))
    data.push(Buffer.concat([u16(1), u16(0x9286), u16(7), u32(comment.length), u32(at + 2 + 12 + 4), u32(0), comment]))
  }
  return Buffer.concat([Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'), u32(8), u16(count), ...fields, u32(0), ...data])
}

function jpeg(exif: Buffer): Uint8Array {
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])
  const length = segment.length + 2
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, length >> 8, length & 255]), segment, Buffer.from([0xff, 0xd9])])
}

function webp(exif: Buffer): Uint8Array {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(exif.length)
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 \x03\0\0\0abc\0EXIF', 'latin1'), size, exif])
}

const utf16 = (value: string): Buffer => Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), Buffer.from(value, 'utf16le').swap16()])
const GRAPH = {
  3: { class_type: 'KSampler', inputs: { seed: 1, positive: ['10', 0], negative: ['7', 0] } },
  10: { class_type: 'ConditioningConcat', inputs: { conditioning_to: ['6', 0], conditioning_from: ['7', 0] } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: ['12', 0], clip: ['4', 1] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  12: { class_type: 'PrimitiveString', inputs: { value: 'lumi, 1girl' } },
}

describe('generation data', () => {
  it('of a WebUI stand in a text chunk of a PNG, whatever its kind', async () => {
    for (const bytes of [png(text('parameters', INFOTEXT)), png(packed('parameters', INFOTEXT)), png(international('parameters', INFOTEXT)), png(international('parameters', INFOTEXT, true))]) {
      assert.deepEqual(await readGenerationData(bytes), { by: 'webui', text: INFOTEXT })
    }
    assert.deepEqual(await readGenerationData(png(international('parameters', '初音ミク'))), { by: 'webui', text: '初音ミク' })
  })

  it('of a WebUI stand in the comment of a JPEG or WebP', async () => {
    assert.deepEqual(await readGenerationData(jpeg(tiff(utf16(INFOTEXT), undefined))), { by: 'webui', text: INFOTEXT })
    assert.deepEqual(await readGenerationData(webp(tiff(utf16(INFOTEXT), undefined, true))), { by: 'webui', text: INFOTEXT })
    assert.deepEqual(await readGenerationData(jpeg(tiff(Buffer.from(`ASCII\0\0\0${INFOTEXT}`), 'x'))), { by: 'webui', text: INFOTEXT })
  })

  it('of ComfyUI are followed from the sampler to the text', async () => {
    const json = JSON.stringify(GRAPH)
    assert.deepEqual(await readGenerationData(png(text('prompt', json))), { by: 'comfyui', text: 'lumi, 1girl' })
    assert.deepEqual(await readGenerationData(png(text('prompt', json.replace('"seed":1', '"seed":NaN')))), { by: 'comfyui', text: 'lumi, 1girl' })
    assert.deepEqual(await readGenerationData(webp(tiff(undefined, `prompt:${json}`))), { by: 'comfyui', text: 'lumi, 1girl' })
  })

  it('that go in a circle end', async () => {
    const circle = { 1: { class_type: 'KSampler', inputs: { positive: ['2', 0] } }, 2: { class_type: 'X', inputs: { conditioning: ['2', 0] } } }
    assert.equal(await readGenerationData(png(text('prompt', JSON.stringify(circle)))), undefined)
  })

  it('of NovelAI stand in a comment, with the prompts of characters', async () => {
    const comment = { prompt: 'old', v4_prompt: { caption: { base_caption: 'lumi', char_captions: [{ char_caption: '1girl' }] } } }
    assert.deepEqual(await readGenerationData(png(text('Software', 'NovelAI'), text('Comment', JSON.stringify(comment)))), { by: 'novelai', text: 'lumi, 1girl' })
    assert.deepEqual(await readGenerationData(png(text('Software', 'NovelAI'), text('Description', 'lumi'))), { by: 'novelai', text: 'lumi' })
  })

  it('are not taken for what others write, nor read from what is damaged', async () => {
    assert.equal(await readGenerationData(png(text('Software', 'GIMP'), text('Comment', 'mine'))), undefined)
    assert.equal(await readGenerationData(jpeg(tiff(Buffer.from('ASCII\0\0\0a photo'), 'Camera'))), undefined)
    assert.equal(await readGenerationData(png(chunk('zTXt', Buffer.from('parameters\0\0no zlib')))), undefined)
    const cut = png(text('parameters', INFOTEXT)).subarray(0, 40)
    assert.equal(await readGenerationData(cut), undefined)
    for (const bytes of [new Uint8Array(), new Uint8Array([0xff, 0xd8]), jpeg(Buffer.from('MM\0*')), jpeg(Buffer.from('MM\0*\0\0\xff\xff', 'latin1'))]) assert.equal(await readGenerationData(bytes), undefined)
  })
})
