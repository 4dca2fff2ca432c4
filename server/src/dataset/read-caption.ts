import { guessEncoding } from './guess-encoding'
import { CAPTION_SIZE_LIMIT, type CaptionFile } from './sample'

const strict = new TextDecoder('utf-8', { fatal: true })

/** A caption file from its bytes. Strict UTF-8; other bytes are never shown or written as lossy text. */
export function readCaption(path: string, bytes: Uint8Array): CaptionFile {
  const base = { path, size: bytes.length, byteOrderMark: hasByteOrderMark(bytes) }
  if (bytes.length > CAPTION_SIZE_LIMIT) return { ...base, text: '', fault: 'too-large' }
  try {
    const text = strict.decode(bytes)
    return text.includes('\0') ? { ...base, text: '', fault: 'nul-bytes', ...guessed(bytes) } : { ...base, text }
  } catch {
    return { ...base, text: '', fault: 'not-utf8', ...guessed(bytes) }
  }
}

function guessed(bytes: Uint8Array): Pick<CaptionFile, 'encoding' | 'bytes'> {
  const encoding = guessEncoding(bytes)
  return encoding === undefined ? {} : { encoding, bytes }
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
