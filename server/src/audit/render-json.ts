import type { Report } from './report'

/** The report as JSON with a final line end; keys in their own order. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}
