import type { Report } from '../../server/src/protocol/audit'
import { h } from '../dom'
import { icon } from '../icons'
import { levelIcon } from '../levels'
import { shortcut, t } from '../page'
import { createVirtualList } from '../virtual-list'
import { groupProblems, type ProblemGroup, type ProblemRow } from './problem-groups'
import { section } from './sections'

/** As in the style sheet: message and file then stand on a line each. */
const narrow = window.matchMedia('(max-width: 560px)')

export interface ProblemListActions {
  open(index: number): void
  explain(rule: string): void
  /** Rules whose rows are shown, remembered over a reload. */
  readonly expanded: ReadonlySet<string>
  setExpanded(rule: string, expanded: boolean): void
}

/** What to do next: the rules that found something, the worst first, each opening to its rows. */
export function problemsSection(report: Report, actions: ProblemListActions): HTMLElement {
  const groups = groupProblems(report)
  if (groups.length === 0) return section('problems', t('Nothing to repair'), h('p', { class: 'quiet' }, t('No rule found a problem.')))
  return section('problems', t('What to do next'), h('ul', {}, ...groups.map((group) => h('li', {}, groupOf(group, actions)))))
}

function groupOf(group: ProblemGroup, actions: ProblemListActions): HTMLElement {
  const id = `rows-${group.rule}`
  const body = h('div', { id, class: 'group-body' })
  const isOpen = (): boolean => actions.expanded.has(group.rule)
  const header = h(
    'button',
    { class: 'group-header', type: 'button', 'aria-controls': id, 'data-key': `group-${group.rule}`, onclick: () => toggle() },
    h('span', { class: 'chevron' }, icon('chevron-right')),
    levelIcon(group.level),
    h('span', { class: 'summary' }, group.summary),
    h('span', { class: 'count number' }, group.rows.length.toLocaleString()),
  )

  function draw(): void {
    header.setAttribute('aria-expanded', String(isOpen()))
    body.hidden = !isOpen()
    if (isOpen() && body.childElementCount === 0) fillBody()
  }
  function fillBody(): void {
    const list = createVirtualList<ProblemRow>({ rowHeight: () => (narrow.matches ? 40 : 22), visibleRows: 15, rowOf: (row) => problemRow(row, actions), attributes: { 'aria-label': group.summary } })
    body.append(aboutOf(group, actions), list.element)
    list.show(group.rows)
  }
  function toggle(): void {
    actions.setExpanded(group.rule, !isOpen())
    draw()
  }
  draw()
  return h('div', { class: 'group' }, header, body)
}

function aboutOf({ rule, fixable }: ProblemGroup, actions: ProblemListActions): HTMLElement {
  const keys = shortcut('Ctrl+.', '⌘.')
  return h(
    'p',
    { class: 'about' },
    h('button', { class: 'text-button', type: 'button', onclick: () => actions.explain(rule) }, t('About {0}', rule)),
    fixable > 0 && h('span', { class: 'quiet' }, fixable === 1 ? t('1 has a quick fix: open it and press {0}', keys) : t('{0} have a quick fix: open one and press {1}', fixable.toLocaleString(), keys)),
  )
}

function problemRow({ index, file, line, message, level }: ProblemRow, actions: ProblemListActions): HTMLElement {
  const place = file === '.' ? t('dataset') : line > 0 ? `${file}:${line + 1}` : file
  return h(
    'div',
    { class: 'problem-row' },
    h('button', { type: 'button', title: `${message}\n${place}`, onclick: () => actions.open(index) }, levelIcon(level), h('span', { class: 'message' }, message), h('span', { class: 'file quiet' }, place)),
  )
}
