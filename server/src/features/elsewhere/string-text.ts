import type { Span } from '../../base/span'

/** A quoted string of a JSON or TOML file: what it says, with the place of every character. */
export interface StringText {
  readonly text: string
  /** Without the quotes. */
  readonly span: Span
  readonly quote: string
  /** Offsets between the source and what the string says. */
  toText(offset: number): number
  toSource(offset: number): number
}

const SIGNS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', e: '\u001b' }

/** Reads the string whose opening quote stands at `start`; one that is not closed yet ends with its line. */
export function readString(source: string, start: number): StringText {
  const quote = /^(?:"""|'''|"|')/.exec(source.slice(start, start + 3))?.[0] ?? ''
  const isLong = quote.length === 3
  const starts: number[] = []
  let [text, at] = ['', start + quote.length]
  while (at < source.length && !source.startsWith(quote, at) && (isLong || !/[\r\n]/.test(source.charAt(at)))) {
    const sign = quote.startsWith('"') && source[at] === '\\' ? readEscape(source, at) : { text: source.charAt(at), length: 1 }
    for (const _ of sign.text.split('')) starts.push(at)
    text += sign.text
    at += sign.length
  }
  const span = { start: start + quote.length, end: at }
  starts.push(at)
  return {
    text,
    span,
    quote,
    toText: (offset) => {
      const found = starts.findIndex((from) => from >= offset)
      return found < 0 ? text.length : found
    },
    toSource: (offset) => starts[offset] ?? at,
  }
}

function readEscape(source: string, at: number): { readonly text: string; readonly length: number } {
  const code = /^\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8}))/.exec(source.slice(at, at + 10))
  const point = parseInt(code?.[1] ?? code?.[2] ?? '', 16)
  if (code && point <= 0x10ffff) return { text: String.fromCodePoint(point), length: code[0].length }
  const letter = source.charAt(at + 1)
  // a line end is no part of a string that is not closed yet
  return letter === '' || /[\r\n]/.test(letter) ? { text: '\\', length: 1 } : { text: SIGNS[letter] ?? letter, length: 2 }
}

/** The text as it is written in such a string; undefined where it cannot be: a literal string of TOML has no escapes. */
export function writeInString({ quote }: Pick<StringText, 'quote'>, text: string): string | undefined {
  if (quote.startsWith("'")) return text.includes("'") ? undefined : text
  return JSON.stringify(text).slice(1, -1)
}
