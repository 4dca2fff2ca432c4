import type { SorterList, SorterTag } from '../../server/src/protocol/sorter'
import { kindName, kindOf, LETTERS } from '../categories'
import { h, render } from '../dom'
import { cellSizes, type CellSize } from '../gallery/cell-sizes'
import { isChinese, t } from '../page'

export interface HeaderState {
  readonly list: SorterList
  /** What the images are a part of; '' for the whole dataset. */
  readonly part: string
  readonly seen: number
  readonly cells: CellSize
  readonly isSingle: boolean
}

export interface HeaderDoors {
  another(): void
  whole(): void
  cells(size: CellSize): void
  toggleSingle(): void
}

export interface Header {
  readonly element: HTMLElement
  show(state: HeaderState): void
}

/** The tag, of which images, how far one is, and how they are shown. */
export function createHeader(doors: HeaderDoors): Header {
  const element = h('header', {})
  return {
    element,
    show({ list, part, seen, cells, isSingle }) {
      const { tag, images, total, leftOut } = list
      const share = images.length === 0 ? 0 : seen / images.length
      const bar = h('span', { class: 'bar', 'aria-hidden': 'true' }, h('span', {}))
      bar.style.setProperty('--share', String(share))
      render(
        element,
        h('h1', {}, t('Sort by tag:'), ' ', tagOf(tag)),
        h('button', { type: 'button', class: 'text-button', 'data-key': 'another', onclick: () => doors.another() }, t('Another Tag…')),
        h(
          'p',
          { class: 'facts quiet' },
          h('span', { class: 'progress', title: t('Answered, moved, or passed by the keyboard') }, bar, h('span', { role: 'status' }, t('{0} looked at of {1}', seen.toLocaleString(), images.length.toLocaleString()))),
          part !== '' && h('span', {}, part),
          part !== '' && h('button', { type: 'button', class: 'text-button', 'data-key': 'whole', onclick: () => doors.whole() }, t('All {0}', total.toLocaleString())),
          leftOut > 0 && h('span', { title: t('They cannot be read, or stand in a file of many captions') }, leftOut === 1 ? t('1 caption cannot be changed') : t('{0} captions cannot be changed', leftOut.toLocaleString())),
        ),
        h(
          'div',
          { class: 'controls' },
          !isSingle && cellSizes(cells, (size) => doors.cells(size)),
          h('button', { type: 'button', class: 'choice', 'data-key': 'single', 'aria-pressed': String(isSingle), 'aria-keyshortcuts': 'O', title: t('Y and N answer for one large image after the other (O)'), onclick: () => doors.toggleSingle() }, t('One at a time')),
        ),
      )
    },
  }
}

function tagOf(tag: SorterTag): HTMLElement {
  const kind = kindOf(tag)
  return h('span', { class: `tag kind-${kind}`, title: kindName(kind) }, tag.text, LETTERS[kind] !== '' && h('sup', { class: 'quiet' }, LETTERS[kind]), isChinese && tag.translation !== null && h('span', { class: 'quiet' }, ` ${tag.translation}`))
}
