/** A matched pair of unescaped brackets on one line, by A1111's grammar: `(x)` ×1.1, `[x]` ÷1.1, `(x:w)` ×w. */
export interface BracketPair {
  readonly open: number
  readonly close: number
  /** Where `:w` starts, when the pair carries a weight of its own. */
  readonly weightStart: number | undefined
  readonly factor: number
}

export interface Brackets {
  /** The pair that opens or closes at this offset. */
  at(offset: number): BracketPair | undefined
  readonly pairs: readonly BracketPair[]
}

/** Of a text without any. */
export const NO_BRACKETS: Brackets = { at: () => undefined, pairs: [] }

const WEIGHT = /:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/

/** Matches brackets line by line; unbalanced ones belong to no pair. Linear in the text. */
export function matchBrackets(text: string): Brackets {
  const byOffset = new Map<number, BracketPair>()
  const pairs: BracketPair[] = []
  const round: number[] = []
  const square: number[] = []
  for (let offset = 0; offset < text.length; offset++) {
    switch (text[offset]) {
      case '\\':
        if (!/[\r\n]/.test(text.charAt(offset + 1))) offset++
        break
      case '\n':
      case '\r':
        round.length = square.length = 0
        break
      case '(':
        if (!isMouth(text, offset)) round.push(offset)
        break
      case '[':
        if (!isMouth(text, offset)) square.push(offset)
        break
      case ')':
      case ']': {
        if (isMouth(text, offset)) break
        const open = (text[offset] === ')' ? round : square).pop()
        if (open === undefined) break
        const pair = makePair(text, open, offset)
        byOffset.set(open, pair).set(offset, pair)
        pairs.push(pair)
      }
    }
  }
  return { at: (offset) => byOffset.get(offset), pairs }
}

/** The bracket of a face that is a tag of its own: `:)`, `;(`, `>:)`. */
function isMouth(text: string, offset: number): boolean {
  const eyes = text[offset - 1]
  if ((eyes !== ':' && eyes !== ';') || !TAG_END.test(text.slice(offset + 1, offset + 4))) return false
  return beginsTag(text, offset - 1) || (text[offset - 2] === '>' && beginsTag(text, offset - 2))
}

const TAG_END = /^(?:$|[,\s]|\|\|\||;;;)/

/** Whether a comma, a blank, `|||` or `;;;` stands right before `at`; of longer runs of `|` and `;` three each part tags. */
function beginsTag(text: string, at: number): boolean {
  const before = text[at - 1]
  if (before !== '|' && before !== ';') return before === undefined || before === ',' || /\s/.test(before)
  let start = at - 1
  while (text[start - 1] === before) start--
  return (at - start) % 3 === 0
}

function makePair(text: string, open: number, close: number): BracketPair {
  if (text[close] === ']') return { open, close, weightStart: undefined, factor: 1 / 1.1 }
  // a weight is short: looking at 24 characters keeps the whole linear
  const tail = text.slice(Math.max(open + 1, close - 24), close)
  const match = WEIGHT.exec(tail)
  if (!match) return { open, close, weightStart: undefined, factor: 1.1 }
  return { open, close, weightStart: close - tail.length + match.index, factor: Number(match[1]) }
}
