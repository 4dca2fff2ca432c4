import { h, svg, type Child } from '../dom'
import { t } from '../page'
import { pathOf, type Point } from './curve-points'
import { countText, rateText } from './format'

export interface CurveFacts {
  readonly curve: readonly Point[]
  readonly steps: number
  readonly warmupSteps: number
  readonly rate: number
  readonly name: string
}

/** The rate over the steps, from zero, with its axes named. The words stand outside of the drawing: they keep their size at any width. */
export function curveOf({ curve, steps, warmupSteps, rate, name }: CurveFacts): HTMLElement {
  const last = Math.max(1, steps - 1)
  const warm = (1000 * Math.min(warmupSteps, last)) / last
  const line = (attributes: Readonly<Record<string, string | number>>): SVGElement => svg('line', { 'vector-effect': 'non-scaling-stroke', ...attributes })
  const drawing = svg(
    'svg',
    { viewBox: '0 0 1000 1000', preserveAspectRatio: 'none', class: 'drawing', role: 'img', 'aria-label': t('Learning rate over {0} steps with {1}: from {2} at the highest to {3} at the end', countText(steps), name, rateText(rate), rateText(rate * (curve.at(-1)?.factor ?? 0))) },
    line({ class: 'grid', x1: 0, y1: 0, x2: 1000, y2: 0 }),
    line({ class: 'grid', x1: 0, y1: 500, x2: 1000, y2: 500 }),
    line({ class: 'axis', x1: 0, y1: 1000, x2: 1000, y2: 1000 }),
    warmupSteps > 0 ? line({ class: 'warm', x1: warm, y1: 0, x2: warm, y2: 1000 }) : null,
    svg('path', { class: 'line', d: pathOf(curve, steps), 'vector-effect': 'non-scaling-stroke' }),
  )
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => h('span', {}, countText(Math.round(steps * share))))
  return h(
    'figure',
    { class: 'curve' },
    h('div', { class: 'y', 'aria-hidden': 'true' }, h('span', {}, rateText(rate)), h('span', {}, rateText(rate / 2)), h('span', {}, '0')),
    drawing,
    h('div', { class: 'x', 'aria-hidden': 'true' }, ...ticks),
    h('figcaption', { class: 'quiet', 'aria-hidden': 'true' }, ...captionOf(warmupSteps)),
  )
}

function captionOf(warmupSteps: number): Child[] {
  return [warmupSteps > 0 ? t('Learning rate of the image model over the steps; the dashed line is the end of the warm-up after {0}', countText(warmupSteps)) : t('Learning rate of the image model over the steps')]
}
