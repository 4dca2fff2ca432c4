import { PAGE, type ExplorerPage } from './explorer-data'

/** The rows of a level: those of the page that is asked for, of few all, of many the pages. */
export function pageOf<Row>(rows: readonly Row[], nameOfRow: (row: Row) => string, page: number | undefined): { readonly pages: readonly ExplorerPage[]; readonly rows: readonly Row[] } {
  if (page !== undefined) return { pages: [], rows: rows.slice(page * PAGE, (page + 1) * PAGE) }
  if (rows.length <= PAGE) return { pages: [], rows }
  const pages = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, index): ExplorerPage => {
    const [first, last] = [rows[index * PAGE], rows[Math.min((index + 1) * PAGE, rows.length) - 1]]
    return { page: index, count: Math.min(PAGE, rows.length - index * PAGE), first: first === undefined ? '' : nameOfRow(first), last: last === undefined ? '' : nameOfRow(last) }
  })
  return { pages, rows: [] }
}
