import '@vscode-elements/elements/dist/vscode-option/index.js'
import '@vscode-elements/elements/dist/vscode-single-select/index.js'
import { GALLERY_GROUPS, GALLERY_SORTS, type GalleryGrouping, type GallerySorting, type GalleryWish } from '../../server/src/protocol/gallery'
import { h, render } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { cellSizes, type CellSize } from './cell-sizes'

interface ToolbarState {
  readonly wish: GalleryWish
  readonly cells: CellSize
  readonly side: boolean
}

export interface Toolbar {
  readonly element: HTMLElement
  show(state: ToolbarState): void
}

export interface ToolbarDoors {
  wish(change: Partial<GalleryWish>): void
  cells(size: CellSize): void
  side(shown: boolean): void
}

/** The filter, how images are grouped and sorted, how large they are, and the panel with the tags of the selection. */
export function createToolbar(filter: HTMLElement, initial: ToolbarState, doors: ToolbarDoors): Toolbar {
  const group = createSelect(t('Group by'), GALLERY_GROUPS, initial.wish.group, groupName, (value) => doors.wish({ group: value }))
  const sort = createSelect(t('Sort by'), GALLERY_SORTS, initial.wish.sort, sortName, (value) => doors.wish({ sort: value }))
  const rest = h('div', { class: 'controls' })
  return {
    element: h('div', { class: 'toolbar' }, filter, h('div', { class: 'choices' }, group, h('span', { class: 'sorting' }, sort, h('span', { class: 'direction' })), rest)),
    show({ wish, cells, side }) {
      const direction = wish.descending ? t('Descending: press for ascending') : t('Ascending: press for descending')
      const parent = sort.parentElement?.querySelector('.direction')
      if (parent) render(parent, h('button', { type: 'button', class: 'icon-button', 'data-key': 'direction', title: direction, 'aria-label': direction, onclick: () => doors.wish({ descending: !wish.descending }) }, icon(wish.descending ? 'arrow-down' : 'arrow-up')))
      render(
        rest,
        cellSizes(cells, (size) => doors.cells(size)),
        h('button', { type: 'button', class: 'choice', 'data-key': 'side', 'aria-pressed': String(side), title: t('Tags of the selected images'), onclick: () => doors.side(!side) }, t('Tags')),
      )
    },
  }
}

function createSelect<Value extends string>(label: string, values: readonly Value[], initial: Value, nameOf: (value: Value) => string, changed: (value: Value) => void): HTMLElement {
  const select = h('vscode-single-select', { label, title: label }, ...values.map((value) => h('vscode-option', { value, selected: value === initial }, nameOf(value))))
  select.addEventListener('change', () => {
    // the component has the value of its own list
    const { value } = select as HTMLElement & { readonly value: string }
    const found = values.find((candidate) => candidate === value)
    if (found !== undefined) changed(found)
  })
  return select
}

function groupName(group: GalleryGrouping): string {
  switch (group) {
    case 'none':
      return t('No groups')
    case 'concept':
      return t('By concept')
    case 'bucket':
      return t('By bucket')
    case 'tag':
      return t('By tag')
    case 'problem':
      return t('By problem')
  }
}

function sortName(sort: GallerySorting): string {
  switch (sort) {
    case 'name':
      return t('Name')
    case 'tags':
      return t('Number of tags')
    case 'size':
      return t('Pixels')
    case 'problems':
      return t('Problems')
    case 'date':
      return t('Date')
  }
}
