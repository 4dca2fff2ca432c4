import { modelName } from '../../server/src/protocol/names'
import { h } from '../dom'
import { levelIcon } from '../levels'
import { t } from '../page'
import { selectControl } from './controls'
import { countText } from './format'
import { goalTitle } from './names'
import { place } from './parts'
import type { Part, PlanActions, PlanState } from './state'

/** The outcome in one line, what it is planned for, and what to know first. */
export function headerPart(actions: PlanActions): Part {
  const top = place()
  const notes = place('notes')
  const goal = selectControl({ id: 'goal', label: t('Goal'), change: (value) => actions.choose('goal', goalOf(value)) })
  const model = selectControl({ id: 'model', label: t('Base model family'), change: (value) => actions.choose('model', modelOf(value)) })
  let state: PlanState | undefined
  const goalOf = (value: string | undefined) => state?.choices.goals.find(({ id }) => id === value)?.id
  const modelOf = (value: string | undefined) => state?.choices.models.find((id) => id === value)
  return {
    element: h('header', {}, top.element, h('div', { class: 'controls pair' }, goal.element, model.element), notes.element),
    show(next) {
      state = next
      const { plan, choices, options } = next
      top.show(h('h1', {}, verdict(next)), h('p', { class: 'quiet' }, summary(next)))
      goal.setOptions(choices.goals.map(({ id }) => ({ value: id, label: goalTitle(id) })))
      goal.show(plan.goal, options.goal !== undefined)
      model.setOptions(choices.models.map((id) => ({ value: id, label: modelName(id) })))
      model.show(plan.model, options.model !== undefined)
      notes.show(plan.notes.length > 0 && h('ul', {}, ...plan.notes.map(({ id, level, text }) => h('li', { 'data-note': id }, levelIcon(level), h('span', {}, text)))))
    },
  }
}

function verdict({ plan }: PlanState): string {
  const { images, steps, epochs } = plan
  if (images.value === 0) return t('There is nothing to train here yet')
  const count = countText(steps.real.value)
  return epochs.value === 1 ? t('{0} steps in one epoch', count) : t('{0} steps in {1} epochs', count, countText(epochs.value))
}

function summary({ name, plan }: PlanState): string {
  const { images, samples, steps, goal } = plan
  const least = countText(steps.minimum.value)
  const judged = images.value === 0 ? [] : [steps.real.value < steps.minimum.value ? t('fewer than the {0} that the notes ask for', least) : t('at least the {0} that the notes ask for', least)]
  return [name, goalTitle(goal.value), images.value === 1 ? t('1 image') : t('{0} images', countText(images.value)), t('{0} samples an epoch', countText(samples.value)), ...judged].join(' · ')
}
