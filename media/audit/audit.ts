import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { AuditAction, AuditMessage, AuditProgress } from '../../server/src/protocol/audit'
import type { Report } from '../../server/src/protocol/audit'
import { byId, h, render, type Child } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import './audit.css'
import { problemsSection } from './problem-list'
import { assumptionsOf, balanceSection, bucketsSection, totalsOf } from './sections'
import { tagsSection } from './tag-list'

let view: { readonly expanded: readonly string[]; readonly filter: string; readonly scroll: number } = loadView({ expanded: [], filter: '', scroll: 0 })

const send = connect<AuditMessage, AuditAction>(receive)
const progress = h('div', { class: 'progress', hidden: true })
const notice = h('div', { class: 'notice', hidden: true, role: 'alert' })
const content = h('div', { class: 'content' })
const page = byId('page')

page.append(progress, notice, content)
window.addEventListener('scroll', () => changeView({ scroll: window.scrollY }), { passive: true })
send({ kind: 'ready' })

function changeView(change: Partial<typeof view>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: AuditMessage): void {
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
      return draw(message.report, message.at)
  }
}

function drawProgress({ percentage, message }: AuditProgress): void {
  const label = t('Auditing the dataset')
  render(
    progress,
    progressBar(label, percentage),
    h('p', { role: 'status' }, message === '' ? label : `${label}: ${message}`),
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

function draw(shown: Report, at: string): void {
  const { scroll } = view
  render(content, header(shown, at), ...(shown.summary.images === 0 && shown.summary.captions === 0 ? [emptyOf()] : sectionsOf(shown)))
  window.scrollTo({ top: scroll, behavior: 'instant' })
}

function header(shown: Report, at: string): HTMLElement {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
  return h(
    'header',
    {},
    h('h1', {}, shown.verdict),
    h(
      'div',
      { class: 'actions' },
      h('vscode-button', { 'data-key': 'again', onclick: () => send({ kind: 'run-again' }) }, t('Run again')),
      h('vscode-button', { secondary: true, onclick: () => send({ kind: 'export', format: 'markdown' }) }, t('Export as Markdown')),
      h('vscode-button', { secondary: true, onclick: () => send({ kind: 'export', format: 'json' }) }, t('Export as JSON')),
      h('span', { class: 'quiet time' }, t('Audited at {0}', time)),
    ),
  )
}

function sectionsOf(shown: Report): Child[] {
  const expanded = new Set(view.expanded)
  return [
    totalsOf(shown),
    assumptionsOf(shown.assumptions),
    problemsSection(shown, {
      open: (index) => send({ kind: 'open-problem', index }),
      explain: (rule) => send({ kind: 'open-rule', rule }),
      expanded,
      setExpanded(rule, isExpanded) {
        if (isExpanded) expanded.add(rule)
        else expanded.delete(rule)
        changeView({ expanded: [...expanded] })
      },
    }),
    balanceSection(shown.concepts, (file) => send({ kind: 'open-file', file })),
    tagsSection(shown, { show: (tag) => send({ kind: 'show-tag', tag }), filter: view.filter, setFilter: (filter) => changeView({ filter }) }),
    bucketsSection(shown.buckets),
  ]
}

function emptyOf(): HTMLElement {
  return h('section', { class: 'section empty' }, h('p', {}, t('There are no images and no captions in this folder.')), h('p', { class: 'quiet' }, t('A dataset is a folder of images, each with a text file of the same name beside it; for kohya, inside folders such as 10_name.')))
}
