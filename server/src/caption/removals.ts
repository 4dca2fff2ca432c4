import { matchBrackets, type BracketPair, type Brackets } from './brackets'
import { pieceIndexAt, type Caption, type Tag } from './caption'

const BRACKET = /[()[\]]/
const BRACE = /[{}]/
const CHOICE = /\{[^{}\r\n]*\|[^{}\r\n]*\}/g
/** Faces are none any more with a bracket beside them; `16:9`, `:` and `\` would make a weight, a face, an escape of one behind them. */
const NOT_AFTER = /^>?[:;][()[\]]/
const NOT_BEFORE = /(?:[:;][()[\]]?|:\s*[+-]?[\d.]+|\\)$/

/**
 * Tells which tags of a caption can be removed, one or several of them, so that each other tag keeps its name. Brackets that a removed tag
 * shares go on to its neighbours, where they may become part of a name: `(a, b) c` without `a` is `(b) c`.
 */
export class RemovalReader {
  private groups: Groups | undefined
  private looseBraces: boolean | undefined

  constructor(private readonly caption: Caption) {}

  keepsNames({ piece, span, text }: Tag): boolean {
    // a brace that goes may leave two others to make a choice
    if (BRACE.test(text) && (this.looseBraces ??= BRACE.test(this.caption.text.replace(CHOICE, '')))) return false
    if (!BRACKET.test(text)) return true
    this.groups ??= new Groups(this.caption)
    for (let offset = span.start; offset < span.end; offset++) {
      const pair = this.groups.brackets.at(offset)
      const shared = pair && (pair.open < span.start || pair.close >= span.end)
      if (shared && !this.groups.canPass(pair, piece)) return false
    }
    return true
  }
}

/** The bracketed groups of a caption; what is asked of each is read in one go for all of them. */
class Groups {
  readonly brackets: Brackets
  private readonly nested: boolean
  /** For each piece, how many before it end a row, and how many can have no bracket before or behind them. */
  private readonly rows: readonly number[]
  private readonly notAfter: readonly number[]
  private readonly notBefore: readonly number[]

  constructor(private readonly caption: Caption) {
    const { text, pieces, separators } = caption
    const textAt = (index: number): string => pieces[index]?.tag?.text ?? ''
    this.brackets = matchBrackets(text)
    this.nested = areNested(text, this.brackets)
    this.rows = countBefore(pieces.length, (index) => separators[index]?.kind !== 'comma')
    this.notAfter = countBefore(pieces.length, (index) => NOT_AFTER.test(textAt(index)))
    this.notBefore = countBefore(pieces.length, (index) => NOT_BEFORE.test(textAt(index)))
  }

  /** Whether the bracket in this piece can go on to any other tag of its group, which has the other one. */
  canPass({ open, close }: BracketPair, piece: number): boolean {
    const { caption, rows, notAfter, notBefore } = this
    const first = pieceIndexAt(caption, open)
    const last = pieceIndexAt(caption, close)
    if (!this.nested || rows[first] !== rows[last]) return false
    if (piece === first) return close >= (caption.pieces[last]?.tag?.nameSpan.end ?? Infinity) && notAfter[first + 1] === notAfter[last + 1]
    return open < (caption.pieces[first]?.tag?.nameSpan.start ?? 0) && notBefore[first] === notBefore[last]
  }
}

/** Whether no pair begins within another and ends outside. */
function areNested(text: string, brackets: Brackets): boolean {
  const around: BracketPair[] = []
  for (let offset = 0; offset < text.length; offset++) {
    const pair = brackets.at(offset)
    if (pair?.open === offset) around.push(pair)
    else if (pair && around.pop() !== pair) return false
  }
  return true
}

/** For each index, that of the end too, how many before it count. */
function countBefore(length: number, counts: (index: number) => boolean): readonly number[] {
  const before = [0]
  for (let index = 0; index < length; index++) before.push((before[index] ?? 0) + (counts(index) ? 1 : 0))
  return before
}
