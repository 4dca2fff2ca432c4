import { type TagTexts, TextKind } from './tag-texts'
import { letterBit } from './word-starts'

/**
 * Which names and aliases contain which pair of neighbouring letters, in compressed rows: row 2·pair holds the texts
 * that have the pair within their first ten bytes, row 2·pair + 1 the others that have it. Texts ascend in each row,
 * so the most posted tags come first.
 */
export interface GramIndex {
  /** Row → where it begins in `postings`; one more than there are rows. */
  readonly rows: Uint32Array
  readonly postings: Uint32Array
  /** Text → its letters, see `letterBit`; 0 for texts that are in no row. */
  readonly letters: Uint32Array
  /** Scratch of zeros between searches, one a text: pairs shared with a query (in all, and 256 times those at the head), list slots. */
  readonly shared: Uint16Array
  readonly slots: Uint16Array
}

/** A pair at a text's beginning has this in place of its first letter. */
export const openingLetter = 0

/** Pairs beginning in the first ten bytes of a text tell of its head. */
const headLength = 10
const letterKinds = 64
const pairCount = letterKinds * letterKinds

export function pairOf(first: number, second: number): number {
  return letterKind(first) * letterKinds + letterKind(second)
}

export function buildGramIndex(texts: TagTexts): GramIndex {
  const rows = new Uint32Array(2 * pairCount + 1)
  eachPair(texts, row => void (rows[row + 1] = (rows[row + 1] ?? 0) + 1))
  for (let row = 0; row < 2 * pairCount; row++) rows[row + 1] = (rows[row + 1] ?? 0) + (rows[row] ?? 0)
  const postings = new Uint32Array(rows[2 * pairCount] ?? 0)
  const next = rows.slice()
  eachPair(texts, (row, text) => {
    const place = next[row] ?? 0
    postings[place] = text
    next[row] = place + 1
  })
  const count = texts.owners.length
  const slots = new Uint16Array(count)
  const letters = buildLetters(texts)
  return { rows, postings, letters, shared: new Uint16Array(count), slots }
}

/** All letters of some bytes, see `letterBit`. */
export function lettersOf(bytes: Uint8Array, from: number, to: number): number {
  let letters = 0
  for (let at = from; at < to; at++) letters |= letterBit(bytes[at] ?? 0)
  return letters
}

function buildLetters({ bytes, starts, owners, kinds }: TagTexts): Uint32Array {
  return Uint32Array.from(owners, (_, text) =>
    isSpelt(kinds[text]) ? lettersOf(bytes, starts[text] ?? 0, (starts[text + 1] ?? 1) - 1) : 0,
  )
}

/** How many texts have the pair. */
export function pairFrequency({ rows }: GramIndex, pair: number): number {
  return (rows[2 * pair + 2] ?? 0) - (rows[2 * pair] ?? 0)
}

/** Each row of each name and alias once, texts ascending. */
function eachPair({ bytes, starts, kinds, owners }: TagTexts, visit: (row: number, text: number) => void): void {
  const seen = new Uint32Array(pairCount)
  for (let text = 0; text < owners.length; text++) {
    if (!isSpelt(kinds[text])) continue
    const start = starts[text] ?? 0
    const end = (starts[text + 1] ?? 1) - 1
    let before = openingLetter
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      const pair = pairOf(before, byte)
      before = byte
      if (seen[pair] === text + 1) continue
      seen[pair] = text + 1
      visit(2 * pair + (at - start < headLength ? 0 : 1), text)
    }
  }
}

/** Names and aliases are searched for substrings and typing errors; translations and slash abbreviations are not. */
function isSpelt(kind: number | undefined): boolean {
  return kind === TextKind.name || kind === TextKind.alias
}

/** Letters 1–26, digits 27–36, blank 37, `(` and `)` 38 and 39, `-` 40, `'` 41, other signs 42–45, beyond ASCII 46–63. */
function letterKind(byte: number): number {
  return letterKindTable[byte] ?? 0
}

const letterKindTable = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === openingLetter) return 0
  if (byte >= 97 && byte <= 122) return byte - 96
  if (byte >= 48 && byte <= 57) return byte - 21
  const sign = " ()-'".indexOf(String.fromCharCode(byte))
  if (sign >= 0) return 37 + sign
  return byte < 128 ? 42 + (byte % 4) : 46 + (byte % 18)
})
