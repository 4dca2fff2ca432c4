import { foldText } from '../../caption/tag-key'

/** `any` is `*`, a run of any characters or none; `one` is `?`, a single character. */
export type PatternPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'any' } | { readonly kind: 'one' }

/** A text with wildcards, as it was written (not folded). No two texts stand side by side, and none is empty. */
export type Pattern = readonly PatternPart[]

/** The pattern of a bare word: `\*` and `\?` mean the signs themselves, any other `\` stays, for tags have it (`\m/`). */
export function readBareWord(word: string): Pattern {
  return readParts(word, (escaped) => (escaped === '*' || escaped === '?' ? escaped : `\\${escaped}`))
}

/** The pattern of what stands between quotes: `\` takes its special meaning from whatever follows it. */
export function readQuoted(body: string): Pattern {
  return readParts(body, (escaped) => escaped)
}

function readParts(source: string, unescape: (escaped: string) => string): Pattern {
  const parts: PatternPart[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text })
    text = ''
  }
  for (let index = 0; index < source.length; index++) {
    const char = source.charAt(index)
    if (char === '\\' && index + 1 < source.length) text += unescape(source.charAt(++index))
    else if (char === '*' || char === '?') {
      flush()
      parts.push({ kind: char === '*' ? 'any' : 'one' })
    } else text += char
  }
  flush()
  return parts
}

/** The pattern between quotes, so that `readQuoted` gives it back. */
export function printPattern(pattern: Pattern): string {
  const body = pattern.map((part) => (part.kind === 'text' ? part.text.replace(/[\\"*?]/g, '\\$&') : part.kind === 'any' ? '*' : '?'))
  return `"${body.join('')}"`
}

/** Tests folded texts: whole tags and names have `tagKey`, running texts `foldText`. */
export type TextTest = (folded: string) => boolean

/** A test for whole texts; blanks at the pattern's ends do not count. */
export function compileWhole(pattern: Pattern): TextTest {
  const folded = foldPattern(pattern)
  const [first] = folded
  if (first?.kind === 'text') folded[0] = { kind: 'text', text: first.text.trimStart() }
  const last = folded.at(-1)
  if (last?.kind === 'text') folded[folded.length - 1] = { kind: 'text', text: last.text.trimEnd() }
  const [only] = folded
  if (folded.length <= 1 && only?.kind !== 'any' && only?.kind !== 'one') {
    const text = only?.text ?? ''
    return (subject) => subject === text
  }
  return (subject) => matches(folded, subject)
}

/** A test for texts that hold the pattern somewhere. */
export function compileInside(pattern: Pattern): TextTest {
  const folded = foldPattern(pattern)
  const [only] = folded
  if (folded.length <= 1 && only?.kind !== 'one') {
    const text = only?.kind === 'text' ? only.text : ''
    return (subject) => subject.includes(text)
  }
  const around: Pattern = [{ kind: 'any' }, ...folded, { kind: 'any' }]
  return (subject) => matches(around, subject)
}

function foldPattern(pattern: Pattern): PatternPart[] {
  return pattern.map((part) => (part.kind === 'text' ? { kind: 'text', text: foldText(part.text) } : part))
}

/** Glob matching that goes back only to the last `*`: no pattern is slow by more than its own length. */
function matches(pattern: Pattern, subject: string): boolean {
  let at = 0
  let offset = 0
  let retryAt = -1
  let retryOffset = 0
  for (;;) {
    const part = pattern[at]
    if (part?.kind === 'any') {
      retryAt = ++at
      retryOffset = offset
      continue
    }
    const next = part === undefined ? undefined : step(part, subject, offset)
    if (next !== undefined) {
      at++
      offset = next
      continue
    }
    // a pattern that ends with `*` takes whatever is left
    if (part === undefined && (offset === subject.length || retryAt === at)) return true
    if (retryAt < 0 || retryOffset >= subject.length) return false
    const resumed = pattern[retryAt]
    retryOffset = resumed?.kind === 'text' ? subject.indexOf(resumed.text, retryOffset + 1) : retryOffset + characterLength(subject, retryOffset)
    if (retryOffset < 0) return false
    at = retryAt
    offset = retryOffset
  }
}

/** The offset after `part` when it stands at `offset`. */
function step(part: PatternPart, subject: string, offset: number): number | undefined {
  if (part.kind === 'text') return subject.startsWith(part.text, offset) ? offset + part.text.length : undefined
  return offset < subject.length ? offset + characterLength(subject, offset) : undefined
}

function characterLength(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
}
