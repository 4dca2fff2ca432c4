import type { Span } from '../base/span'
import { matchBrackets, type BracketPair, type Brackets } from './brackets'
import type { Caption, Choice, Piece, Separator, SeparatorKind, Tag } from './caption'
import { readsAsProse } from './prose'
import { tagKey } from './tag-key'

const BLANK = /\s/
const SPECIAL = /[,\n\r|;{]/g

/** Parses a caption. Never fails, never looks outside `text`, loses nothing; linear in its length. */
export function parseCaption(text: string): Caption {
  const separators = findSeparators(text)
  const brackets = matchBrackets(text)
  const weights = weightReader(brackets)
  const pieces: Piece[] = []
  const tags: Tag[] = []
  let start = 0
  let line = 0
  for (let index = 0; index <= separators.length; index++) {
    const separator = separators[index]
    const span = { start, end: separator ? separator.span.start : text.length }
    const body = trimSpan(text, span)
    let tag: Tag | undefined
    if (body.start < body.end) {
      tag = readTag(text, body, { index: tags.length, piece: index, line }, brackets, weights)
      tags.push(tag)
    }
    pieces.push({ span, body, tag })
    if (separator) {
      start = separator.span.end
      if (separator.kind === 'line') line++
    }
  }
  return { text, pieces, separators, tags, prose: tags.some((tag) => tag.prose) }
}

function findSeparators(text: string): Separator[] {
  const found: Separator[] = []
  const push = (kind: SeparatorKind, start: number, length: number): void => {
    found.push({ kind, span: { start, end: start + length } })
    SPECIAL.lastIndex = start + length
  }
  SPECIAL.lastIndex = 0
  for (let match = SPECIAL.exec(text); match; match = SPECIAL.exec(text)) {
    const at = match.index
    const char = match[0]
    if (char === ',') push('comma', at, 1)
    else if (char === '\n') push('line', at, 1)
    else if (char === '\r') push('line', at, text[at + 1] === '\n' ? 2 : 1)
    else if (char === '|' && text.startsWith('|||', at)) push('section', at, 3)
    else if (char === ';' && text.startsWith(';;;', at)) push('group', at, 3)
    else if (char === '{') SPECIAL.lastIndex = choiceEnd(text, at) ?? at + 1
  }
  return found
}

/** The end of a `{a|b}` group that opens at `open`, or undefined where there is none (on one line, not nested, with a `|`). */
function choiceEnd(text: string, open: number): number | undefined {
  let bar = false
  for (let offset = open + 1; offset < text.length; offset++) {
    const char = text[offset]
    if (char === '}') return bar ? offset + 1 : undefined
    if (char === '{' || char === '\n' || char === '\r') return undefined
    if (char === '|') bar = true
  }
  return undefined
}

function trimSpan(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && BLANK.test(text.charAt(start))) start++
  while (end > start && BLANK.test(text.charAt(end - 1))) end--
  return start === end ? { start: span.start, end: span.start } : { start, end }
}

type Place = Pick<Tag, 'index' | 'piece' | 'line'>

function readTag(text: string, span: Span, place: Place, brackets: Brackets, weightAt: (offset: number) => number): Tag {
  const nameSpan = stripWeights(text, span, brackets)
  const name = text.slice(nameSpan.start, nameSpan.end)
  // written out: spreading `place` doubles the time of parsing
  return {
    index: place.index,
    piece: place.piece,
    line: place.line,
    span,
    text: text.slice(span.start, span.end),
    nameSpan,
    name,
    key: tagKey(name),
    weight: weightAt(nameSpan.start),
    prose: readsAsProse(name),
    choices: name.includes('{') ? readChoices(text, nameSpan) : [],
  }
}

/** Takes off brackets that wrap the whole tag or reach beyond it, with their `:w`; brackets of the name itself stay. */
function stripWeights(text: string, span: Span, brackets: Brackets): Span {
  let { start, end } = span
  for (;;) {
    const opening = brackets.at(start)
    const closing = end > start ? brackets.at(end - 1) : undefined
    if (opening && opening.open === start && opening.close >= end - 1) {
      const inner = trimSpan(text, { start: start + 1, end: opening.close === end - 1 ? innerEnd(opening) : end })
      if (inner.start >= inner.end) break
      ;({ start, end } = inner)
    } else if (closing && closing.close === end - 1 && closing.open < start) {
      const inner = trimSpan(text, { start, end: Math.max(start, innerEnd(closing)) })
      if (inner.start >= inner.end) break
      ;({ start, end } = inner)
    } else break
  }
  return { start, end }
}

function innerEnd(pair: BracketPair): number {
  return pair.weightStart ?? pair.close
}

/** A reader of the weight in force at an offset; offsets must be asked for in rising order. */
function weightReader(brackets: Brackets): (offset: number) => number {
  const events = brackets.pairs
    .flatMap((pair) => [
      { offset: pair.open, factor: pair.factor },
      { offset: pair.close, factor: undefined },
    ])
    .sort((a, b) => a.offset - b.offset)
  const products = [1]
  let next = 0
  return (offset) => {
    for (let event = events[next]; event && event.offset < offset; event = events[++next]) {
      if (event.factor === undefined) products.pop()
      else products.push((products.at(-1) ?? 1) * event.factor)
    }
    return Math.round((products.at(-1) ?? 1) * 1e6) / 1e6
  }
}

function readChoices(text: string, span: Span): Choice[] {
  const choices: Choice[] = []
  for (let open = text.indexOf('{', span.start); open >= 0 && open < span.end; open = text.indexOf('{', open + 1)) {
    const end = choiceEnd(text, open)
    if (end === undefined) continue
    let start = open + 1
    for (const part of text.slice(open + 1, end - 1).split('|')) {
      const body = trimSpan(text, { start, end: start + part.length })
      const name = text.slice(body.start, body.end)
      choices.push({ span: body, name, key: tagKey(name) })
      start += part.length + 1
    }
  }
  return choices
}
