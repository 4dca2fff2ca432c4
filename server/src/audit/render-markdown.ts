import { formatMessage, say, type Message, type Translations } from '../base/message'
import { formatCount } from '../base/number-format'
import { groupByRule, placeOf } from './render-text'
import type { Report } from './report'

const TAGS = 100

/** The report as Markdown: one page to keep beside the dataset or to post. */
export function renderMarkdown(report: Report, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const { error, warning, info, hint } = report.summary.problems
  const lines = [
    `# ${t(say`Dataset audit`)}`,
    '',
    report.verdict,
    '',
    ...report.assumptions.map((line) => `- ${line}`),
    '',
    `## ${t(say`Problems: error ${error}, warning ${warning}, info ${info}, hint ${hint}`)}`,
    '',
    ...problemLines(report),
    `## ${t(say`Balance: images × repeats by concept`)}`,
    '',
    ...markdownTable(
      [t(say`Concept`), t(say`Images`), t(say`Repeats`), t(say`Samples`), t(say`Triggers`)],
      report.concepts.map((concept) => [concept.name, concept.images, concept.repeats, concept.effective, concept.triggers.join(', ')]),
    ),
    `## ${t(say`Buckets at ${report.settings.resolution[0]}×${report.settings.resolution[1]}: images`)}`,
    '',
    ...markdownTable(
      [t(say`Bucket`), t(say`Images`), t(say`Samples`)],
      report.buckets.map((bucket) => [`${bucket.width}×${bucket.height}`, bucket.images, bucket.samples]),
    ),
    `## ${t(say`Tags: captions, posts on Danbooru`)}`,
    '',
    ...markdownTable(
      [t(say`Tag`), t(say`Captions`), t(say`Samples`), t(say`Posts`)],
      report.tags.slice(0, TAGS).map((tag) => [tag.tag, tag.captions, tag.effective, tag.postCount === null ? '' : formatCount(tag.postCount)]),
    ),
  ]
  return lines.join('\n').replace(/\n{3,}/g, '\n\n')
}

function problemLines(report: Report): string[] {
  return groupByRule(report.problems).flatMap(([rule, rows]) => [
    `### \`${rule}\` (${rows.length})`,
    '',
    report.rules[rule] ?? '',
    '',
    ...rows.map((row) => `- ${row.level} \`${placeOf(row).replaceAll('`', "'")}\` ${escapeMarkdown(row.message)}`),
    '',
  ])
}

/** A table with its head; cells are text. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map((cell) => escapeMarkdown(String(cell))).join(' | ')} |`
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line), '']
}

/** Keeps captions' own characters from being read as Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\|*_<>[\]`]/g, '\\$&')
}
