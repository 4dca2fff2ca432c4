import type { PreviewTrained } from '../../server/src/protocol/preview'
import { h, type Child } from '../dom'
import { t } from '../page'

/** What the trainer makes of the caption; nothing where that is the caption as it is written. `open` shows all of it. */
export function trainedOf(trained: PreviewTrained | null, expanded: boolean, actions: { toggle(expanded: boolean): void; open(): void }): HTMLElement | null {
  if (!trained) return null
  const details = h('details', { class: 'trained', 'data-part': 'trained', open: expanded }, h('summary', { 'data-key': 'trained' }, h('h2', {}, t('What the trainer reads')), h('span', { class: 'quiet' }, summaryOf(trained))), ...bodyOf(trained, () => actions.open()))
  details.addEventListener('toggle', () => actions.toggle(details.open))
  return details
}

function summaryOf({ source, texts, complete, aborts }: PreviewTrained): string {
  if (aborts !== null) return t('training ends here')
  if (source === 'skipped') return t('nothing: the image is not trained')
  if (!complete) return t('one of many texts')
  return texts.length === 1 ? t('always the same text') : t('one of {0} texts', texts.length)
}

function bodyOf({ texts, complete, steps, aborts }: PreviewTrained, open: () => void): Child[] {
  return [
    aborts !== null && h('p', { class: 'level-error' }, aborts),
    steps.length > 0 && h('ol', { class: 'steps quiet' }, ...steps.map((step) => h('li', {}, step))),
    texts.length > 0 && h('ul', { class: 'texts' }, ...texts.map((text) => h('li', {}, text === '' ? h('span', { class: 'quiet' }, t('(an empty text)')) : text))),
    h('button', { class: 'text-button', type: 'button', 'data-key': 'all-trained', onclick: open }, complete ? t('Open as a document') : t('Show more, with the settings in force')),
  ]
}
