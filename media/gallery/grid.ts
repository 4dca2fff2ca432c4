import type { GalleryList } from '../../server/src/protocol/gallery'
import { h } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { createCell, type Cell } from './cell'
import { createLayout, moveFrom, placeOf, sectionOf, visibleIn, type Layout, type Section } from './layout'
import { sideFor, type Pictures } from './pictures'
import type { Selection } from './selection'

/** Pixels. */
const GAP = 8
const TEXT = 46
const HEADING = 32
/** Pixels above and below what is seen that are drawn too, so that scrolling shows no hole. */
const MARGIN = 240
const NARROW = 200
/** Pixels a millisecond: a row that moves so fast is gone before its pictures could be looked at. */
const FAST = 2.5

export interface Grid {
  readonly element: HTMLElement
  readonly list: HTMLElement
  show(list: GalleryList, collapsed: ReadonlySet<string>): void
  resize(cell: number): void
  /** Pictures, words, or the selection are others. */
  redraw(): void
  /** Scrolls so that a position is seen. */
  reveal(position: number): void
  /** The position that a key leads to from another. */
  moveFrom(position: number, key: string): number | undefined
  scrollTo(top: number): void
  readonly top: number
  /** The first position that is seen, if only in part. */
  readonly firstSeen: number | undefined
  /** Pixels from the top of all cells. */
  heightOf(position: number): number
}

export interface GridDoors {
  /** Tells the cells of one grid from those of another on the same page. */
  readonly name?: string
  readonly label?: string
  readonly pictures: Pick<Pictures, 'picture' | 'item' | 'want'>
  readonly selection: Selection
  toggleGroup(key: string): void
  selectGroup(section: Section, adding: boolean): void
  scrolled(): void
  /** What is said of an image besides. */
  noteOf?(image: string): string
}

/** The images in cells of one size: only those on the screen are elements, and they are taken over while the page scrolls. */
export function createGrid(doors: GridDoors): Grid {
  const { name: gridName = 'cell', label = t('Images') } = doors
  const headings = h('div', { class: 'headings' })
  const list = h('div', { class: 'cells', role: 'listbox', tabindex: 0, 'aria-multiselectable': 'true', 'aria-label': label })
  const inner = h('div', { class: 'inner' }, headings, list)
  const element = h('div', { class: 'grid' }, inner)
  const cells = new Map<number, Cell>()
  const free: Cell[] = []
  let data: GalleryList = { total: 0, images: [], order: null, groups: [], leftOut: 0 }
  let collapsed: ReadonlySet<string> = new Set()
  let layout: Layout = createLayout([], 0, collapsed, { width: 100, cell: 100, text: TEXT, gap: GAP, heading: HEADING })
  let wantedCell = 160
  let drawnHeadings = ''
  let frame = 0
  /** Cells that stay show something else, too. */
  let isStale = true
  let last = { top: 0, time: 0, isFast: false }

  const imageAt = (position: number): number => data.order?.[position] ?? position

  function measure(): void {
    const style = getComputedStyle(element)
    const width = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    // two pictures beside each other on the narrowest page, but for large ones
    const cell = wantedCell > NARROW ? wantedCell : Math.min(wantedCell, Math.max(80, Math.floor((width - GAP) / 2)))
    layout = createLayout(data.groups, data.images.length, collapsed, { width: Math.max(60, width), cell, text: TEXT, gap: GAP, heading: HEADING })
    inner.style.height = `${layout.height}px`
    inner.style.setProperty('--cell-width', `${layout.cellWidth}px`)
    inner.style.setProperty('--cell-height', `${layout.cellHeight}px`)
  }

  function draw(): void {
    frame = 0
    const { scrollTop, clientHeight } = element
    const { positions, sections } = visibleIn(layout, scrollTop - MARGIN, scrollTop + clientHeight + MARGIN, GAP)
    const isDrawn = (position: number): boolean => positions.some(([from, to]) => position >= from && position < to)
    for (const [position, cell] of cells) {
      if (isDrawn(position)) continue
      cells.delete(position)
      free.push(cell)
    }
    for (const [from, to] of positions) for (let position = from; position < to; position++) if (isStale || !cells.has(position)) drawCell(position)
    isStale = false
    for (const cell of free.splice(0)) cell.element.remove()
    drawHeadings(sections)
    wantPictures(scrollTop, clientHeight)
    const { current } = doors.selection
    if (cells.has(current)) list.setAttribute('aria-activedescendant', `${gridName}-${current}`)
    else list.removeAttribute('aria-activedescendant')
  }

  function drawCell(position: number): void {
    const image = imageAt(position)
    const name = data.images[image]
    const section = sectionOf(layout, position)
    if (name === undefined || !section) return
    let cell = cells.get(position)
    if (!cell) {
      cell = free.pop()
      if (!cell) {
        cell = createCell()
        list.append(cell.element)
      }
      cells.set(position, cell)
    }
    const { x, y } = placeOf(layout, section, position, GAP)
    cell.place(x, y)
    const { pictures, selection } = doors
    cell.show({ id: `${gridName}-${position}`, image: name, position, count: layout.count, selected: selection.has(image), current: position === selection.current, item: pictures.item(name), picture: pictures.picture(name), note: doors.noteOf?.(name) ?? '' })
  }

  function drawHeadings(sections: readonly Section[]): void {
    const key = JSON.stringify(sections.map(({ group, top, collapsed: closed }) => [group?.key, group?.images, top, closed]))
    if (key === drawnHeadings) return
    drawnHeadings = key
    const focused = document.activeElement instanceof HTMLElement && headings.contains(document.activeElement) ? document.activeElement.dataset['key'] : undefined
    headings.replaceChildren(...sections.map(headingOf))
    if (focused !== undefined) headings.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }

  function headingOf(section: Section): HTMLElement {
    const { group, collapsed: closed } = section
    const { key = '', title = '', detail = '', images = 0 } = group ?? {}
    const row = h(
      'div',
      { class: 'heading' },
      h(
        'button',
        { type: 'button', class: 'group', 'data-key': `group ${key}`, 'aria-expanded': String(!closed), onclick: () => doors.toggleGroup(key) },
        icon(closed ? 'chevron-right' : 'chevron-down'),
        h('span', { class: 'title' }, title),
        h('span', { class: 'quiet number' }, images.toLocaleString()),
        detail !== '' && h('span', { class: 'quiet detail' }, detail),
      ),
      h(
        'button',
        { type: 'button', class: 'text-button', 'data-key': `select ${key}`, 'aria-label': t('Select the images of {0}', title), onclick: (event) => doors.selectGroup(section, event instanceof MouseEvent && (event.ctrlKey || event.metaKey)) },
        t('Select'),
      ),
    )
    row.style.transform = `translateY(${section.top}px)`
    return row
  }

  /** What is seen first, then what is just outside. */
  function wantPictures(scrollTop: number, height: number): void {
    // a page without a list does not know yet how wide its cells will be
    if (data.images.length === 0) return
    const seen = visibleIn(layout, scrollTop, scrollTop + height, GAP).positions
    const order = new Set<number>()
    for (const [from, to] of seen) for (let position = from; position < to; position++) order.add(position)
    for (const position of cells.keys()) order.add(position)
    const names = new Set([...order].flatMap((position) => data.images[imageAt(position)] ?? []))
    doors.pictures.want([...names], sideFor(layout.cellWidth * window.devicePixelRatio), isPassing(scrollTop))
  }

  /** Whether the page has been going fast for two frames: one is a jump, after which it stays. */
  function isPassing(top: number): boolean {
    const time = performance.now()
    const isFast = time - last.time < 150 && Math.abs(top - last.top) > FAST * (time - last.time)
    const isGoing = isFast && last.isFast
    last = { top, time, isFast }
    return isGoing
  }

  function drawSoon(): void {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function drawAll(): void {
    isStale = true
    drawSoon()
  }

  element.addEventListener(
    'scroll',
    () => {
      drawSoon()
      doors.scrolled()
    },
    { passive: true },
  )
  let width = 0
  new ResizeObserver(() => {
    if (element.clientWidth === width) return drawSoon()
    // what is being looked at stays in view, else what stands at the top
    const { scrollTop, clientHeight } = element
    const seen = visibleIn(layout, scrollTop, scrollTop + clientHeight, GAP).positions
    const { current } = doors.selection
    const isSeen = seen.some(([from, to]) => current >= from && current < to)
    const first = seen[0]?.[0]
    width = element.clientWidth
    measure()
    isStale = true
    if (isSeen) reveal(current)
    else if (first !== undefined) scrollToPosition(first)
    draw()
  }).observe(element)

  function scrollToPosition(position: number): void {
    const section = sectionOf(layout, position)
    if (section && element.scrollTop > 0) element.scrollTop = placeOf(layout, section, position, GAP).y
  }

  function reveal(position: number): void {
    const section = sectionOf(layout, position)
    if (!section) return
    const { y } = placeOf(layout, section, position, GAP)
    const top = y === section.cells ? section.top : y
    const bottom = y + layout.cellHeight + GAP
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = Math.min(top, bottom - element.clientHeight)
  }

  return {
    element,
    list,
    show(next, closed) {
      data = next
      collapsed = closed
      isStale = true
      measure()
      draw()
    },
    resize(cell) {
      if (cell === wantedCell) return
      wantedCell = cell
      isStale = true
      measure()
      draw()
    },
    redraw: drawAll,
    reveal(position) {
      reveal(position)
      isStale = true
      draw()
    },
    moveFrom: (position, key) => moveFrom(layout, position, key, Math.max(1, Math.floor(element.clientHeight / (layout.cellHeight + GAP)))),
    scrollTo(top) {
      element.scrollTop = top
      draw()
    },
    get top() {
      return element.scrollTop
    },
    get firstSeen() {
      return visibleIn(layout, element.scrollTop, element.scrollTop + element.clientHeight, GAP).positions[0]?.[0]
    },
    heightOf(position) {
      const section = sectionOf(layout, position)
      return section ? placeOf(layout, section, position, GAP).y : 0
    },
  }
}
