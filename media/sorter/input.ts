import type { Column } from './column'

export interface ColumnInput {
  /** Into the other column: what was chosen, or one image. */
  move(column: Column, images: readonly string[], from: number): void
  /** What the keyboard is at has the tag, or lacks it. */
  answer(column: Column, has: boolean): void
  /** The keyboard has left an image for another. */
  passed(image: string): void
  selected(column: Column): void
  open(image: string, what: 'caption' | 'image'): void
  takeBack(): void
  apply(): void
  toggleSingle(): void
}

/** A click moves an image, or all that are selected; with Ctrl or Cmd, or on the mark, it selects one more, with Shift a range. */
export function listenToColumnMouse(column: Column, input: ColumnInput): void {
  const { selection, grid } = column
  const positionOf = ({ target }: Event): number | undefined => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null
    return cell ? Number(cell.dataset['position']) : undefined
  }
  grid.list.addEventListener('click', (event) => {
    const position = positionOf(event)
    grid.list.focus({ preventScroll: true })
    // the second of two quick clicks would move the image that came up into this place
    if (position === undefined || event.detail > 1) return
    const isMark = event.target instanceof Element && event.target.closest('.mark') !== null
    if (event.shiftKey) extend(column, position, event.ctrlKey || event.metaKey)
    else if (event.ctrlKey || event.metaKey || isMark) selection.toggle(position)
    else {
      if (!selection.has(position)) selection.none()
      selection.move(position)
      return input.move(column, column.chosen(), position)
    }
    input.selected(column)
  })
  grid.list.addEventListener('contextmenu', (event) => {
    const position = positionOf(event)
    if (position === undefined) return
    if (!selection.has(position)) selection.none()
    selection.move(position)
    input.selected(column)
  })
}

/** A range begins where the keyboard is when nothing is selected. */
function extend({ selection }: Column, to: number, adding = false): void {
  if (selection.size === 0 && selection.current >= 0) selection.pick(selection.current)
  selection.extend(to, adding)
}

/** Keys that lead to another image, as the grid knows them: up and down go one by one, with Ctrl or Cmd a row. */
function keyOf({ key, ctrlKey, metaKey }: KeyboardEvent): string | undefined {
  switch (key) {
    case 'ArrowDown':
      return ctrlKey || metaKey ? key : 'ArrowRight'
    case 'ArrowUp':
      return ctrlKey || metaKey ? key : 'ArrowLeft'
    case 'PageDown':
    case 'PageUp':
    case 'Home':
    case 'End':
      return key
    default:
      return undefined
  }
}

/** Whether a key says that an image has the tag, or lacks it; the columns stand left and right. */
export function answerOf({ key }: KeyboardEvent): boolean | undefined {
  switch (key) {
    case 'y':
    case 'Y':
    case 'ArrowLeft':
      return true
    case 'n':
    case 'N':
    case 'ArrowRight':
      return false
    default:
      return undefined
  }
}

export function listenToColumnKeys(column: Column, input: ColumnInput): void {
  const { selection, grid } = column

  function go(event: KeyboardEvent): boolean {
    const key = keyOf(event)
    if (key === undefined) return false
    const from = selection.current
    const to = from < 0 ? (column.images.length > 0 ? 0 : undefined) : grid.moveFrom(from, key)
    if (to === undefined) return true
    const left = column.images[from]
    if (left !== undefined) input.passed(left)
    if (event.shiftKey) extend(column, to)
    else selection.move(to)
    grid.reveal(to)
    input.selected(column)
    return true
  }

  function onKey(event: KeyboardEvent): boolean {
    if (event.altKey) {
      if (event.key === 'Enter' && column.current !== undefined) input.open(column.current, 'caption')
      return event.key === 'Enter'
    }
    if (go(event)) return true
    const { current } = column
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') input.apply()
      else if (event.key === ' ' && selection.current >= 0) selection.toggle(selection.current)
      else if (event.key.toLowerCase() === 'a') selection.all(column.images.length)
      else return false
      input.selected(column)
      return true
    }
    const has = answerOf(event)
    if (has !== undefined) input.answer(column, has)
    else if (event.key === 'Enter' || event.key === ' ') {
      if (current !== undefined || selection.size > 0) input.move(column, column.chosen(), selection.current)
    } else if (event.key === 'Escape') {
      selection.none()
      input.selected(column)
    } else if (event.key.toLowerCase() === 'o') input.toggleSingle()
    else return false
    return true
  }

  grid.list.addEventListener('keydown', (event) => {
    if (!onKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  })
  grid.list.addEventListener('focus', () => {
    if (selection.current < 0 && column.images.length > 0) selection.move(0)
    input.selected(column)
  })
}
