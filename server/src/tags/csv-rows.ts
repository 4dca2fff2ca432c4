import Papa from 'papaparse'
import { say } from '../base/message'
import type { SourceProblem } from './source'

export interface CsvRow {
  /** Zero-based line. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a comma-separated list, one a line: no tag has a line break, so a quote that is not closed costs its line
 * and not the rest of the file. Blank lines are left out, also those of an empty last row (`,,,`).
 */
export function readCsvRows(text: string): { readonly rows: readonly CsvRow[]; readonly problems: readonly SourceProblem[] } {
  const rows: CsvRow[] = []
  const problems: SourceProblem[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const quoted = splitQuoted(lines.filter(line => line.includes('"')))
  let nextQuoted = 0
  lines.forEach((content, line) => {
    const isQuoted = content.includes('"')
    const cells = isQuoted ? quoted[nextQuoted++] : content.split(',')
    if (!cells) problems.push({ line, message: say`A quotation mark is not closed` })
    else if (isQuoted || !isBlank(content)) rows.push({ line, cells })
  })
  return { rows, problems }
}

function isBlank(line: string): boolean {
  const first = line.charCodeAt(0)
  return line === '' || ((first <= 32 || first === 44) && /^[\s,]*$/.test(line))
}

/** The cells of each line; undefined for a line with an open quote. All at once where that goes well, which is much faster. */
function splitQuoted(lines: readonly string[]): readonly (readonly string[] | undefined)[] {
  const all = parse(lines.join('\n'))
  if (all?.length === lines.length) return all
  return lines.map(line => parse(line)?.[0])
}

function parse(text: string): string[][] | undefined {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
  return errors.length > 0 ? undefined : data
}
