import { pythonLines, pythonStrip } from './python-text'

export type CaptionFile =
  | {
      readonly kind: 'text'
      /** What the trainer holds for the image: one stripped line, or with wildcards all non-blank lines joined by LF. May be empty. */
      readonly text: string
    }
  | {
      readonly kind: 'abort'
      /** Training stops with an error: `empty` for 0 bytes, `not-utf8` for bytes that are no UTF-8. */
      readonly why: 'empty' | 'not-utf8'
    }

/**
 * What the trainer reads from the bytes of a caption file (a file that is not there is no caption at all: class tokens are used).
 * Without wildcards only the first line counts, even when it is blank; a byte order mark stays glued to the text.
 *
 * @param wildcard `enable_wildcard` of the subset
 *
 * sd-scripts: DreamBoothDataset.__init__, read_caption
 */
export function readCaptionFile(bytes: Uint8Array, wildcard: boolean): CaptionFile {
  if (bytes.length === 0) return { kind: 'abort', why: 'empty' }
  const text = decodeUtf8(bytes)
  return text === undefined ? { kind: 'abort', why: 'not-utf8' } : { kind: 'text', text: readCaptionText(text, wildcard) }
}

/** The same for text already decoded: `text` may begin with U+FEFF and must not be empty. */
export function readCaptionText(text: string, wildcard: boolean): string {
  const lines = pythonLines(text).map(pythonStrip)
  return wildcard ? lines.filter((line) => line !== '').join('\n') : (lines[0] ?? '')
}

/** Strict UTF-8 with the byte order mark kept, like Python's `utf-8` codec; undefined where the bytes are something else. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
