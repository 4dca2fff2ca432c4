import type { PreviewProblem } from '../../server/src/protocol/preview'
import { h } from '../dom'
import { levelIcon } from '../levels'
import { t } from '../page'

export interface ProblemActions {
  open(index: number): void
  fix(index: number): void
  explain(rule: string): void
}

export function problemsOf(problems: readonly PreviewProblem[], actions: ProblemActions): HTMLElement | null {
  if (problems.length === 0) return null
  const title = problems.length === 1 ? t('1 problem') : t('{0} problems', problems.length)
  return h('section', { class: 'problems', 'aria-label': title }, h('h2', {}, title), h('ul', {}, ...problems.map((problem, index) => rowOf(problem, index, actions))))
}

function rowOf({ rule, level, message }: PreviewProblem, index: number, actions: ProblemActions): HTMLElement {
  return h(
    'li',
    {},
    h('button', { class: 'problem', type: 'button', 'data-key': `problem-${index}`, title: t('Show it in the text'), onclick: () => actions.open(index) }, levelIcon(level), h('span', {}, message)),
    h('button', { class: 'rule', type: 'button', title: t('What this rule is about'), onclick: () => actions.explain(rule) }, rule),
    h('button', { class: 'text-button', type: 'button', 'data-key': `fix-${index}`, 'aria-label': t('Quick fix: {0}', message), onclick: () => actions.fix(index) }, t('Fix')),
  )
}
