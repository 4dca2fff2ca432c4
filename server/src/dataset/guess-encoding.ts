/** Encodings that captions are met in besides UTF-8. */
export type GuessedEncoding = 'UTF-16 LE' | 'UTF-16 BE' | 'GB18030' | 'Shift_JIS' | 'Windows-1252'

const LABELS: Readonly<Record<GuessedEncoding, string>> = { 'UTF-16 LE': 'utf-16le', 'UTF-16 BE': 'utf-16be', GB18030: 'gb18030', Shift_JIS: 'shift_jis', 'Windows-1252': 'windows-1252' }

/** The text that bytes hold, without a byte order mark; undefined where they hold anything else in this encoding. */
export function decodeAs(encoding: GuessedEncoding, bytes: Uint8Array): string | undefined {
  const text = decode(LABELS[encoding], bytes, false)
  return text === undefined || text.includes('\0') ? undefined : text
}

/** Looking at so many bytes is enough. */
const LOOKED_AT = 64 * 1024

/** What bytes that are no UTF-8 text are encoded in, where that is certain. */
export function guessEncoding(bytes: Uint8Array): GuessedEncoding | undefined {
  const head = bytes.subarray(0, LOOKED_AT)
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16 LE'
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16 BE'
  if (head.includes(0)) return guessUtf16(head)
  return guessDoubleByte(head, head.length < bytes.length)
}

/** ASCII in UTF-16 has its zeros on one side only. */
function guessUtf16(bytes: Uint8Array): GuessedEncoding | undefined {
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  const even = bytes.reduce((count, byte, at) => count + (byte === 0 && at % 2 === 0 ? 1 : 0), 0)
  const odd = zeros - even
  const many = bytes.length * 0.2
  if (odd > many && even === 0) return 'UTF-16 LE'
  return even > many && odd === 0 ? 'UTF-16 BE' : undefined
}

function guessDoubleByte(bytes: Uint8Array, cut: boolean): GuessedEncoding | undefined {
  if (hasLoneLetters(bytes)) return 'Windows-1252'
  const chinese = plausible(decode('gb18030', bytes, cut), /[\u3001-\u3017\u3040-\u30ff\u4e00-\u9fa5\uff01-\uff5e]/g)
  const japanese = decode('shift_jis', bytes, cut)
  const kana = plausible(japanese, /[\u3041-\u30fe]/g)
  const any = plausible(japanese, /[\u3001-\u3017\u3041-\u30fe\u4e00-\u9fa5\uff01-\uff5e]/g)
  if (any > 0.95 && kana > 0.2) return 'Shift_JIS'
  if (chinese > 0.9 && any < 0.9) return 'GB18030'
  return any > 0.95 && chinese < 0.5 ? 'Shift_JIS' : undefined
}

/** Every byte above ASCII stands alone among ASCII and is a Latin letter or a typographic mark. */
function hasLoneLetters(bytes: Uint8Array): boolean {
  return bytes.every((byte, at) => {
    if (byte < 0x80) return true
    const alone = (bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80
    return alone && (byte >= 0xc0 || (byte >= 0x91 && byte <= 0x97) || byte === 0x85)
  })
}

function decode(label: string, bytes: Uint8Array, cut: boolean): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: cut })
  } catch {
    // not this encoding, or none that the runtime knows
    return undefined
  }
}

/** The share of characters beyond ASCII that `pattern` takes, 0–1. */
function plausible(text: string | undefined, pattern: RegExp): number {
  const beyond = text?.match(/[\u0080-\u{10ffff}]/gu)?.length ?? 0
  return text === undefined || beyond === 0 ? 0 : (text.match(pattern)?.length ?? 0) / beyond
}
