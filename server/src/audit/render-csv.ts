import { unparse } from 'papaparse'
import type { ReportTag } from './report'

/** What a spreadsheet would run rather than show; `=_=` and its like stay as they are. */
const FORMULA = /^[=+\-@\t\r].*[(!|]/

/** The tags of a report as CSV with a head, most used first; empty cells where no list knows the tag. */
export function renderTagsCsv(tags: readonly ReportTag[]): string {
  const rows = tags.map(({ tag, captions, effective, postCount, category }) => ({ tag, captions, samples: effective, posts: postCount ?? '', category: category ?? '' }))
  return `${unparse(rows, { columns: ['tag', 'captions', 'samples', 'posts', 'category'], newline: '\n', escapeFormulae: FORMULA })}\n`
}
