/** Texts of the EXIF data of a JPEG or WebP where image generators put theirs. */
export interface ExifTexts {
  readonly userComment?: string
  /** ComfyUI writes `prompt:` and its graph here. */
  readonly model?: string
  readonly make?: string
}

const MAKE = 0x010f
const MODEL = 0x0110
const EXIF_IFD = 0x8769
const USER_COMMENT = 0x9286

/** Undefined for bytes without EXIF data. */
export function readExifTexts(bytes: Uint8Array): ExifTexts | undefined {
  const tiff = exifOfJpeg(bytes) ?? exifOfWebp(bytes)
  if (!tiff || tiff.length < 8) return undefined
  const order = ascii(tiff.subarray(0, 2))
  if (order !== 'II' && order !== 'MM') return undefined
  const little = order === 'II'
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const main = readEntries(view, view.getUint32(4, little), little)
  const inner = main.get(EXIF_IFD)
  const exif = inner ? readEntries(view, inner.value, little) : undefined
  const textOf = (tag: number): string | undefined => {
    const entry = main.get(tag)
    return entry && new TextDecoder().decode(bytesOf(tiff, entry)).replace(/\0+$/, '')
  }
  const comment = exif?.get(USER_COMMENT) ?? main.get(USER_COMMENT)
  return { userComment: comment && decodeComment(bytesOf(tiff, comment), little), model: textOf(MODEL), make: textOf(MAKE) }
}

interface Entry {
  /** The value itself, or where it lies. */
  readonly value: number
  /** Bytes. */
  readonly length: number
  /** Where the value lies. */
  readonly at: number
}

const SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

function readEntries(view: DataView, start: number, little: boolean): ReadonlyMap<number, Entry> {
  const found = new Map<number, Entry>()
  if (start + 2 > view.byteLength) return found
  const count = view.getUint16(start, little)
  for (let index = 0; index < count; index++) {
    const at = start + 2 + index * 12
    if (at + 12 > view.byteLength) break
    const length = (SIZES[view.getUint16(at + 2, little)] ?? 0) * view.getUint32(at + 4, little)
    const value = view.getUint32(at + 8, little)
    found.set(view.getUint16(at, little), { value, length, at: length <= 4 ? at + 8 : value })
  }
  return found
}

function bytesOf(tiff: Uint8Array, { at, length }: Entry): Uint8Array {
  return tiff.subarray(at, at + length)
}

/** Eight bytes say how it is written; UTF-16 should be in the order of the file, and is mostly big-endian. */
function decodeComment(bytes: Uint8Array, little: boolean): string {
  const head = ascii(bytes.subarray(0, 8))
  const body = bytes.subarray(8)
  if (head.startsWith('UNICODE')) return decodeUtf16(body, little)
  if (head.startsWith('ASCII') || head.startsWith('\0\0\0')) return new TextDecoder().decode(body).replace(/\0+$/, '')
  return new TextDecoder().decode(bytes).replace(/\0+$/, '')
}

function decodeUtf16(bytes: Uint8Array, little: boolean): string {
  // of mostly Latin text the zeros tell the order
  const zeros = [0, 0]
  for (let index = 0; index < Math.min(bytes.length, 256); index++) if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const isLittle = even === odd ? little : odd > even
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes).replace(/\0+$/, '')
}

/** The TIFF part of the first APP1 segment that is EXIF. */
function exifOfJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda || marker === 0xd9) return undefined
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const data = bytes.subarray(at + 4, at + 2 + length)
    if (marker === 0xe1 && ascii(data.subarray(0, 6)) === 'Exif\0\0') return data.subarray(6)
    at += 2 + length
  }
  return undefined
}

function exifOfWebp(bytes: Uint8Array): Uint8Array | undefined {
  if (ascii(bytes.subarray(0, 4)) !== 'RIFF' || ascii(bytes.subarray(8, 12)) !== 'WEBP') return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (ascii(bytes.subarray(at, at + 4)) === 'EXIF') return ascii(data.subarray(0, 6)) === 'Exif\0\0' ? data.subarray(6) : data
    at += 8 + length + (length % 2)
  }
  return undefined
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
