import type { TrainingPlanData } from '../../server/src/protocol/plan'
import { h } from '../dom'
import { t } from '../page'
import { shareText } from '../share'
import { countText } from './format'
import { optionList, place, section, type Option } from './parts'
import type { Part, PlanActions } from './state'

type Choice = TrainingPlanData['resolution']['choices'][number]

/** Usual resolutions with what each costs the images, and the one that fits most of them. */
export function resolutionPart({ choose }: PlanActions): Part {
  const why = place()
  const list = place()
  const reset = place()
  const { element, aside } = section('resolution', t('Training resolution'), why.element, list.element, reset.element)
  return {
    element,
    show({ plan, options }) {
      const { resolution } = plan
      const current = plan.datasets[0]?.resolution
      aside.textContent = current?.source ?? ''
      why.show(h('p', { class: 'quiet' }, resolution.why))
      list.show(
        optionList({
          name: 'resolution',
          label: t('Training resolution'),
          value: current ? current.value.join('x') : '',
          options: resolution.choices.map(optionOf),
          choose: (value) => {
            const found = resolution.choices.find((choice) => idOf(choice) === value)
            choose('resolution', found && [found.width, found.height])
          },
        }),
      )
      reset.show(options.resolution !== undefined && h('button', { class: 'text-button', type: 'button', 'data-key': 'reset resolution', onclick: () => choose('resolution', undefined) }, t('Take this choice back')))
    },
  }
}

function idOf({ width, height }: Choice): string {
  return `${width}x${height}`
}

function optionOf(choice: Choice): Option {
  const { width, height, proposed, costs } = choice
  return {
    value: idOf(choice),
    title: `${width} × ${height}`,
    badge: proposed ? t('proposed') : null,
    cells: [costs.buckets === 1 ? t('One bucket') : t('{0} buckets', countText(costs.buckets)), t('{0} cropped', countText(costs.cropped)), t('{0} enlarged', countText(costs.upscaled))],
    text: costs.images === 0 ? null : costTextOf(choice),
  }
}

function costTextOf({ costs }: Choice): string {
  const { images, meanLost, mostLost, muchLost, upscaledTwice } = costs
  const lost = costs.cropped === 0 ? t('nothing is cut off') : t('{0} of the picture cut off on average, {1} at most', shareText(meanLost * images, images), shareText(mostLost, 1))
  return [lost, ...(muchLost > 0 ? [t('{0} lose more than a tenth', countText(muchLost))] : []), ...(upscaledTwice > 0 ? [t('{0} enlarged more than twice', countText(upscaledTwice))] : [])].join(' · ')
}
