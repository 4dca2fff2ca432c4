import { formatMessage, say, type Message, type Translations } from '../base/message'
import { formatCount } from '../base/number-format'
import type { Level } from '../base/level'
import type { Report, ReportProblem } from './report'
import { bar, textTable as table } from './text-table'

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'hint']
const ROWS = 5
const TAGS = 20

/** The report for a terminal: judgement, problems by rule, balance, buckets, tags. */
export function renderText(report: Report, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const sections = [
    [report.verdict, ...report.assumptions.map((line) => `  ${line}`)],
    problemSection(report, t),
    conceptSection(report, t),
    bucketSection(report, t),
    tagSection(report, t),
  ]
  return `${sections.filter((section) => section.length > 0).map((section) => section.join('\n')).join('\n\n')}\n`
}

type Translate = (message: Message) => string

function problemSection(report: Report, t: Translate): string[] {
  if (report.problems.length === 0) return [t(say`No problems found`)]
  const { error, warning, info, hint } = report.summary.problems
  const lines = [t(say`Problems: error ${error}, warning ${warning}, info ${info}, hint ${hint}`)]
  for (const level of LEVELS) {
    for (const [rule, rows] of groupByRule(report.problems.filter((problem) => problem.level === level))) {
      lines.push('', `${level.padEnd(7)} ${rule} (${rows.length})  ${report.rules[rule] ?? ''}`.trimEnd())
      for (const row of rows.slice(0, ROWS)) lines.push(`  ${placeOf(row)}  ${row.message}`)
      if (rows.length > ROWS) lines.push(`  ${t(say`… and ${rows.length - ROWS} more`)}`)
    }
  }
  return lines
}

/** Rows by rule, most rows first. */
export function groupByRule(problems: readonly ReportProblem[]): [string, ReportProblem[]][] {
  const groups = new Map<string, ReportProblem[]>()
  for (const problem of problems) {
    const rows = groups.get(problem.rule)
    if (rows) rows.push(problem)
    else groups.set(problem.rule, [problem])
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
}

/** `file:line:column`, from 1; the file alone where the problem is about all of it. */
export function placeOf({ file, range }: ReportProblem): string {
  const whole = range.start.line === 0 && range.start.character === 0 && range.end.line === 0 && range.end.character === 0
  return whole ? file : `${file}:${range.start.line + 1}:${range.start.character + 1}`
}

function conceptSection(report: Report, t: Translate): string[] {
  if (report.concepts.length === 0) return []
  const largest = Math.max(1, ...report.concepts.map((concept) => concept.effective))
  const rows = report.concepts.map((concept) => [
    concept.name,
    `${concept.images} × ${concept.repeats} = ${concept.effective}`,
    bar(concept.effective / largest),
    concept.triggers.join(', '),
  ])
  return [t(say`Balance: images × repeats by concept`), ...table(rows)]
}

function bucketSection(report: Report, t: Translate): string[] {
  if (report.buckets.length === 0) return []
  const [width, height] = report.settings.resolution
  const largest = Math.max(1, ...report.buckets.map((bucket) => bucket.images))
  const rows = report.buckets.map((bucket) => [`${bucket.width}×${bucket.height}`, String(bucket.images), bar(bucket.images / largest)])
  return [t(say`Buckets at ${width}×${height}: images`), ...table(rows, [1])]
}

function tagSection(report: Report, t: Translate): string[] {
  if (report.tags.length === 0) return []
  const rows = report.tags.slice(0, TAGS).map((tag) => [tag.tag, String(tag.captions), tag.postCount === null ? '' : formatCount(tag.postCount)])
  const title = t(say`Tags: captions, posts on Danbooru`)
  return [title, ...table(rows, [1, 2]), ...(report.tags.length > TAGS ? [`  ${t(say`… and ${report.tags.length - TAGS} more`)}`] : [])]
}
