import { h } from '../dom'
import { t } from '../page'
import { createVirtualList } from '../virtual-list'
import { countText } from './format'
import { modeCount, modeName, MODES } from './names'
import { foldout, place, section } from './parts'
import type { Part, PlanActions, PlanState } from './state'

type Other = PlanState['plan']['mode']['others'][number]

/** What the files in force mean for each image, and the way to another mode. */
export function modePart({ openFile, convert, isOpen, setOpen }: PlanActions): Part {
  const text = place()
  const list = createVirtualList<Other>({
    rowHeight: () => 24,
    visibleRows: 12,
    rowOf: ({ file, mode }) => h('div', { class: 'other' }, h('button', { class: 'text-button', type: 'button', title: file, onclick: () => openFile(file) }, file), h('span', { class: 'quiet' }, modeName(mode))),
    attributes: { 'aria-label': t('Images that are trained otherwise than most') },
  })
  const others = foldout(t('Images that are trained otherwise than most'), list.element, isOpen('others'), (open) => setOpen('others', open))
  const { element } = section('mode', t('Training mode'), text.element, others.element, h('button', { class: 'text-button', type: 'button', 'data-key': 'convert', onclick: convert }, t('Convert…')))
  let known: readonly Other[] = []
  return {
    element,
    show({ plan: { mode } }) {
      const counts = MODES.filter((one) => mode.images[one] > 0).map((one) => modeCount(one, mode.images[one]))
      text.show(h('p', {}, mode.text), counts.length > 1 && h('p', { class: 'quiet' }, counts.join(' · ')))
      others.element.hidden = mode.others.length === 0
      others.summary.textContent = mode.others.length === 1 ? t('1 image is trained otherwise') : t('{0} images are trained otherwise', countText(mode.others.length))
      if (JSON.stringify(known) !== JSON.stringify(mode.others)) list.show(mode.others)
      known = mode.others
    },
  }
}
