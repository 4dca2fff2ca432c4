/**
 * How many ways a backtracking matcher may have to try on a text of `length` characters, at most and roughly: what lies between
 * repeats multiplies, what is repeated within a repeat is raised to its power. The pattern must be a valid JavaScript
 * pattern with the flag `u`. An engine cannot be stopped in the middle of a match, so this is asked before.
 */
export function patternCost(source: string, length: number): number {
  const reader: Reader = { source, at: 0, length }
  // a match is tried from every place
  return readAlternation(reader).ways * (length + 1)
}

interface Reader {
  readonly source: string
  at: number
  readonly length: number
}

interface Measure {
  /** Ways to match. */
  readonly ways: number
  /** Alternatives that each begin with a letter of their own: at any place at most one of them can go on. */
  readonly distinct: boolean
}

function readAlternation(reader: Reader): Measure {
  const branches: { readonly ways: number; readonly first: string | undefined }[] = []
  do {
    const { source, at } = reader
    const first = /^[\p{L}\p{N}_ ](?![*?{])/u.exec(source.slice(at, at + 3))?.[0]?.toLowerCase()
    branches.push({ ways: readSequence(reader), first })
  } while (reader.source[reader.at++] === '|')
  reader.at--
  const firsts = new Set(branches.map((branch) => branch.first))
  const distinct = branches.every((branch) => branch.first !== undefined && branch.ways === 1) && firsts.size === branches.length
  return { ways: branches.reduce((sum, branch) => sum + branch.ways, 0), distinct }
}

function readSequence(reader: Reader): number {
  let ways = 1
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) ways *= readRepeated(reader)
  return ways
}

function readRepeated(reader: Reader): number {
  const { ways, distinct } = readAtom(reader)
  const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at, reader.at + 24))
  if (!match) return ways
  reader.at += match[0].length
  const [, sign, from = '0', comma, to] = match
  const least = sign === '+' ? 1 : Number(from)
  const most = sign === '?' ? 1 : sign ? Infinity : comma === '' ? least : to === '' ? Infinity : Number(to)
  // what may match nothing is repeated as often as it is written, whatever the text's length
  const times = most === Infinity ? Math.max(least, reader.length + 1) : most
  const choices = Math.min(times - least, reader.length) + 1
  return choices * (ways === 1 || distinct ? 1 : ways ** times)
}

function readAtom(reader: Reader): Measure {
  const single: Measure = { ways: 1, distinct: false }
  const { source } = reader
  const char = source[reader.at]
  if (char === '\\') {
    const escape = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<[^>]*>|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|\d+|[^])/u.exec(source.slice(reader.at, reader.at + 64))
    reader.at += escape?.[0].length ?? 2
    return single
  }
  if (char === '[') {
    reader.at = classEnd(source, reader.at)
    return single
  }
  if (char !== '(') {
    reader.at += (source.codePointAt(reader.at) ?? 0) > 0xffff ? 2 : 1
    return single
  }
  reader.at += /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(source.slice(reader.at))?.[0].length ?? 1
  const inside = readAlternation(reader)
  reader.at++
  return inside
}

function classEnd(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === ']') return at + 1
  }
  return source.length
}
