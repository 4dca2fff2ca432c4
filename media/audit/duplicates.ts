import type { AuditAction, AuditOverview, DuplicatePicture, DuplicateSet } from '../../server/src/protocol/audit'
import { h } from '../dom'
import { t } from '../page'
import { bestOf } from './best-picture'
import { section } from './section'

export interface DuplicateSection {
  readonly element: HTMLElement
  fill(from: number, total: number, groups: readonly DuplicateSet[]): void
  picture(image: string, data: string | null, message: string | null): void
}

/** Groups of one answer. */
const PAGE = 10

/** Images that show the same, side by side: one stays, the others are moved out of the dataset. */
export function duplicateSection({ duplicates }: AuditOverview, send: (action: AuditAction) => void): DuplicateSection {
  const { groups: count, images, looked } = duplicates
  const list = h('ul', { class: 'sets' })
  const more = h('button', { class: 'text-button', type: 'button', hidden: true, 'data-key': 'more-duplicates', onclick: () => ask() }, t('Show more'))
  const shown: DuplicateSet[] = []
  const ask = (): void => send({ kind: 'duplicates', from: shown.length, count: PAGE })
  const title = count === 0 ? (looked ? t('No duplicates') : t('Duplicates were not looked for')) : count === 1 ? t('1 group of duplicates: {0} images', images.toLocaleString()) : t('{0} groups of duplicates: {1} images', count.toLocaleString(), images.toLocaleString())
  const element =
    count === 0
      ? section('duplicates', title, h('p', { class: 'quiet' }, looked ? t('No two images look the same.') : t('Pixels are looked at where the setting {0} is not off.', 'taglore.images.inspect')))
      : section('duplicates', title, h('p', { class: 'quiet' }, t('What is repeated is learned more often. Keep one of each; the others move to _excluded, and come back with Undo.')), list, more)
  if (count > 0) {
    // pictures are made when the section is near
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watch.disconnect()
      ask()
    }, { rootMargin: '400px' })
    watch.observe(element)
  }
  return {
    element,
    fill(from, total, groups) {
      if (from !== shown.length) return
      shown.push(...groups)
      list.append(...groups.map((group, index) => h('li', {}, setOf(group, from + index, send))))
      more.hidden = shown.length >= total || groups.length === 0
      send({ kind: 'thumbnails', images: groups.flatMap(({ pictures }) => pictures.map(({ uri }) => uri)) })
    },
    picture(image, data, message) {
      for (const button of element.querySelectorAll<HTMLElement>(`[data-image="${CSS.escape(image)}"]`)) {
        if (data !== null) button.replaceChildren(h('img', { src: data, alt: '' }))
        else {
          button.replaceChildren(h('span', { class: 'quiet', 'aria-hidden': 'true' }, '?'))
          if (message !== null) button.title = message
        }
      }
    },
  }
}

function setOf({ kind, pictures }: DuplicateSet, number: number, send: (action: AuditAction) => void): HTMLElement {
  let keep = bestOf(pictures)
  const choices = pictures.map((picture, index) => {
    const radio = h('input', { type: 'radio', name: `keep-${number}`, id: `keep-${number}-${index}`, checked: picture === keep, onchange: () => (keep = picture) })
    return pictureOf(picture, radio, send)
  })
  const exclude = h('vscode-button', { secondary: true, onclick: () => send({ kind: 'exclude', images: pictures.filter((picture) => picture !== keep).map(({ uri }) => uri) }) }, pictures.length === 2 ? t('Exclude the other…') : t('Exclude the {0} others…', pictures.length - 1))
  return h('fieldset', { class: 'set' }, h('legend', {}, kind === 'equal' ? t('{0} files with the same bytes', pictures.length) : t('{0} images that look the same', pictures.length)), h('div', { class: 'pictures' }, ...choices), exclude)
}

function pictureOf(picture: DuplicatePicture, radio: HTMLInputElement, send: (action: AuditAction) => void): HTMLElement {
  const { uri, file, width, height, size, caption } = picture
  const facts = [...(width === null || height === null ? [] : [`${width} × ${height}`]), ...(size === null ? [] : [bytesText(size)])].join(' · ')
  return h(
    'div',
    { class: 'picture' },
    h('button', { class: 'thumbnail', type: 'button', 'data-image': uri, title: file, 'aria-label': t('Open {0}', file), onclick: () => send({ kind: 'open-image', uri }) }),
    h('label', { for: radio.id }, radio, ' ', t('Keep'), ' ', h('span', { class: 'file' }, file)),
    h('p', { class: 'quiet number facts' }, facts),
    h('p', { class: 'caption', title: caption ?? '' }, caption ?? t('no caption')),
  )
}

function bytesText(bytes: number): string {
  return bytes < 1_000_000 ? t('{0} KB', Math.max(1, Math.round(bytes / 1000)).toLocaleString()) : t('{0} MB', (bytes / 1_000_000).toFixed(1))
}
