import type { AuditAction, AuditOverview, NextStep } from '../../server/src/protocol/audit'
import { h, type Child } from '../dom'
import { levelIcon } from '../levels'
import { t } from '../page'
import { section } from './section'

export interface StepActions {
  send(action: AuditAction): void
  /** Brings a section, or the rows of a rule, into sight. */
  show(place: string): void
}

/** What to do next, what gains most first, each with its button. */
export function stepsSection({ steps, groups }: AuditOverview, actions: StepActions): HTMLElement {
  if (steps.length === 0) return section('next', t('Nothing to repair'), h('p', { class: 'quiet' }, groups.length === 0 ? t('No rule found a problem.') : t('What the rules found are offers, not faults.')))
  return section('next', t('What to do next'), h('ol', {}, ...steps.map((step, index) => stepRow(step, index === 0, actions))))
}

function stepRow(step: NextStep, first: boolean, actions: StepActions): HTMLElement {
  const { rule, level, summary, count, places } = step
  const where = count === 1 ? t('1 place') : places === count ? t('{0} places', count.toLocaleString()) : t('{0} places in {1} files', count.toLocaleString(), places.toLocaleString())
  return h(
    'li',
    { class: 'step' },
    levelIcon(level),
    h('span', { class: 'summary' }, summary, ' ', h('span', { class: 'quiet' }, `· ${where}`)),
    h('span', { class: 'step-actions' }, ...mainButton(step, first, actions), h('button', { class: 'text-button', type: 'button', 'data-key': `step-show-${rule}`, 'aria-label': t('Show the problems: {0}', summary), onclick: () => actions.show(`rule-${rule}`) }, t('Show'))),
  )
}

function mainButton({ rule, action, summary, count }: NextStep, first: boolean, { send, show }: StepActions): Child[] {
  const button = (label: string, run: () => void): Child[] => [h('vscode-button', { secondary: !first, 'data-key': `step-${rule}`, 'aria-label': `${label} ${summary}`, onclick: run }, label)]
  switch (action) {
    case 'fix':
      return button(count === 1 ? t('Fix') : t('Fix all…'), () => send({ kind: 'fix-rule', rule, unsafe: false }))
    case 'fix-unsafe':
      return button(t('Review fixes…'), () => send({ kind: 'fix-rule', rule, unsafe: true }))
    case 'balance':
      return button(t('Balance…'), () => send({ kind: 'command', command: 'balanceConcepts' }))
    case 'captions':
      return button(t('Create captions…'), () => send({ kind: 'command', command: 'createMissingCaptions' }))
    case 'triggers':
      return button(t('Declare triggers'), () => send({ kind: 'command', command: 'declareTriggers' }))
    case 'duplicates':
      return button(t('Compare'), () => show('duplicates'))
    case 'coverage':
      return button(t('See coverage'), () => show('coverage'))
    case 'buckets':
      return button(t('See buckets'), () => show('buckets'))
    case 'crop':
      return button(t('Crop to buckets…'), () => send({ kind: 'command', command: 'cropToBuckets' }))
    case 'upscale':
      return button(t('Upscale…'), () => send({ kind: 'command', command: 'upscaleImages' }))
    case 'show':
      return []
  }
}
