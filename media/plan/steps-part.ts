import { h, type Child } from '../dom'
import { t } from '../page'
import { numberControl } from './controls'
import { countText, signedText } from './format'
import { goalTitle } from './names'
import { place, section } from './parts'
import type { Part, PlanActions, PlanState } from './state'

/** What moves the number of steps, the number against the notes' least, and how it comes about. */
export function stepsPart({ choose }: PlanActions): Part {
  const epochs = numberControl({ id: 'epochs', label: t('Epochs'), min: 1, max: 50, change: (value) => choose('epochs', value) })
  const batch = numberControl({ id: 'batch', label: t('Batch size'), min: 1, max: 16, change: (value) => choose('batch', value) })
  const accumulation = numberControl({ id: 'accumulation', label: t('Gradient accumulation'), min: 1, max: 16, change: (value) => choose('accumulation', value) })
  const gpus = numberControl({ id: 'gpus', label: t('Graphics cards'), min: 1, max: 8, change: (value) => choose('gpus', value) })
  const meter = place()
  const table = place()
  const { element, aside } = section('steps', t('Steps'), meter.element, h('div', { class: 'controls' }, epochs.element, batch.element, accumulation.element, gpus.element), table.element)
  return {
    element,
    show(state) {
      const { plan, options } = state
      aside.textContent = plan.steps.real.source
      meter.show(...meterOf(state))
      epochs.show(plan.epochs, options.epochs !== undefined)
      batch.show(plan.datasets[0]?.batch ?? { value: 1, source: '' }, options.batch !== undefined)
      accumulation.show(plan.accumulation, options.accumulation !== undefined)
      gpus.show(plan.gpus, options.gpus !== undefined)
      table.show(explanation(state))
    },
  }
}

/** A bar from zero, with a mark at the least steps of each goal. */
function meterOf({ plan, choices }: PlanState): Child[] {
  const { real, minimum } = plan.steps
  const whole = Math.max(real.value, ...choices.goals.map(({ steps }) => steps)) * 1.04
  const fill = h('span', { class: real.value < minimum.value ? 'fill short' : 'fill' })
  fill.style.width = `${(100 * real.value) / whole}%`
  // marks that are too near to each other: only that of the goal is named
  const crowded = 500 / whole < 0.06
  const marks = choices.goals.map(({ id, steps }) => {
    const own = id === plan.goal.value
    const mark = h('span', { class: own ? 'mark own' : 'mark' }, (own || !crowded) && h('span', { class: 'name' }, countText(steps)))
    mark.style.insetInlineStart = `${(100 * steps) / whole}%`
    return mark
  })
  return [
    h('div', { class: 'meter', 'aria-hidden': 'true' }, h('span', { class: 'track' }, fill), ...marks),
    h('p', { class: 'quiet', title: minimum.source }, t('Least steps by the notes: {0}', choices.goals.map(({ id, steps }) => `${goalTitle(id)} ${countText(steps)}`).join(' · '))),
  ]
}

/** From the simple formula to the real steps, one cause after the other. */
function explanation({ plan }: PlanState): HTMLElement {
  const { formula, difference, real } = plan.steps
  const [dataset, second] = plan.datasets
  const sum = dataset && !second ? t('{0} samples × {1} epochs ÷ batch {2}', countText(plan.samples.value), countText(plan.epochs.value), countText(dataset.batch.value)) : ''
  const row = (className: string, name: Child, change: string, total: string): HTMLElement =>
    h('tr', { class: className }, h('th', { scope: 'row' }, name), h('td', { class: 'number quiet' }, change), h('td', { class: 'number' }, total))
  let before = formula.value
  const causes = difference.map(({ text, total }) => {
    const change = signedText(total - before)
    before = total
    return row('', text, change, countText(total))
  })
  return h(
    'table',
    { class: 'explained' },
    h('caption', {}, t('From the simple formula to the real steps')),
    h('thead', { class: 'visually-hidden' }, h('tr', {}, ...[t('Cause'), t('Difference'), t('Steps')].map((name) => h('th', { scope: 'col' }, name)))),
    h(
      'tbody',
      {},
      row('', h('span', { title: formula.source }, t('Simple formula'), ' ', h('span', { class: 'quiet' }, sum === '' ? formula.source : sum)), '', countText(formula.value)),
      ...causes,
      row('real', h('span', { title: real.source }, t('Real steps')), difference.length === 0 ? t('no difference') : '', countText(real.value)),
    ),
  )
}
