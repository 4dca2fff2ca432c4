/**
 * Where a search may begin to match: at the text's start, after a blank, at a letter or digit after a sign,
 * and at every Chinese, Japanese or Korean character. The same rule for bytes of UTF-8 and for strings.
 */

const blank = 32

/** `byte` at `at`, where the text begins at `start`. */
export function startsWord(bytes: Uint8Array, at: number, start: number): boolean {
  const byte = bytes[at] ?? 0
  if (at === start) return byte !== 0
  if (byte >= 0xe3) return true
  const before = bytes[at - 1] ?? 0
  return before === blank ? byte !== blank : isLetter(byte) && !isLetter(before)
}

/** The same for UTF-16 code units; U+3000 is where UTF-8 begins with E3. */
export function startsWordAt(text: string, at: number): boolean {
  if (at === 0) return text.length > 0
  const code = text.charCodeAt(at)
  if (code >= 0x3000) return code < 0xdc00 || code > 0xdfff
  const before = text.charCodeAt(at - 1)
  return before === blank ? code !== blank : isLetter(code) && !isLetter(before)
}

/** A small letter, a digit, or anything beyond ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128
}

/** A byte as one of 32 bits: sets of letters are compared before texts are. */
export function letterBit(byte: number): number {
  return letterBits[byte] ?? 0
}

const letterBits = Uint32Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 97 && byte <= 122) return 2 ** (byte - 97)
  if (byte >= 48 && byte <= 57) return 2 ** 26
  if (byte === blank) return 0
  return byte < 128 ? 2 ** 27 : 2 ** (28 + (byte % 4))
})
