import { h } from '../dom'
import { t } from '../page'
import { goalTitle } from './names'
import { place, section } from './parts'
import type { Part } from './state'

/** What to train on, as advice: nothing here forbids anything. */
export function baseModelsPart(): Part {
  const list = place()
  const { element } = section('base-models', t('Base model'), list.element)
  return {
    element,
    show({ plan }) {
      const { baseModels, goal } = plan
      list.show(
        h('p', { class: 'quiet' }, plan.baseModelsText),
        baseModels.length === 0
          ? h('p', { class: 'quiet' }, t('The notes name no base model of this family; your own stand in the setting {0}.', 'taglore.baseModels'))
          : h(
              'ul',
              { class: 'models' },
              ...baseModels.map(({ name, goals, discouraged, note, source }) =>
                h(
                  'li',
                  {},
                  h('span', { class: 'title' }, name, ' ', goals.includes(goal.value) ? h('span', { class: 'badge' }, t('advised')) : null, discouraged ? h('span', { class: 'badge' }, t('not advised')) : null),
                  h('span', { class: 'quiet' }, [note, ...goals.filter((one) => one !== goal.value).map(goalTitle), source].filter((part) => part !== '').join(' · ')),
                ),
              ),
            ),
      )
    },
  }
}
