import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { AuditAction, AuditMessage, AuditOverview, AuditProgress, AuditStateResult, ExportForm, Report } from '../../server/src/protocol/audit'
import { byId, h, render, type Child } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import './audit.css'
import { bucketSection, type BucketSection } from './buckets'
import type { TableChoice } from './chart'
import { balanceSection, coverageSection } from './concepts'
import { duplicateSection, type DuplicateSection } from './duplicates'
import { stepsSection } from './next-steps'
import { problemList, type ProblemList } from './problem-list'
import { tagSection, type TagSection } from './tag-list'
import { tokenSection } from './tokens'
import { assumptionsOf, totalsOf } from './totals'

interface View {
  readonly expanded: readonly string[]
  readonly tables: readonly string[]
  readonly filter: string
  readonly category: string
  readonly scroll: number
}

let view: View = loadView({ expanded: [], tables: [], filter: '', category: '', scroll: 0 })

/** The parts that later messages fill. */
interface Parts {
  readonly problems: ProblemList | undefined
  readonly tags: TagSection | undefined
  readonly buckets: BucketSection | undefined
  readonly duplicates: DuplicateSection
}

let parts: Parts | undefined

const send = connect<AuditMessage, AuditAction>(receive)
const progress = h('div', { class: 'progress', hidden: true })
const notice = h('div', { class: 'notice', hidden: true, role: 'alert' })
const stale = h('div', { class: 'notice stale', hidden: true, role: 'status' })
const content = h('div', { class: 'content' })
const page = byId('page')

page.append(progress, notice, stale, content)
window.addEventListener('scroll', () => changeView({ scroll: window.scrollY }), { passive: true })
send({ kind: 'ready' })

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: AuditMessage): void {
  switch (message.kind) {
    case 'rows':
      return parts?.problems?.fill(message.rule, message.from, message.rows)
    case 'tags':
      return parts?.tags?.fill(message)
    case 'buckets':
      return parts?.buckets?.fill(message.buckets)
    case 'duplicates':
      return parts?.duplicates.fill(message.from, message.total, message.groups)
    case 'thumbnail':
      return parts?.duplicates.picture(message.image, message.data, message.message)
    case 'state':
      return tellState(message.state)
    default:
      return turn(message)
  }
}

/** What is shown as a whole: the report, the work on the next one, or why there is none. */
function turn(message: Extract<AuditMessage, { kind: 'show' | 'working' | 'cancelled' | 'failed' }>): void {
  const working = message.kind === 'working'
  progress.hidden = !working
  page.classList.toggle('working', working)
  content.setAttribute('aria-busy', String(working))
  notice.hidden = message.kind !== 'failed' && message.kind !== 'cancelled'
  switch (message.kind) {
    case 'working':
      return drawProgress(message.progress)
    case 'cancelled':
      return tell(t('The audit was cancelled.'))
    case 'failed':
      return tell(message.message)
    case 'show':
      return draw(message.report, message.overview, message.at)
  }
}

function drawProgress({ percentage, message }: AuditProgress): void {
  const label = t('Auditing the dataset')
  render(
    progress,
    progressBar(label, percentage),
    h('p', { role: 'status' }, message === '' ? label : t('{0}: {1}', label, message)),
    h('vscode-button', { secondary: true, 'data-key': 'cancel', onclick: () => send({ kind: 'cancel' }) }, t('Cancel')),
  )
}

function progressBar(label: string, percentage: number | null): HTMLElement {
  const fill = h('span', {})
  if (percentage !== null) fill.style.width = `${percentage}%`
  const range = percentage === null ? {} : { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percentage }
  return h('div', { class: percentage === null ? 'progress-bar unknown' : 'progress-bar', role: 'progressbar', 'aria-label': label, ...range }, fill)
}

function tell(sentence: string): void {
  render(notice, h('p', {}, sentence), h('vscode-button', { 'data-key': 'again', onclick: () => send({ kind: 'run-again' }) }, t('Run again')))
}

function tellState({ changed, settings }: AuditStateResult): void {
  stale.hidden = changed === 0 && !settings
  const sentence = changed === 0 ? t('The settings have changed since.') : changed === 1 ? t('1 image or caption has changed since.') : t('{0} images or captions have changed since.', changed.toLocaleString())
  render(stale, h('p', {}, sentence), h('vscode-button', { 'data-key': 'refresh', onclick: () => send({ kind: 'run-again' }) }, t('Refresh')))
}

function draw(shown: Report, overview: AuditOverview, at: string): void {
  const { scroll } = view
  stale.hidden = true
  const isEmpty = shown.summary.images === 0 && shown.summary.captions === 0
  render(content, header(shown, at), ...(isEmpty ? [emptyOf()] : sectionsOf(shown, overview)))
  window.scrollTo({ top: scroll, behavior: 'instant' })
}

function header(shown: Report, at: string): HTMLElement {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
  const forms: readonly (readonly [ExportForm, string])[] = [['html', 'HTML'], ['markdown', 'Markdown'], ['json', 'JSON'], ['sarif', 'SARIF'], ['tags', t('CSV of tags')]]
  return h(
    'header',
    {},
    h('h1', {}, shown.verdict),
    h(
      'div',
      { class: 'actions' },
      h('vscode-button', { secondary: true, 'data-key': 'again', onclick: () => send({ kind: 'run-again' }) }, t('Run again')),
      h('span', { class: 'quiet time' }, t('Audited at {0}', time)),
      h('span', { class: 'exports', role: 'group', 'aria-label': t('Export the report') }, h('span', { class: 'quiet' }, t('Export:')), ...forms.map(([form, name]) => h('button', { class: 'text-button', type: 'button', 'data-key': `export-${form}`, 'aria-label': t('Export as {0}', name), onclick: () => send({ kind: 'export', format: form }) }, name))),
    ),
  )
}

function sectionsOf(shown: Report, overview: AuditOverview): Child[] {
  const expanded = new Set(view.expanded)
  const tables = choiceOf(new Set(view.tables))
  const problems = problemList(overview, {
    send,
    expanded,
    setExpanded(rule, isExpanded) {
      if (isExpanded) expanded.add(rule)
      else expanded.delete(rule)
      changeView({ expanded: [...expanded] })
    },
  })
  const tags = tagSection(shown, { send, filter: view.filter, category: view.category, setFilter: (filter, category) => changeView({ filter, category }) })
  const buckets = bucketSection(overview.buckets, tables, send)
  const duplicates = duplicateSection(overview, send)
  parts = { problems, tags, buckets, duplicates }
  return [
    totalsOf(shown),
    assumptionsOf(shown.assumptions),
    stepsSection(overview, { send, show: (place) => reveal(place, problems) }),
    problems?.element ?? null,
    balanceSection(shown.concepts, tables, send),
    coverageSection(overview.coverage, tables, send),
    buckets?.element ?? null,
    tags?.element ?? null,
    tokenSection(overview.tokens, tables),
    duplicates.element,
  ]
}

function choiceOf(chosen: Set<string>): TableChoice {
  return {
    has: (id) => chosen.has(id),
    set(id, asTable) {
      if (asTable) chosen.add(id)
      else chosen.delete(id)
      changeView({ tables: [...chosen] })
    },
  }
}

function reveal(place: string, problems: ProblemList | undefined): void {
  if (place.startsWith('rule-')) return problems?.reveal(place.slice('rule-'.length))
  const found = document.getElementById(place)
  found?.scrollIntoView({ block: 'start' })
  found?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

function emptyOf(): HTMLElement {
  return h('section', { class: 'section empty' }, h('p', {}, t('There are no images and no captions in this folder.')), h('p', { class: 'quiet' }, t('A dataset is a folder of images, each with a text file of the same name beside it; for kohya, inside folders such as 10_name.')))
}
