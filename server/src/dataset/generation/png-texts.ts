const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Bytes that one unpacked text may have. */
const MOST = 16 * 1024 * 1024

/** Whether these are the bytes of a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((value, index) => bytes[index] === value)
}

/** The texts in a PNG by keyword: `tEXt`, `zTXt` and `iTXt`, the first of each. A damaged chunk is passed over. */
export async function readPngTexts(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = SIGNATURE.length; isPng(bytes) && at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = latin(bytes.subarray(at + 4, at + 8))
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length) break
    const found = await readChunk(type, data)
    if (found && !texts.has(found[0])) texts.set(...found)
    at += 12 + length
  }
  return texts
}

async function readChunk(type: string, data: Uint8Array): Promise<readonly [string, string] | undefined> {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return undefined
  const [keyword, rest] = cutAtNul(data)
  if (!rest) return undefined
  if (type === 'tEXt') return [latin(keyword), latin(rest)]
  if (type === 'zTXt') {
    const text = await inflate(rest.subarray(1))
    return text && [latin(keyword), latin(text)]
  }
  const packed = rest[0] === 1
  const [, translated] = cutAtNul(rest.subarray(2))
  const [, body] = translated ? cutAtNul(translated) : []
  const text = body && (packed ? await inflate(body) : body)
  return text && [latin(keyword), new TextDecoder().decode(text)]
}

function cutAtNul(data: Uint8Array): readonly [Uint8Array, Uint8Array | undefined] {
  const end = data.indexOf(0)
  return end < 0 ? [data, undefined] : [data.subarray(0, end), data.subarray(end + 1)]
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

async function inflate(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      size += part.value.length
      if (size > MOST) return undefined
    }
  } catch {
    return undefined
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
