import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { type CsvRow, readCsvRows } from '../csv-rows'
import type { SourceProblem } from '../source'
import type { TagNames, TranslationSource } from '../translation-source'

/**
 * `tag,translation`, or tagcomplete's older `tag,category,translation`, or its whole lists, where the fifth column is the
 * translation (spec/peers.md § 6.2). Columns in the other order are told by where the letters beyond ASCII stand.
 */
export const translationCsv: TranslationSource = {
  id: 'translation-csv',

  recognise(head) {
    const { rows } = readCsvRows(head)
    return rows.length > 0 && rows.slice(0, 200).filter(({ cells }) => cells.length > 1).length >= Math.min(rows.length, 200) / 2
  },

  read(text) {
    const { rows, problems } = readCsvRows(text)
    const found: SourceProblem[] = [...problems]
    const reversed = areReversed(rows)
    const names = rows.flatMap((row, place) => (place === 0 && isHeader(row) ? [] : (readRow(row, reversed, found) ?? [])))
    return { rows: names, problems: found.sort((a, b) => a.line - b.line) }
  },
}

function readRow({ cells, line }: CsvRow, reversed: boolean, problems: SourceProblem[]): TagNames | undefined {
  const filled = cells.map(cell => cell.trim())
  const [tag = '', names] = reversed ? [filled.at(-1), filled.slice(0, 1)] : [filled[0], namesOf(filled)]
  if (tagKey(tag) === '' || filled.length < 2) {
    problems.push({ line, message: say`A row needs a tag and its translation` })
    return undefined
  }
  const given = names.filter(name => name !== '')
  return given.length === 0 ? undefined : { tag, names: given }
}

/** The cells that hold names: all after the tag, or those after a category and a count. */
function namesOf(cells: readonly string[]): readonly string[] {
  if (!isWhole(cells[1])) return cells.slice(1)
  return cells.length >= 5 && isWhole(cells[2]) ? cells.slice(4) : cells.slice(2)
}

function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^-?\d+$/.test(text)
}

/** More rows have letters beyond ASCII only at the front than only at the end. */
function areReversed(rows: readonly CsvRow[]): boolean {
  let votes = 0
  for (const { cells } of rows.slice(0, 2_000)) {
    const [front, end] = [isForeign(cells[0]), isForeign(cells.at(-1))]
    if (front !== end) votes += front ? 1 : -1
  }
  return votes > 0
}

function isForeign(text: string | undefined): boolean {
  return text !== undefined && /[^\0-\x7f\ufeff]/.test(text)
}

const headerWords = /^(?:tags?|names?|english|en|key|original|original_tag|translations?|translated|chinese|japanese|korean|zh|zh[-_]cn|cn|ja|jp|ko|type|category)$/i

function isHeader({ cells }: CsvRow): boolean {
  return cells.length > 1 && cells.every(cell => headerWords.test(cell.trim()))
}
