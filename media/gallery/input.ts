import type { Grid } from './grid'
import type { Selection } from './selection'

export interface MouseDoors {
  readonly selection: Selection
  selected(): void
  open(position: number, what: 'caption' | 'image'): void
}

/** A click selects, with Ctrl or Cmd one more, with Shift a range; two open the caption. */
export function listenToMouse({ list }: Grid, { selection, selected, open }: MouseDoors): void {
  const positionOf = (event: Event): number | undefined => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.cell') : null
    return cell ? Number(cell.dataset['position']) : undefined
  }
  list.addEventListener('click', (event) => {
    const position = positionOf(event)
    list.focus({ preventScroll: true })
    const isMore = event.ctrlKey || event.metaKey
    if (position === undefined) {
      if (isMore || event.shiftKey || selection.size === 0) return
      selection.none()
    } else if (event.shiftKey) selection.extend(position, isMore)
    else if (isMore || isOnMark(event)) selection.toggle(position)
    else selection.pick(position)
    selected()
  })
  list.addEventListener('contextmenu', (event) => {
    const position = positionOf(event)
    if (position === undefined) return
    // what is clicked is meant, and all that is selected where it is one of it
    if (list.querySelector(`[data-position="${position}"]`)?.ariaSelected !== 'true') selection.pick(position)
    else selection.move(position)
    selected()
  })
  list.addEventListener('dblclick', (event) => {
    const position = positionOf(event)
    if (position !== undefined && !isOnMark(event)) open(position, event.altKey ? 'image' : 'caption')
  })
}

/** The mark in the corner takes one image in addition, for those who work by mouse or finger alone. */
function isOnMark({ target }: Event): boolean {
  return target instanceof Element && target.closest('.mark') !== null
}

export interface KeyDoors extends MouseDoors {
  nameAt(position: number): string
  count(): number
  all(): void
  remove(): void
  undo(): void
  /** Whether the key was one of a quick tag. */
  quick(event: KeyboardEvent): boolean
  filter(): void
}

/** Milliseconds after which letters begin another word. */
const WORD = 800

/** Arrows move and select, with Shift a range, with Ctrl or Cmd they only move; letters lead to a name. */
export function listenToKeys(grid: Grid, doors: KeyDoors): void {
  const { selection, selected, open } = doors
  let word = ''
  let last = 0

  function arrow(event: KeyboardEvent): boolean {
    const from = selection.current
    const to = from < 0 ? (doors.count() > 0 && /^(?:Arrow|Page|Home|End)/.test(event.key) ? 0 : undefined) : grid.moveFrom(from, event.key)
    if (to === undefined) return /^(?:Arrow|Page)/.test(event.key)
    if (event.shiftKey) selection.extend(to, event.ctrlKey || event.metaKey)
    else if (event.ctrlKey || event.metaKey) selection.move(to)
    else selection.pick(to)
    grid.reveal(to)
    selected()
    return true
  }

  /** The next name that begins so; one letter again leads to the next of them. */
  function typeAhead(key: string): boolean {
    const now = performance.now()
    const isWord = now - last < WORD
    if (key === ' ' && (!isWord || word === '')) return false
    word = isWord ? word + key.toLowerCase() : key.toLowerCase()
    last = now
    const isSame = [...word].every((letter) => letter === word[0])
    const wanted = isSame ? (word[0] ?? '') : word
    const count = doors.count()
    const start = Math.max(0, selection.current) + (isSame ? 1 : 0)
    for (let step = 0; step < count; step++) {
      const position = (start + step) % count
      const name = doors.nameAt(position)
      if (!name.slice(name.lastIndexOf('/') + 1).toLowerCase().startsWith(wanted)) continue
      selection.pick(position)
      grid.reveal(position)
      selected()
      break
    }
    return true
  }

  function command(event: KeyboardEvent): boolean {
    switch (event.key.toLowerCase()) {
      case 'a':
        doors.all()
        return true
      case 'z':
        doors.undo()
        return true
      case ' ':
        if (selection.current >= 0) selection.toggle(selection.current)
        selected()
        return true
      default:
        return false
    }
  }

  function onKey(event: KeyboardEvent): boolean {
    if (arrow(event)) return true
    if (event.ctrlKey || event.metaKey) return command(event)
    switch (event.key) {
      case 'Enter':
        if (selection.current >= 0) open(selection.current, event.altKey ? 'image' : 'caption')
        return true
      case 'Delete':
        if (selection.size > 0) doors.remove()
        return true
      case 'Escape':
        selection.none()
        selected()
        return true
    }
    if (event.altKey || event.key.length !== 1) return false
    // a number in the middle of a name is one of its letters
    if ((word === '' || performance.now() - last >= WORD) && doors.quick(event)) return true
    if (typeAhead(event.key)) return true
    if (selection.current >= 0) selection.toggle(selection.current)
    selected()
    return true
  }

  grid.list.addEventListener('keydown', (event) => {
    if (onKey(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  })
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    if (event.key.toLowerCase() === 'f') doors.filter()
    else if (event.key.toLowerCase() === 'z' && !(event.target instanceof HTMLInputElement)) doors.undo()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
}
