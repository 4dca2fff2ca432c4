import { finish, type Sliced } from '../base/sliced'

/** CLIP's byte-pair merges as numbers. Symbols: 0–255 bytes, 256–511 bytes at a word's end, from 512 merged pairs in order of rank. */
export interface ClipMerges {
  /** The symbol that two neighbours merge into, or 0 where they do not. */
  merged(left: number, right: number): number
  /** Bytes a symbol stands for. */
  byteLength(symbol: number): number
  /** Token id of a byte (0–255) inside a word; at the word's end 256 more. */
  byteSymbol(byte: number): number
  /** Merges and byte symbols, without the two marks. */
  readonly size: number
}

const endOfWord = '</w>'
// a power of two, well above the number of merges
const slots = 1 << 17

/**
 * Reads merges, one `left right` pair a line in order of rank, in the byte alphabet of GPT-2 (the vocabulary of openai/CLIP
 * without its first line). Lines that are no pair of known symbols are left out.
 */
export function parseClipMerges(mergesText: string): ClipMerges {
  return finish(clipMergesSliced(mergesText))
}

/** Lines between two pauses: a few milliseconds of work. */
const SLICE = 2000

/** The same in slices. */
export function* clipMergesSliced(mergesText: string): Sliced<ClipMerges> {
  const alphabet = byteAlphabet()
  const symbols = new Map<string, number>()
  alphabet.characters.forEach((character, index) => {
    symbols.set(character, index)
    symbols.set(character + endOfWord, index + 256)
  })
  const keys = new Int32Array(slots)
  const values = new Uint16Array(slots)
  const lengths = Array.from({ length: 512 }, () => 1)
  let start = 0
  while (start < mergesText.length) {
    let end = mergesText.indexOf('\n', start)
    if (end < 0) end = mergesText.length
    const blank = mergesText.indexOf(' ', start)
    const leftText = mergesText.slice(start, blank)
    const rightText = mergesText.slice(blank + 1, end)
    const left = symbols.get(leftText)
    const right = symbols.get(rightText)
    start = end + 1
    if (left === undefined || right === undefined) continue
    const symbol = lengths.length
    symbols.set(leftText + rightText, symbol)
    lengths.push((lengths[left] ?? 0) + (lengths[right] ?? 0))
    const key = (left << 16) | right
    let slot = slotOf(key)
    while (values[slot] !== 0) slot = (slot + 1) & (slots - 1)
    keys[slot] = key
    values[slot] = symbol
    if (symbol % SLICE === 0) yield
  }
  return {
    merged: (left, right) => {
      const key = (left << 16) | right
      let slot = slotOf(key)
      let value = values[slot] ?? 0
      while (value !== 0 && keys[slot] !== key) {
        slot = (slot + 1) & (slots - 1)
        value = values[slot] ?? 0
      }
      return value
    },
    byteLength: (symbol) => lengths[symbol] ?? 0,
    byteSymbol: (byte) => alphabet.symbolOfByte[byte] ?? 0,
    size: lengths.length,
  }
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 15
}

/**
 * GPT-2's alphabet: printable Latin-1 bytes stand for themselves, the others for characters from U+0100; token ids 0–255 go
 * in that order. openai/CLIP: simple_tokenizer.bytes_to_unicode
 */
function byteAlphabet(): { readonly characters: readonly string[]; readonly symbolOfByte: readonly number[] } {
  const printable = (byte: number): boolean => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
  const bytes = Array.from({ length: 256 }, (_, byte) => byte)
  const order = [...bytes.filter(printable), ...bytes.filter((byte) => !printable(byte))]
  const symbolOfByte = Array.from({ length: 256 }, () => 0)
  let next = 0x100
  const characters = order.map((byte, index) => {
    symbolOfByte[byte] = index
    return String.fromCharCode(printable(byte) ? byte : next++)
  })
  return { characters, symbolOfByte }
}
