import type { Level } from '../base/level'
import type { ReportProblem } from './report'

/** Rows as one list of texts, each once, and numbers that are mostly places in it: a large dataset has a hundred thousand rows of few words. */
export interface PackedRows {
  readonly texts: readonly string[]
  readonly numbers: Int32Array
}

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'hint']

/** `lists`: the rows as they were found, one list after the other. */
export function packRows(lists: Iterable<readonly ReportProblem[]>): PackedRows {
  const places = new Map<string, number>()
  const texts: string[] = []
  const numbers: number[] = []
  const placeOf = (text: string): number => {
    let place = places.get(text)
    if (place === undefined) {
      places.set(text, (place = texts.length))
      texts.push(text)
    }
    return place
  }
  for (const rows of lists) {
    numbers.push(rows.length)
    for (const { rule, level, file, range: { start, end }, message, fixes, related } of rows) {
      numbers.push(placeOf(rule), LEVELS.indexOf(level), placeOf(file), start.line, start.character, end.line, end.character, placeOf(message), fixes.length)
      for (const { title, safe } of fixes) numbers.push(placeOf(title), safe ? 1 : 0)
      // no list is another thing than an empty one
      numbers.push(related ? related.length : -1)
      for (const path of related ?? []) numbers.push(placeOf(path))
    }
  }
  return { texts, numbers: Int32Array.from(numbers) }
}

/** The lists as they were packed. */
export function unpackRows({ texts, numbers }: PackedRows): readonly (readonly ReportProblem[])[] {
  let at = 0
  const next = (): number => numbers[at++] ?? 0
  const text = (): string => texts[next()] ?? ''
  const row = (): ReportProblem => {
    const [rule, level, file] = [text(), LEVELS[next()] ?? 'error', text()]
    const range = { start: { line: next(), character: next() }, end: { line: next(), character: next() } }
    const message = text()
    const fixes: ReportProblem['fixes'][number][] = []
    for (let left = next(); left > 0; left--) fixes.push({ title: text(), safe: next() === 1 })
    const count = next()
    if (count < 0) return { rule, level, file, range, message, fixes }
    const related: string[] = []
    for (let left = count; left > 0; left--) related.push(text())
    return { rule, level, file, range, message, fixes, related }
  }
  const lists: ReportProblem[][] = []
  while (at < numbers.length) {
    const rows: ReportProblem[] = []
    for (let left = next(); left > 0; left--) rows.push(row())
    lists.push(rows)
  }
  return lists
}
