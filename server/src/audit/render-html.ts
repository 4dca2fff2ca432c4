import type { Level } from '../base/level'
import { formatMessage, say, type Message, type Translations } from '../base/message'
import { formatCount } from '../base/number-format'
import { nameOf } from '../base/path'
import { findRule } from '../lint/registry'
import { barChart, escapeHtml, htmlPage, htmlTable } from './html'
import { groupByRule, placeOf } from './render-text'
import type { Report, ReportProblem } from './report'

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'hint']
/** Rules with more rows than this are folded. */
const OPEN = 10
const BARS = 20
const TAGS = 200

type Translate = (message: Message) => string

/** The report as one HTML file to keep or to post: needs nothing beside it and runs no scripts. */
export function renderHtml(report: Report, translations?: Translations): string {
  const t: Translate = (message) => formatMessage(message, translations)
  const title = `${t(say`Dataset audit`)}: ${nameOf(report.root)}`
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="verdict">${escapeHtml(report.verdict)}</p>`,
    list('assumptions', report.assumptions.map(escapeHtml)),
    figures(report, t),
    problemSection(report.problems, t),
    conceptSection(report, t),
    bucketSection(report, t),
    tagSection(report, t),
  ]
  return htmlPage(title, languageOf(translations), body.join('\n'))
}

/** Only the problems, as a page of the same kind. */
export function renderProblemsHtml(problems: readonly ReportProblem[], translations?: Translations): string {
  const t: Translate = (message) => formatMessage(message, translations)
  const title = t(say`Problems of the dataset`)
  return htmlPage(title, languageOf(translations), `<h1>${escapeHtml(title)}</h1>\n${problemSection(problems, t)}`)
}

function languageOf(translations: Translations): string {
  return translations ? 'zh-CN' : 'en'
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul class="${name}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

function figures({ summary }: Report, t: Translate): string {
  const shown: readonly (readonly [Message, number])[] = [
    [say`Images`, summary.images],
    [say`Captions`, summary.captions],
    [say`Concepts`, summary.concepts],
    [say`Tags`, summary.distinctTags],
  ]
  return list('figures', shown.map(([label, value]) => `<b>${value}</b>${escapeHtml(t(label))}`))
}

function problemSection(problems: readonly ReportProblem[], t: Translate): string {
  const faults = problems.filter((row) => findRule(row.rule)?.offer !== true)
  const count = (level: Level): number => faults.filter((row) => row.level === level).length
  const title = faults.length === 0 ? t(say`No problems found`) : t(say`Problems: error ${count('error')}, warning ${count('warning')}, info ${count('info')}, hint ${count('hint')}`)
  const groups = LEVELS.flatMap((level) => groupByRule(faults.filter((row) => row.level === level)).map(([rule, rows]) => ruleGroup(rule, level, rows, t)))
  return [`<h2>${escapeHtml(title)}</h2>`, ...groups].join('\n')
}

function ruleGroup(id: string, level: Level, rows: readonly ReportProblem[], t: Translate): string {
  const rule = findRule(id)
  const head = `<summary><span class="level ${level}">${level}</span> <code>${escapeHtml(id)}</code> (${rows.length})</summary>`
  const summary = rule ? `<p class="soft">${escapeHtml(t(rule.summary))}</p>` : ''
  return `<details${rows.length <= OPEN ? ' open' : ''}>${head}${summary}<ul>\n${rows.map((row) => `<li><code>${escapeHtml(placeOf(row))}</code> ${escapeHtml(row.message)}</li>`).join('\n')}\n</ul></details>`
}

function conceptSection({ concepts }: Report, t: Translate): string {
  if (concepts.length === 0) return ''
  const title = t(say`Balance: images × repeats by concept`)
  const bars = concepts.map(({ name, images, repeats, effective }) => ({ label: name, value: effective, note: `${images} × ${repeats} = ${effective}` }))
  const rows = concepts.map(({ name, images, repeats, effective, triggers }) => [escapeHtml(name), String(images), String(repeats), String(effective), escapeHtml(triggers.join(', '))])
  const columns = [{ title: t(say`Concept`) }, number(t(say`Images`)), number(t(say`Repeats`)), number(t(say`Samples`)), { title: t(say`Triggers`) }]
  return `<h2>${escapeHtml(title)}</h2>\n${barChart(title, bars)}\n${htmlTable(columns, rows)}`
}

function bucketSection({ buckets, settings }: Report, t: Translate): string {
  if (buckets.length === 0) return ''
  const [width, height] = settings.resolution
  const title = t(say`Buckets at ${width}×${height}: images`)
  return `<h2>${escapeHtml(title)}</h2>\n${barChart(title, buckets.map((bucket) => ({ label: `${bucket.width}×${bucket.height}`, value: bucket.images })))}`
}

function tagSection({ tags }: Report, t: Translate): string {
  if (tags.length === 0) return ''
  const title = t(say`Tags: captions, posts on Danbooru`)
  const rows = tags.slice(0, TAGS).map(({ tag, captions, effective, postCount }) => [escapeHtml(tag), String(captions), String(effective), postCount === null ? '' : formatCount(postCount)])
  const columns = [{ title: t(say`Tag`) }, number(t(say`Captions`)), number(t(say`Samples`)), number(t(say`Posts`))]
  const more = tags.length > TAGS ? `<p class="soft">${escapeHtml(t(say`… and ${tags.length - TAGS} more`))}</p>` : ''
  const table = `<details><summary>${escapeHtml(t(say`All tags as a table`))}</summary>${htmlTable(columns, rows)}${more}</details>`
  return `<h2>${escapeHtml(title)}</h2>\n${barChart(title, tags.slice(0, BARS).map(({ tag, captions }) => ({ label: tag, value: captions })))}\n${table}`
}

function number(title: string): { readonly title: string; readonly number: true } {
  return { title, number: true }
}
