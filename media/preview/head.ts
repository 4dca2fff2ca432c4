import type { PreviewAction, PreviewData, PreviewDirection, PreviewFilter } from '../../server/src/protocol/preview'
import { h, type Child } from '../dom'
import { icon, type IconName } from '../icons'
import { shortcut, t } from '../page'

/** The name of the image, where it stands, and where one can go from it. */
export function headOf({ images, caption, place, next, previous, review }: PreviewData, filter: PreviewFilter | null, pinned: boolean, send: (action: PreviewAction) => void): Child[] {
  const name = images[0]?.name ?? decodeURIComponent(caption?.uri.split('/').at(-1) ?? '')
  const inFilter = filter !== null
  const canNext = inFilter ? filter.index < filter.total : next !== null
  const canPrevious = inFilter ? filter.index > 1 : previous !== null
  const isPlaced = place !== null
  return [
    h(
      'div',
      { class: 'head-line' },
      h('h1', { title: name }, name),
      images.length > 1 && h('span', { class: 'quiet' }, t('and {0} more of this name', images.length - 1)),
      place && h('span', { class: 'place number quiet', title: inFilter ? t('Image {0} of {1} that match: {2}', filter.index, filter.total, filter.query) : t('Image {0} of {1}', place.index, place.total) }, inFilter ? `${filter.index || '–'}/${filter.total}` : `${place.index}/${place.total}`),
      h('span', { class: 'buttons' }, goButton('previous', 'chevron-left', t('Previous image ({0})', shortcut('Ctrl+↑', '⌃⌥↑')), canPrevious, send), goButton('next', 'chevron-right', t('Next image ({0})', shortcut('Ctrl+↓', '⌃⌥↓')), canNext, send)),
    ),
    isPlaced &&
      h(
        'div',
        { class: 'head-tools', role: 'toolbar', 'aria-label': t('What to do with this image') },
        review && reviewButton(review.reviewed, review.count, review.total, send),
        goButton('next-unreviewed', 'eye', t('Next image that is not reviewed (U)'), true, send),
        goButton('next-problem', 'warning', t('Next image with a problem (P)'), true, send),
        goButton('next-uncaptioned', 'edit', t('Next image without caption ({0})', shortcut('Ctrl+J', '⌘J')), true, send),
        toggle('filter', inFilter ? t('Only images that match: {0} (F)', filter.query) : t('Go only through images that match a query … (F)'), inFilter, () => send({ kind: 'filter' })),
        button('circle-slash', t('Exclude this image from the dataset (X)'), images.length > 0, () => send({ kind: 'exclude' })),
        h('span', { class: 'gap' }),
        toggle(pinned ? 'pinned' : 'pin', pinned ? t('Pinned: stays at this image whatever the editor shows') : t('Pin: stay at this image whatever the editor shows'), pinned, () => send({ kind: 'pin', pinned: !pinned })),
        button('multiple-windows', t('Move into a window of its own'), true, () => send({ kind: 'own-window' })),
      ),
  ]
}

function reviewButton(reviewed: boolean, count: number, total: number, send: (action: PreviewAction) => void): HTMLElement {
  const label = reviewed ? t('{0}/{1} reviewed, this one too: take the mark away (R)', count, total) : t('{0}/{1} reviewed: mark this one, too (R)', count, total)
  return h(
    'button',
    { class: 'text-button review', type: 'button', 'data-key': 'review', 'aria-pressed': String(reviewed), 'aria-label': label, title: label, onclick: () => send({ kind: 'review', reviewed: !reviewed }) },
    icon('check'),
    h('span', { class: 'number' }, `${count}/${total}`),
  )
}

function goButton(to: PreviewDirection, name: IconName, label: string, possible: boolean, send: (action: PreviewAction) => void): HTMLElement {
  const made = button(name, label, possible, () => send({ kind: 'go', to }))
  made.dataset['key'] = to
  return made
}

function toggle(name: IconName, label: string, pressed: boolean, onclick: () => void): HTMLElement {
  const made = button(name, label, true, onclick)
  made.setAttribute('aria-pressed', String(pressed))
  return made
}

function button(name: IconName, label: string, possible: boolean, onclick: () => void): HTMLElement {
  return h('button', { class: 'icon-button', type: 'button', 'data-key': name, title: label, 'aria-label': label, disabled: !possible, onclick }, icon(name))
}
