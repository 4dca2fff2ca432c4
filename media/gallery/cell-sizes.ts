import { h } from '../dom'
import { t } from '../page'

export const CELLS = ['small', 'medium', 'large'] as const
export type CellSize = (typeof CELLS)[number]

/** Pixels that a cell is at least wide. */
export const CELL_WIDTHS: Readonly<Record<CellSize, number>> = { small: 104, medium: 160, large: 256 }

/** Buttons for the size of the pictures. */
export function cellSizes(current: CellSize, pick: (size: CellSize) => void): HTMLElement {
  return h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': t('Size of the pictures') },
    ...CELLS.map((size) => h('button', { type: 'button', class: 'choice', 'data-key': size, title: cellName(size), 'aria-label': cellName(size), 'aria-pressed': String(size === current), onclick: () => pick(size) }, cellLetter(size))),
  )
}

function cellName(size: CellSize): string {
  switch (size) {
    case 'small':
      return t('Small pictures')
    case 'medium':
      return t('Medium pictures')
    case 'large':
      return t('Large pictures')
  }
}

function cellLetter(size: CellSize): string {
  return { small: 'S', medium: 'M', large: 'L' }[size]
}
