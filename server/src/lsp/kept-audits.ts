import type { ImageSize } from '../audit/bucket-view'
import type { Report, ReportTag } from '../audit/report'
import { levelRank } from '../base/level'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import { captionTextOf, type Sample } from '../dataset/sample'
import { findRule } from '../lint/registry'
import type { AuditRow, AuditStateResult, AuditTagsResult } from '../protocol/audit'

/** The last report of a dataset, and what it was made from. */
export interface KeptAudit {
  readonly root: string
  readonly report: Report
  readonly sizes: readonly ImageSize[]
  rowAt(index: number): AuditRow | undefined
  rows(rule: string, from: number, count: number): readonly AuditRow[]
  /** Places in the texts of captions, the worst first; without offers. */
  captionRows(count: number): readonly AuditRow[]
  tags(search: string, category: string | null, from: number, count: number): AuditTagsResult
  /** What has changed since. */
  compare(dataset: Dataset): AuditStateResult
}

export function keepAudit(report: Report, sizes: readonly ImageSize[], dataset: Dataset): KeptAudit {
  const byRule = new Map<string, number[]>()
  for (const [index, { rule }] of report.problems.entries()) {
    const known = byRule.get(rule)
    if (known) known.push(index)
    else byRule.set(rule, [index])
  }
  const samples = new Map(dataset.samples)
  const { values } = dataset.settings
  const rowAt = (index: number): AuditRow | undefined => {
    const problem = report.problems[index]
    return problem && { ...problem, index }
  }
  const keys: string[] = []
  let last: { readonly asked: string; readonly rows: readonly ReportTag[] } = { asked: 'null ', rows: report.tags }
  const select = (search: string, category: string | null): readonly ReportTag[] => {
    const asked = `${category} ${tagKey(search)}`
    if (last.asked === asked) return last.rows
    const wanted = tagKey(search)
    if (keys.length === 0) for (const { tag } of report.tags) keys.push(tagKey(tag))
    const rows = report.tags.filter((tag, index) => (wanted === '' || keys[index]?.includes(wanted)) && (category === null || (tag.category ?? 'unknown') === category))
    last = { asked, rows }
    return rows
  }
  return {
    root: report.root,
    report,
    sizes,
    rowAt,
    rows: (rule, from, count) => (byRule.get(rule) ?? []).slice(from, from + count).flatMap((index) => rowAt(index) ?? []),
    captionRows: (count) => captionRows(report, count),
    tags: (search, category, from, count) => {
      const found = select(search, category)
      return { total: found.length, rows: found.slice(from, from + count) }
    },
    compare: (now) => ({ changed: countChanged(samples, now.samples), settings: now.settings.values !== values && JSON.stringify(now.settings.values) !== JSON.stringify(values) }),
  }
}

function captionRows({ problems }: Report, count: number): readonly AuditRow[] {
  const rows = problems.flatMap((problem, index): AuditRow[] => {
    const { start, end } = problem.range
    const rule = findRule(problem.rule)
    // what stands at no place in the text is told for the folder or the dataset, whether the caption is open or not
    const isPlace = start.line !== end.line || start.character !== end.character
    return isPlace && rule?.scope === 'caption' && rule.offer !== true ? [{ ...problem, index }] : []
  })
  return rows.sort((a, b) => levelRank(b.level) - levelRank(a.level) || a.index - b.index).slice(0, count)
}

function countChanged(before: ReadonlyMap<string, Sample>, now: ReadonlyMap<string, Sample>): number {
  let changed = 0
  for (const [id, sample] of now) if (!isSame(before.get(id), sample)) changed++
  for (const id of before.keys()) if (!now.has(id)) changed++
  return changed
}

/** Samples are replaced when their files change, and when they are read again and have not. */
function isSame(before: Sample | undefined, now: Sample): boolean {
  if (before === now) return true
  return before !== undefined && captionTextOf(before) === captionTextOf(now) && before.images.length === now.images.length && before.images.every(({ path, size }, index) => now.images[index]?.path === path && now.images[index]?.size === size)
}
