import type { Sliced } from '../base/sliced'
import type { Span } from '../base/span'
import { clipMergesSliced, parseClipMerges, type ClipMerges } from './clip-merges'
import { cutAtMarks, markOf, visitAsciiWords, visitWords } from './clip-words'
import { fixText, mayNeedRepair, PlainText } from './fix-text'
import { MappedText } from './mapped-text'

/** A token and the characters of the original text it stands for; tokens of one split character share its span. */
export interface ClipToken extends Span {
  readonly id: number
}

export interface ClipTokenizer {
  /** Token ids without begin and end marks. */
  encode(text: string): number[]
  /** How many content tokens the text has. */
  count(text: string): number
  /** The tokens with their places in `text`, UTF-16 offsets; same ids as `encode`. */
  tokenSpans(text: string): ClipToken[]
}

// words, not captions: a large dataset has some ten thousand
const cacheSize = 200_000

const utf8 = new TextEncoder()

/**
 * A tokenizer for all CLIP text encoders (CLIP-L, OpenCLIP-H and bigG count alike) from `dist/clip-merges.txt`.
 *
 * It follows the *slow* class of transformers that sd-scripts uses, with ftfy present: markers, `fixText`, lower case,
 * words, UTF-8 bytes, byte pairs. The fast class differs for curly quotes and character references, which it leaves.
 *
 * transformers: CLIPTokenizer._tokenize; openai/CLIP: simple_tokenizer
 */
export function createClipTokenizer(mergesText: string): ClipTokenizer {
  return tokenizerOf(parseClipMerges(mergesText))
}

/** The same in slices: reading the table takes several frames. */
export function* clipTokenizerSliced(mergesText: string): Sliced<ClipTokenizer> {
  return tokenizerOf(yield* clipMergesSliced(mergesText))
}

function tokenizerOf(merges: ClipMerges): ClipTokenizer {
  const cache = new Map<string, readonly number[]>()
  const encodeWord = (word: string): readonly number[] => {
    const known = cache.get(word)
    if (known !== undefined) return known
    const ids = mergeWord(word, merges)
    if (cache.size >= cacheSize) cache.clear()
    cache.set(word, ids)
    return ids
  }
  const visitIds = (text: string, visit: (ids: readonly number[]) => void): void => {
    for (const piece of cutAtMarks(text)) {
      const plain = !mayNeedRepair.test(piece)
      const repaired = plain ? piece.toLowerCase() : repair(piece)
      const visitAll = plain ? visitAsciiWords : visitWords
      visitAll(repaired, (start, end) => visit(encodeWord(repaired.slice(start, end))))
    }
  }
  return {
    encode: (text) => {
      const all: number[] = []
      visitIds(text, (ids) => {
        for (const id of ids) all.push(id)
      })
      return all
    },
    count: (text) => {
      let sum = 0
      visitIds(text, (ids) => (sum += ids.length))
      return sum
    },
    tokenSpans: (text) => {
      const tokens: ClipToken[] = []
      let offset = 0
      for (const piece of cutAtMarks(text)) {
        const mapped = new MappedText(piece)
        fixText(mapped)
        mapped.lower()
        visitWords(mapped.text, (start, end) => {
          const word = mapped.text.slice(start, end)
          for (const token of placeIds(word, encodeWord(word), merges)) {
            const origin = mapped.origin(start + token.start, start + token.end)
            tokens.push({ id: token.id, start: offset + origin.start, end: offset + origin.end })
          }
        })
        offset += piece.length
      }
      return tokens
    },
  }
}

function repair(piece: string): string {
  const text = new PlainText(piece)
  fixText(text)
  text.lower()
  return text.text
}

/** Merges the bytes of a word, always the pair of lowest rank, wherever it occurs. */
function mergeWord(word: string, merges: ClipMerges): readonly number[] {
  const mark = markOf(word)
  if (mark !== undefined) return [mark]
  const symbols = Array.from(utf8.encode(word), (byte) => merges.byteSymbol(byte))
  if (symbols.length > 0) symbols.push((symbols.pop() ?? 0) + 256)
  for (;;) {
    const best = lowestPair(symbols, merges)
    if (best === 0) return symbols
    let kept = 0
    for (let index = 0; index < symbols.length; index++, kept++) {
      const left = symbols[index] ?? 0
      const right = symbols[index + 1]
      const joins = right !== undefined && merges.merged(left, right) === best
      symbols[kept] = joins ? best : left
      if (joins) index++
    }
    symbols.length = kept
  }
}

/** The merged symbol of the pair of lowest rank; 0 where no pair merges. Symbols are numbered by rank. */
function lowestPair(symbols: readonly number[], merges: ClipMerges): number {
  let best = 0
  for (let index = 1; index < symbols.length; index++) {
    const symbol = merges.merged(symbols[index - 1] ?? 0, symbols[index] ?? 0)
    if (symbol !== 0 && (best === 0 || symbol < best)) best = symbol
  }
  return best
}

/** The ids of a word with the UTF-16 offsets in it that their bytes touch. */
function* placeIds(word: string, ids: readonly number[], merges: ClipMerges): Generator<ClipToken> {
  if (ids.length === 1) {
    yield { id: ids[0] ?? 0, start: 0, end: word.length }
    return
  }
  // for each byte, where its character begins and ends
  const starts: number[] = []
  const ends: number[] = []
  let offset = 0
  for (const character of word) {
    for (let byte = utf8.encode(character).length; byte > 0; byte--) {
      starts.push(offset)
      ends.push(offset + character.length)
    }
    offset += character.length
  }
  let byte = 0
  for (const id of ids) {
    const first = byte
    byte += merges.byteLength(id)
    yield { id, start: starts[first] ?? 0, end: ends[byte - 1] ?? word.length }
  }
}
