import { say } from '../../base/message'
import { parseCount } from '../../base/number-format'
import { tagKey } from '../../caption/tag-key'
import { type BooruScheme, categoryOf, schemeOf } from '../booru-categories'
import { type CsvRow, readCsvRows } from '../csv-rows'
import type { TagRecord } from '../record'
import type { SourceProblem, TagSource } from '../source'

/**
 * The lists of a1111-sd-webui-tagcomplete and its kin: `name,category,count,"alias,alias",translation`, the last two
 * optional. The count column may hold any text ("Quality tag") or more than 2^31. A header may name the columns and
 * so order them (the Krita and ComfyUI variants). Facts: spec/peers.md § 6.1 and 6.2.
 */
export const danbooruCsv: TagSource = {
  id: 'danbooru-csv',

  recognise(head) {
    const { rows } = readCsvRows(head.slice(0, 4_000))
    return rows.slice(0, 5).some(row => headerColumns(row) !== undefined || isWhole(row.cells[1]))
  },

  read(text, name) {
    const { rows, problems } = readCsvRows(text)
    const columns = rows[0] && headerColumns(rows[0])
    const reading: Reading = { columns: columns ?? usualColumns, scheme: schemeOf(name), problems: [...problems] }
    const records = rows.slice(columns ? 1 : 0).flatMap(row => readRow(row, reading) ?? [])
    return { records, problems: reading.problems.sort((a, b) => a.line - b.line) }
  },
}

type Column = 'name' | 'category' | 'count' | 'aliases' | 'translation'
type Columns = Readonly<Partial<Record<Column, number>>>

interface Reading {
  readonly columns: Columns
  readonly scheme: BooruScheme
  readonly problems: SourceProblem[]
}

const usualColumns: Columns = { name: 0, category: 1, count: 2, aliases: 3, translation: 4 }

const columnNames: Readonly<Record<string, Column>> = {
  name: 'name',
  tag: 'name',
  category: 'category',
  type: 'category',
  count: 'count',
  post_count: 'count',
  postcount: 'count',
  alias: 'aliases',
  aliases: 'aliases',
  translation: 'translation',
}

/** The columns that a header names; undefined for a row of data. */
function headerColumns({ cells }: CsvRow): Columns | undefined {
  const columns: Partial<Record<Column, number>> = {}
  for (const [place, cell] of cells.entries()) {
    const column = columnNames[cell.trim().toLowerCase()]
    if (column !== undefined) columns[column] ??= place
  }
  return columns.name !== undefined && (columns.category ?? columns.count) !== undefined ? columns : undefined
}

const none: readonly string[] = []

function readRow({ cells, line }: CsvRow, { columns, scheme, problems }: Reading): TagRecord | undefined {
  const cell = (column: Column) => cells[columns[column] ?? -1]?.trim() ?? ''
  const name = cell('name')
  const number = cell('category')
  if (tagKey(name) === '') {
    problems.push({ line, message: say`The tag has no name` })
    return undefined
  }
  if (number !== '' && !isWhole(number)) {
    problems.push({ line, message: say`'${number}' is not a category of '${name}'` })
    return undefined
  }
  const category = number === '' ? undefined : categoryOf(scheme, Number(number))
  const count = readCount(cell('count'))
  const aliases = splitAliases(cell('aliases'), name)
  const translation = cell('translation')
  const translations = translation === '' ? none : [translation]
  const record = { name, category: category ?? 'general', count, aliases, implies: none, translations }
  return category === undefined ? { ...record, uncategorised: true } : record
}

function splitAliases(text: string, name: string): readonly string[] {
  if (text === '') return none
  return text.split(',').flatMap(alias => {
    const trimmed = alias.trim()
    return trimmed === '' || trimmed === name ? [] : trimmed
  })
}

/** 0 for a text that is no count. */
function readCount(text: string): number {
  return parseCount(text) ?? 0
}

function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^\s*-?\d+\s*$/.test(text)
}
