import { say } from '../base/message'
import { tagKey } from '../caption/tag-key'
import { readCsvRows } from './csv-rows'
import type { Relation } from './relation'
import type { SourceProblem } from './source'

export interface RelationReading {
  readonly pairs: readonly Relation[]
  readonly problems: readonly SourceProblem[]
}

/**
 * Reads `antecedent,consequent` rows; a header may name the columns and so order them (`antecedent_name`, as the API of
 * Danbooru and e621 calls them), and where it has a `status`, only active rows count. A tag paired with itself is left out.
 */
export function readRelations(text: string): RelationReading {
  const { rows, problems } = readCsvRows(text)
  const found: SourceProblem[] = [...problems]
  const header = rows[0] && headerColumns(rows[0].cells)
  const columns = header ?? { antecedent: 0, consequent: 1, status: -1 }
  const pairs = rows.slice(header ? 1 : 0).flatMap(({ cells, line }): Relation[] => {
    const status = cells[columns.status]?.trim() ?? 'active'
    if (status !== 'active') return []
    const antecedent = cells[columns.antecedent]?.trim() ?? ''
    const consequent = cells[columns.consequent]?.trim() ?? ''
    if (tagKey(antecedent) === '' || tagKey(consequent) === '') found.push({ line, message: say`A row needs two tags` })
    else if (tagKey(antecedent) !== tagKey(consequent)) return [[antecedent, consequent]]
    return []
  })
  return { pairs, problems: found.sort((a, b) => a.line - b.line) }
}

interface Columns {
  readonly antecedent: number
  readonly consequent: number
  /** -1 where there is none. */
  readonly status: number
}

/** The columns that a header names; undefined for a row of data. */
function headerColumns(cells: readonly string[]): Columns | undefined {
  const names = cells.map(cell => cell.trim().toLowerCase().replace(/_(?:name|tag)$/, ''))
  const antecedent = names.indexOf('antecedent')
  const consequent = names.indexOf('consequent')
  return antecedent < 0 || consequent < 0 ? undefined : { antecedent, consequent, status: names.indexOf('status') }
}
