import { formatMessage, say, type Message, type Translations } from '../base/message'
import type { Level } from '../base/level'
import { findRule } from '../lint/registry'
import { escapeMarkdown } from './render-markdown'
import { placeOf } from './render-text'
import type { ReportProblem } from './report'

/** Problems for a terminal: one line each, as editors and other linters know it, and their number. Offers are only counted. */
export function renderProblems(problems: readonly ReportProblem[], translations?: Translations): string {
  return `${[...problems.filter(isFault).map((row) => `${placeOf(row)}: ${row.level}: ${row.message} [${row.rule}]`), total(problems, translations)].join('\n')}\n`
}

export function renderProblemsMarkdown(problems: readonly ReportProblem[], translations?: Translations): string {
  const rows = problems.filter(isFault).map((row) => `- ${row.level} \`${placeOf(row).replaceAll('`', "'")}\` ${escapeMarkdown(row.message)} (\`${row.rule}\`)`)
  return `${[...rows, ...(rows.length > 0 ? [''] : []), total(problems, translations)].join('\n')}\n`
}

/** What is only offered is listed nowhere but in JSON: it would bury the faults. */
function isFault(row: ReportProblem): boolean {
  return findRule(row.rule)?.offer !== true
}

function total(problems: readonly ReportProblem[], translations: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const faults = problems.filter(isFault)
  const offers = problems.length - faults.length
  const count = (level: Level): number => faults.filter((row) => row.level === level).length
  return [
    faults.length === 0 ? t(say`No problems found`) : t(say`Problems: error ${count('error')}, warning ${count('warning')}, info ${count('info')}, hint ${count('hint')}`),
    ...(offers > 0 ? [t(say`Offers that are not listed: ${offers}; --format json has them`)] : []),
  ].join('\n')
}
