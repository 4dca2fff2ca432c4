import { say, type Message } from '../../base/message'
import type { Span } from '../../base/span'
import { editDistance } from '../../tags/edit-distance'
import { readBareWord, readQuoted, type Pattern } from './pattern'
import { NUMBER_KEYS, TEXT_KEYS, type Comparison, type NumberKey, type Query, type TextKey } from './query'

/** What is wrong with a query, and the characters it is about; at the end of the text the span is empty. */
export interface QueryError {
  readonly message: Message
  readonly span: Span
}

export type ParsedQuery = { readonly query: Query } | { readonly error: QueryError }

/** Brackets and NOTs deeper than this are no query of a person. */
const DEPTH = 200

/**
 * Parses a query (TagGUI's filter language; grammar in `docs/cli.md`). Never throws. An empty text matches everything.
 * `NOT` binds tighter than `AND`, `AND` tighter than `OR`; keys and operators in any case.
 */
export function parseQuery(text: string): ParsedQuery {
  const reader: Reader = { text, offset: 0, depth: 0 }
  try {
    skipBlanks(reader)
    if (reader.offset === text.length) return { query: { kind: 'and', parts: [] } }
    const query = readOr(reader)
    if (reader.offset < text.length) throw unexpected(reader)
    return { query }
  } catch (error) {
    if (error instanceof QueryProblem) return { error: { message: error.said, span: error.span } }
    throw error
  }
}

interface Reader {
  readonly text: string
  offset: number
  depth: number
}

/** Leaves the parser; never leaves this file. */
class QueryProblem extends Error {
  constructor(
    readonly said: Message,
    readonly span: Span,
  ) {
    super(said.text)
  }
}

function readOr(reader: Reader): Query {
  return readChain(reader, 'or', () => readChain(reader, 'and', () => readNot(reader)))
}

function readChain(reader: Reader, kind: 'and' | 'or', readPart: () => Query): Query {
  const first = readPart()
  const rest: Query[] = []
  while (takeOperator(reader, kind)) rest.push(readPart())
  return rest.length === 0 ? first : { kind, parts: [first, ...rest] }
}

function readNot(reader: Reader): Query {
  if (!takeOperator(reader, 'not')) return readTerm(reader)
  return deeper(reader, reader.offset, () => ({ kind: 'not', part: readNot(reader) }))
}

function deeper(reader: Reader, at: number, read: () => Query): Query {
  if (++reader.depth > DEPTH) throw new QueryProblem(say`The query is nested too deeply; use fewer brackets`, { start: at, end: at })
  const query = read()
  reader.depth--
  return query
}

const OPERATOR = /(and|or|not)(?=[\s()]|$)/iy

function operatorAt(reader: Reader): RegExpExecArray | null {
  OPERATOR.lastIndex = reader.offset
  return OPERATOR.exec(reader.text)
}

function takeOperator(reader: Reader, kind: 'and' | 'or' | 'not'): boolean {
  const found = operatorAt(reader)
  if (found?.[0].toLowerCase() !== kind) return false
  reader.offset += kind.length
  skipBlanks(reader)
  return true
}

function readTerm(reader: Reader): Query {
  const { text, offset } = reader
  const operator = operatorAt(reader)
  if (offset === text.length) throw new QueryProblem(say`The query ends where a term is expected`, { start: offset, end: offset })
  if (operator) throw new QueryProblem(say`A term is expected before '${operator[0]}'; put it in quotes to search for the word`, spanOf(offset, operator[0]))
  if (text[offset] === '(') return readBrackets(reader)
  if (text[offset] === ')') throw unexpected(reader)
  const key = readKey(reader)
  const query: Query = isNumberKey(key) ? readNumber(reader, key) : { kind: 'text', key: key ?? 'caption', pattern: readValue(reader, key) }
  skipBlanks(reader)
  return query
}

function readBrackets(reader: Reader): Query {
  const open = reader.offset++
  skipBlanks(reader)
  const query = deeper(reader, open, () => readOr(reader))
  if (reader.offset === reader.text.length) throw new QueryProblem(say`This bracket is never closed`, { start: open, end: open + 1 })
  if (reader.text[reader.offset] !== ')') throw unexpected(reader)
  reader.offset++
  skipBlanks(reader)
  return query
}

const KEY = /([a-z]+):/iy

/** Reads a key with its colon and the blanks after it; undefined, and nothing read, where none stands. */
function readKey(reader: Reader): TextKey | NumberKey | undefined {
  KEY.lastIndex = reader.offset
  const written = KEY.exec(reader.text)?.[1]
  if (written === undefined) return undefined
  const key = [...TEXT_KEYS, ...NUMBER_KEYS].find((candidate) => candidate === written.toLowerCase())
  if (key === undefined) {
    const meant = nearestKey(written.toLowerCase())
    if (meant === undefined) return undefined
    const span = spanOf(reader.offset, `${written}:`)
    throw new QueryProblem(say`There is no key '${written}:'; write '${meant}:', or put the whole word in quotes to search captions for it`, span)
  }
  reader.offset += key.length + 1
  skipBlanks(reader)
  return key
}

/** A key that is one typing error away; words with a colon that are near no key are searched for as they are (`re:zero`). */
function nearestKey(written: string): TextKey | NumberKey | undefined {
  if (written.length < 3) return undefined
  return [...TEXT_KEYS, ...NUMBER_KEYS].find((key) => editDistance(written, key, 1) === 1)
}

function isNumberKey(key: string | undefined): key is NumberKey {
  return NUMBER_KEYS.some((candidate) => candidate === key)
}

const COMPARISON = /(==|!=|<=|>=|=|<|>)\s*/y
const DIGITS = /\d+/y

function readNumber(reader: Reader, key: NumberKey): Query {
  COMPARISON.lastIndex = reader.offset
  const compared = COMPARISON.exec(reader.text)
  if (!compared) throw new QueryProblem(say`'${key}:' needs a comparison, such as ${key}:>=10`, wordSpan(reader))
  reader.offset += compared[0].length
  DIGITS.lastIndex = reader.offset
  const digits = DIGITS.exec(reader.text)?.[0]
  const end = reader.offset + (digits?.length ?? 0)
  if (digits === undefined || /[^\s()]/.test(reader.text.charAt(end))) throw new QueryProblem(say`A whole number is expected after '${key}:${compared[0].trim()}'`, wordSpan(reader))
  reader.offset = end
  // the expression lists exactly the comparisons, and `==`
  const comparison = compared[1] === '==' ? '=' : (compared[1] as Comparison)
  return { kind: 'number', key, comparison, value: Number(digits) }
}

function readValue(reader: Reader, key: TextKey | undefined): Pattern {
  const quoted = takeQuoted(reader)
  if (quoted !== undefined) return readQuoted(quoted)
  const end = wordEnd(reader.text, reader.offset)
  if (end === reader.offset) throw key === undefined ? unexpected(reader) : new QueryProblem(say`Nothing stands after '${key}:'`, { start: end, end })
  const word = reader.text.slice(reader.offset, end)
  reader.offset = end
  return readBareWord(word)
}

/** The text between quotes at the offset; a `'` that is never closed is an ordinary sign, as in `'til`. */
function takeQuoted(reader: Reader): string | undefined {
  const { text, offset } = reader
  const quote = text[offset]
  if (quote !== '"' && quote !== "'") return undefined
  let end = offset + 1
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1
  if (end >= text.length) {
    if (quote === "'") return undefined
    throw new QueryProblem(say`This quote is never closed`, { start: offset, end: offset + 1 })
  }
  reader.offset = end + 1
  return text.slice(offset + 1, end)
}

/** Where a bare word ends: at a blank, or at a bracket without partner in the word. Escaped brackets do not count. */
function wordEnd(text: string, start: number): number {
  const opened: number[] = []
  let end = start
  for (; end < text.length && !/\s/.test(text.charAt(end)); end++) {
    const char = text[end]
    if (char === '\\' && /[()]/.test(text.charAt(end + 1))) end++
    else if (char === '(') opened.push(end)
    else if (char === ')' && opened.pop() === undefined) return end
  }
  return opened[0] ?? end
}

function unexpected(reader: Reader): QueryProblem {
  const span = wordSpan(reader)
  const found = reader.text.slice(span.start, span.end)
  if (found === ')') return new QueryProblem(say`This bracket closes nothing`, span)
  return new QueryProblem(say`AND or OR is expected before '${found}'; put words that belong together in quotes`, span)
}

/** The word at the offset, or the one sign there that is no word. */
function wordSpan({ text, offset }: Reader): Span {
  return { start: offset, end: Math.min(text.length, Math.max(wordEnd(text, offset), offset + 1)) }
}

function spanOf(start: number, text: string): Span {
  return { start, end: start + text.length }
}

function skipBlanks(reader: Reader): void {
  while (reader.offset < reader.text.length && /\s/.test(reader.text.charAt(reader.offset))) reader.offset++
}
