import type { Span } from '../base/span'
import type { Caption } from './caption'
import { parseCaption } from './parse'

/** Stands on a line of its own for a line break of the caption. */
const BREAK = '⏎'

/**
 * A caption as one tag a line. `|||`, `;;;` and line breaks (as `⏎`) have lines of their own; empty tags, blanks and line breaks
 * at the ends are not shown, and come back with `fromLines`.
 */
export function toLines(caption: Caption): string {
  return readTokens(caption).map((token) => token.text).join('\n')
}

/**
 * The caption that edited lines stand for. What did not change keeps every byte, with the commas, blanks and empty tags between
 * tags that are neighbours still. Blank lines mean nothing; several tags on one line are several tags.
 */
export function fromLines(original: Caption, lines: string): string {
  if (lines.replace(/\r\n/g, '\n') === toLines(original)) return original.text
  const before = readTokens(original)
  const after = readLines(lines)
  const found = alignTokens(before, after)
  if (found.length === before.length && found.every((at, place) => at?.old === place && at.same)) return original.text
  return render(original, before, after, found)
}

type TokenKind = 'tag' | 'section' | 'group' | 'line'

interface Token {
  readonly kind: TokenKind
  /** As a line shows it. */
  readonly text: string
  /** Of the original. */
  readonly span: Span
}

type NewToken = Pick<Token, 'kind' | 'text'>

function readTokens({ text, pieces, separators }: Caption): readonly Token[] {
  const tokens: Token[] = []
  pieces.forEach(({ tag }, index) => {
    if (tag) tokens.push({ kind: 'tag', text: tag.text, span: tag.span })
    const separator = separators[index]
    if (!separator || separator.kind === 'comma') return
    const { kind, span } = separator
    tokens.push({ kind, text: kind === 'line' ? BREAK : text.slice(span.start, span.end), span })
  })
  const first = tokens.findIndex((token) => token.kind !== 'line')
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex((token) => token.kind !== 'line') + 1)
}

function readLines(lines: string): readonly NewToken[] {
  const tokens = lines.split(/\r\n|\n|\r/).flatMap((line): readonly NewToken[] => (line.trim() === BREAK ? [{ kind: 'line', text: BREAK }] : readTokens(parseCaption(line))))
  const first = tokens.findIndex((token) => token.kind !== 'line')
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex((token) => token.kind !== 'line') + 1)
}

/** The original token that a new one stands for; `same` where its text is unchanged. Undefined for an added one. */
type Match = { readonly old: number; readonly same: boolean } | undefined

/** More cells than this are not compared: the lines between equal ends then pair up one by one. */
const MOST_CELLS = 4_000_000

/** The longest common sequence; between its members, lines pair up in order: those are the edited ones. */
function alignTokens(before: readonly Token[], after: readonly NewToken[]): readonly Match[] {
  const found: Match[] = after.map(() => undefined)
  let head = 0
  while (head < before.length && head < after.length && before[head]?.text === after[head]?.text) found[head] = { old: head++, same: true }
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail)?.text === after.at(-1 - tail)?.text) {
    tail++
    found[after.length - tail] = { old: before.length - tail, same: true }
  }
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail]
  const common = commonTokens(before.slice(head, oldEnd), after.slice(head, newEnd))
  let [old, place] = [head, head]
  for (const [oldAt, newAt] of [...common, [oldEnd - head, newEnd - head] as const]) {
    while (old < head + oldAt && place < head + newAt) {
      if (before[old]?.kind === after[place]?.kind) found[place++] = { old: old++, same: false }
      else if (before[old]?.kind === 'tag') place++
      else old++
    }
    if (newAt < newEnd - head) found[head + newAt] = { old: head + oldAt, same: true }
    ;[old, place] = [head + oldAt + 1, head + newAt + 1]
  }
  return found
}

function commonTokens(before: readonly NewToken[], after: readonly NewToken[]): readonly (readonly [number, number])[] {
  const width = after.length + 1
  if (before.length * after.length > MOST_CELLS) return []
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let old = before.length - 1; old >= 0; old--) {
    for (let place = after.length - 1; place >= 0; place--) {
      const equal = before[old]?.text === after[place]?.text
      const skip = Math.max(lengths[(old + 1) * width + place] ?? 0, lengths[old * width + place + 1] ?? 0)
      lengths[old * width + place] = equal ? (lengths[(old + 1) * width + place + 1] ?? 0) + 1 : skip
    }
  }
  const pairs: [number, number][] = []
  for (let old = 0, place = 0; old < before.length && place < after.length; ) {
    if (before[old]?.text === after[place]?.text) pairs.push([old++, place++])
    else if ((lengths[(old + 1) * width + place] ?? 0) >= (lengths[old * width + place + 1] ?? 0)) old++
    else place++
  }
  return pairs
}

function render(original: Caption, before: readonly Token[], after: readonly NewToken[], found: readonly Match[]): string {
  const { text } = original
  const breaks = (part: string): string => part.replace(/[^\r\n]/g, '')
  const head = text.slice(0, before[0]?.span.start ?? 0)
  const tail = text.slice(before.at(-1)?.span.end ?? 0)
  if (after.length === 0) return breaks(head + tail)
  let result = head
  after.forEach((token, place) => {
    if (place > 0) result += gapBefore(original, before, [after[place - 1], token], [found[place - 1], found[place]])
    const match = found[place]
    const old = match && before[match.old]
    result += old && (match.same || old.kind === 'line') ? text.slice(old.span.start, old.span.end) : token.kind === 'line' ? lineEnd(text) : token.text
  })
  return result + (before.length === 0 ? breaks(tail) : tail)
}

/** What stands between two tokens: the original characters where they were neighbours, or the comma before a tag that follows another. */
function gapBefore(original: Caption, before: readonly Token[], [left, right]: readonly [NewToken | undefined, NewToken], [previous, here]: readonly [Match, Match]): string {
  const old = here && before[here.old]
  const neighbour = here && before[here.old - 1]
  const gap = old && neighbour ? original.text.slice(neighbour.span.end, old.span.start) : undefined
  if (gap !== undefined && previous && here && previous.old === here.old - 1) return gap
  if (left?.kind === 'tag' && right.kind === 'tag') return previous && gap !== undefined && neighbour?.kind === 'tag' ? gap : usualJoin(original, before)
  if (left?.kind === 'line' || right.kind === 'line') return ''
  // a mark stands alone unless the caption writes it without blanks; `|` and `;` never run into it
  const tied = left?.kind === 'group' || right.kind === 'group'
  return tied && !(left?.kind === 'tag' && left.text.endsWith(';')) ? '' : ' '
}

/** The join that the caption uses most between two tags; `, ` where there is none. */
function usualJoin({ text }: Caption, tokens: readonly Token[]): string {
  const joins = new Map<string, number>()
  tokens.forEach((token, at) => {
    const next = tokens[at + 1]
    if (token.kind !== 'tag' || next?.kind !== 'tag') return
    const join = text.slice(token.span.end, next.span.start)
    joins.set(join, (joins.get(join) ?? 0) + 1)
  })
  let best = ', '
  let most = 0
  for (const [join, count] of joins) if (count > most) [best, most] = [join, count]
  return best
}

function lineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}
