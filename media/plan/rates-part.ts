import { h } from '../dom'
import { t } from '../page'
import { numberControl, selectControl } from './controls'
import { curveOf } from './curve'
import { tablePoints } from './curve-points'
import { countText, rateText } from './format'
import { foldout, place, section } from './parts'
import type { Part, PlanActions, PlanState } from './state'

const RATES = [1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 3e-5, 5e-5, 8e-5, 1e-4, 1.5e-4, 2e-4, 3e-4, 4e-4, 5e-4, 8e-4, 1e-3, 2e-3]

/** Learning rates beside the notes' advice, and how the scheduler moves them. */
export function ratesPart({ choose, isOpen, setOpen }: PlanActions): Part {
  const unet = numberControl({ id: 'unet-rate', label: t('Learning rate of the image model'), min: 0, max: 1, stops: RATES, whole: false, text: rateText, change: (value) => choose('unetRate', value) })
  const text = numberControl({ id: 'text-rate', label: t('Learning rate of the text encoder'), min: 0, max: 1, stops: RATES, whole: false, text: rateText, change: (value) => choose('textEncoderRate', value) })
  const scheduler = selectControl({ id: 'scheduler', label: t('Scheduler'), change: (value) => choose('scheduler', value) })
  const warmup = numberControl({ id: 'warmup', label: t('Warm-up'), min: 0, max: 30, whole: false, unit: '%', text: (value) => String(Math.round(value * 10) / 10), change: (value) => choose('warmup', value === undefined ? undefined : Math.min(0.99, Math.round(value * 10) / 1000)) })
  const cycles = numberControl({ id: 'cycles', label: t('Cycles'), min: 1, max: 8, change: (value) => choose('cycles', value) })
  const advice = place('advice')
  const curve = place()
  const numbers = place()
  const table = foldout(t('The curve as a table'), numbers.element, isOpen('curve'), (open) => setOpen('curve', open))
  const { element } = section('rates', t('Learning rates'), advice.element, h('div', { class: 'controls' }, unet.element, text.element, scheduler.element, warmup.element, cycles.element), curve.element, table.element)
  return {
    element,
    show(state) {
      const { plan, options, choices } = state
      const { rates, schedule } = plan
      advice.show(...adviceOf(state))
      unet.show(rates.unet, options.unetRate !== undefined)
      text.show(rates.textEncoder, options.textEncoderRate !== undefined)
      text.element.hidden = !plan.network.textEncoder.value
      scheduler.setOptions(choices.schedulers.map(({ name, description }) => ({ value: name, label: name, title: description })))
      scheduler.show(schedule.name, options.scheduler !== undefined)
      const share = schedule.warmup.value < 1 ? schedule.warmup.value * 100 : (100 * schedule.warmupSteps) / Math.max(1, plan.steps.real.value)
      warmup.show({ value: share, source: schedule.warmup.value === 0 ? schedule.warmup.source : `${t('{0} steps', countText(schedule.warmupSteps))} · ${schedule.warmup.source}` }, options.warmup !== undefined)
      warmup.element.hidden = choices.schedulers.find(({ name }) => name === schedule.name.value)?.warmup === false && schedule.warmup.value === 0
      cycles.show(schedule.cycles, options.cycles !== undefined)
      cycles.element.hidden = schedule.name.value !== 'cosine_with_restarts'
      const known = schedule.curve.length > 0
      table.element.hidden = !known
      curve.show(known ? curveOf({ curve: schedule.curve, steps: plan.steps.real.value, warmupSteps: schedule.warmupSteps, rate: rates.unet.value, name: schedule.name.value }) : h('p', { class: 'quiet' }, plan.steps.real.value === 0 ? t('Without steps there is no curve.') : t('The curve of this scheduler is not known beforehand.')))
      numbers.show(known && tableOf(state))
    },
  }
}

function adviceOf({ plan }: PlanState): readonly HTMLElement[] {
  const { advice, together } = plan.rates
  const most = together > 1 ? [h('p', { class: 'quiet' }, t('By the notes at {0} images a step: image model up to {1}, text encoder {2}', countText(together), rateText(advice.unet), rateText(advice.textEncoder)))] : []
  return [h('p', { class: 'quiet' }, advice.text), ...most, h('p', { class: 'quiet' }, plan.schedule.advice.text)]
}

function tableOf({ plan }: PlanState): HTMLElement {
  const { rates, schedule, network } = plan
  const columns = [t('Step'), t('Image model'), ...(network.textEncoder.value ? [t('Text encoder')] : [])]
  return h(
    'table',
    { class: 'plain' },
    h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col', class: 'number' }, name)))),
    h(
      'tbody',
      {},
      ...tablePoints(schedule.curve, schedule.warmupSteps).map(({ step, factor }) => {
        const cells = [rates.unet.value, ...(network.textEncoder.value ? [rates.textEncoder.value] : [])].map((rate) => h('td', { class: 'number' }, rateText(rate * factor)))
        return h('tr', {}, h('th', { scope: 'row', class: 'number' }, countText(step)), ...cells)
      }),
    ),
  )
}
