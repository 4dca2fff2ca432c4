import type { AuditAction, AuditOverview, AuditRow, ProblemGroup } from '../../server/src/protocol/audit'
import { h } from '../dom'
import { icon } from '../icons'
import { levelIcon } from '../levels'
import { t } from '../page'
import { createPagedList, type PagedList } from './paged-list'
import { section } from './section'

/** As in the style sheet: message and file then stand on a line each. */
const narrow = window.matchMedia('(max-width: 560px)')

export interface ProblemListActions {
  send(action: AuditAction): void
  /** Rules whose rows are shown, remembered over a reload. */
  readonly expanded: ReadonlySet<string>
  setExpanded(rule: string, expanded: boolean): void
}

export interface ProblemList {
  readonly element: HTMLElement
  fill(rule: string, from: number, rows: readonly AuditRow[]): void
  /** Opens the rows of a rule and brings them into sight. */
  reveal(rule: string): void
}

/** Every rule that found something, the worst first, each opening to its rows. */
export function problemList({ groups }: AuditOverview, actions: ProblemListActions): ProblemList | undefined {
  if (groups.length === 0) return undefined
  const parts = new Map(groups.map((group) => [group.rule, groupOf(group, actions)]))
  const total = groups.reduce((sum, { count, offer }) => sum + (offer ? 0 : count), 0)
  const rules = groups.length === 1 ? t('1 rule') : t('{0} rules', groups.length)
  return {
    element: section('problems', total === 1 ? t('1 problem by {0}', rules) : t('{0} problems by {1}', total.toLocaleString(), rules), h('ul', {}, ...[...parts.values()].map(({ element }) => h('li', {}, element)))),
    fill: (rule, from, rows) => parts.get(rule)?.fill(from, rows),
    reveal: (rule) => parts.get(rule)?.reveal(),
  }
}

function groupOf(group: ProblemGroup, actions: ProblemListActions): { readonly element: HTMLElement; readonly fill: (from: number, rows: readonly AuditRow[]) => void; readonly reveal: () => void } {
  const { rule, level, summary, count } = group
  const id = `rows-${rule}`
  const body = h('div', { id, class: 'group-body' })
  const isOpen = (): boolean => actions.expanded.has(rule)
  let list: PagedList<AuditRow> | undefined
  const header = h(
    'button',
    { class: 'group-header', type: 'button', 'aria-controls': id, 'data-key': `group-${rule}`, onclick: () => toggle(!isOpen()) },
    h('span', { class: 'chevron' }, icon('chevron-right')),
    levelIcon(level),
    h('span', { class: 'summary' }, summary),
    h('span', { class: 'count number' }, count.toLocaleString()),
  )

  function draw(): void {
    header.setAttribute('aria-expanded', String(isOpen()))
    body.hidden = !isOpen()
    if (!isOpen() || list) return
    list = createPagedList<AuditRow>({ rowHeight: () => (narrow.matches ? 40 : 24), visibleRows: 15, rowOf: (row) => problemRow(row, actions), ask: (from, wanted) => actions.send({ kind: 'rows', rule, from, count: wanted }), label: summary })
    body.append(aboutOf(group, actions), list.element)
    list.show(count)
  }
  function toggle(open: boolean): void {
    actions.setExpanded(rule, open)
    draw()
  }
  draw()
  return {
    element: h('div', { class: 'group' }, header, body),
    fill: (from, rows) => list?.fill(from, rows),
    reveal() {
      toggle(true)
      header.scrollIntoView({ block: 'start' })
      header.focus({ preventScroll: true })
    },
  }
}

function aboutOf({ rule, count, safe, unsafe }: ProblemGroup, { send }: ProblemListActions): HTMLElement {
  const text = (label: string, title: string, run: () => void): HTMLElement => h('button', { class: 'text-button', type: 'button', title, onclick: run }, label)
  return h(
    'p',
    { class: 'about' },
    safe > 0 && text(safe === count ? t('Fix all…') : t('Fix {0} of {1}…', safe.toLocaleString(), count.toLocaleString()), t('Safe: one obvious outcome each, nothing else changes. Shown first, undone as one step.'), () => send({ kind: 'fix-rule', rule, unsafe: false })),
    unsafe > 0 && text(safe > 0 ? t('Fix all, also what changes the meaning…') : t('Fix all, which changes the meaning…'), t('Tags are added, removed or replaced, or files moved: the first fix of each problem. Shown first, undone as one step.'), () => send({ kind: 'fix-rule', rule, unsafe: true })),
    (rule === 'crop-loss' || rule === 'extreme-aspect') && text(t('Crop to buckets…'), t('Shows the pictures with their frames, to be moved and cropped'), () => send({ kind: 'command', command: 'cropToBuckets' })),
    rule === 'small-image' && text(t('Upscale…'), t('Hands small pictures to your own upscaler'), () => send({ kind: 'command', command: 'upscaleImages' })),
    text(t('Ignore rule'), t('Turns the rule off in taglore.json'), () => send({ kind: 'setting', what: { kind: 'rule-off', rule } })),
    text(t('About {0}', rule), t('What this rule is about'), () => send({ kind: 'open-rule', rule })),
  )
}

function problemRow(row: AuditRow, { send }: ProblemListActions): HTMLElement {
  const { index, file, range, message, level, fixes } = row
  const place = file === '.' ? t('dataset') : range.start.line > 0 ? `${file}:${range.start.line + 1}` : file
  return h(
    'div',
    { class: 'problem-row' },
    h('button', { class: 'place', type: 'button', title: `${message}\n${place}`, onclick: () => send({ kind: 'open-problem', problem: row }) }, levelIcon(level), h('span', { class: 'message' }, message), h('span', { class: 'file quiet' }, place)),
    h(
      'span',
      { class: 'row-actions' },
      fixes.length > 0 && h('button', { class: 'text-button', type: 'button', title: fixes.map(({ title }) => title).join('\n'), 'aria-label': t('Quick fix: {0}', message), onclick: () => send({ kind: 'fix-row', row }) }, t('Fix')),
      file !== '.' && h('button', { class: 'icon-button', type: 'button', title: t('Ignore this rule in {0}', file), 'aria-label': t('Ignore this rule in {0}', file), onclick: () => send({ kind: 'setting', what: { kind: 'ignore-row', index } }) }, icon('close')),
    ),
  )
}
