import type { GalleryGroup } from '../../server/src/protocol/gallery'

/** All in pixels. */
export interface Metrics {
  readonly width: number
  /** A cell is at least so wide, unless the page is narrower. */
  readonly cell: number
  /** Below the picture, which is a square. */
  readonly text: number
  readonly gap: number
  readonly heading: number
}

/** The cells of one group, or of all images. Positions count cells from the start of the list. */
export interface Section {
  readonly group: GalleryGroup | undefined
  readonly first: number
  readonly count: number
  readonly collapsed: boolean
  readonly top: number
  /** Where its cells begin. */
  readonly cells: number
  readonly bottom: number
}

export interface Layout {
  readonly columns: number
  readonly cellWidth: number
  readonly cellHeight: number
  readonly height: number
  readonly count: number
  readonly sections: readonly Section[]
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** Cells of one size in rows, group below group. */
export function createLayout(groups: readonly GalleryGroup[], count: number, collapsed: ReadonlySet<string>, { width, cell, text, gap, heading }: Metrics): Layout {
  const columns = Math.max(1, Math.floor((width + gap) / (cell + gap)))
  const cellWidth = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns))
  const cellHeight = cellWidth + text
  const sections: Section[] = []
  let top = 0
  let first = 0
  const add = (group: GalleryGroup | undefined, images: number): void => {
    const isCollapsed = group !== undefined && collapsed.has(group.key)
    const cells = top + (group ? heading : 0)
    const bottom = cells + (isCollapsed ? 0 : Math.ceil(images / columns) * (cellHeight + gap))
    sections.push({ group, first, count: images, collapsed: isCollapsed, top, cells, bottom })
    top = bottom
    first += images
  }
  if (groups.length === 0) add(undefined, count)
  else for (const group of groups) add(group, group.images)
  return { columns, cellWidth, cellHeight, height: top, count: first, sections }
}

/** The cells and headings that lie between two heights; a row that is only touched counts. */
export function visibleIn(layout: Layout, top: number, bottom: number, gap: number): { readonly positions: readonly (readonly [from: number, to: number])[]; readonly sections: readonly Section[] } {
  const { sections, columns, cellHeight } = layout
  const positions: (readonly [number, number])[] = []
  const headings: Section[] = []
  for (let at = sectionAt(layout, top); at < sections.length; at++) {
    const section = sections[at]
    if (!section || section.top > bottom) break
    if (section.group) headings.push(section)
    if (section.collapsed || section.count === 0) continue
    const step = cellHeight + gap
    const firstRow = Math.max(0, Math.floor((top - section.cells) / step))
    const lastRow = Math.floor((bottom - section.cells) / step)
    const from = firstRow * columns
    const to = Math.min(section.count, (lastRow + 1) * columns)
    if (from < to) positions.push([section.first + from, section.first + to])
  }
  return { positions, sections: headings }
}

/** Index of the section that lies at a height, by halving. */
function sectionAt({ sections }: Layout, height: number): number {
  return halve(sections.length, (at) => (sections[at]?.bottom ?? 0) <= height)
}

/** The section that a position belongs to. */
export function sectionOf({ sections }: Layout, position: number): Section | undefined {
  return sections[halve(sections.length, (at) => (sections[at]?.first ?? 0) + (sections[at]?.count ?? 0) <= position)]
}

/** The first index of which `isBefore` is not true. */
function halve(length: number, isBefore: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

export function placeOf(layout: Layout, section: Section, position: number, gap: number): Place {
  const index = position - section.first
  const row = Math.floor(index / layout.columns)
  return { x: (index % layout.columns) * (layout.cellWidth + gap), y: section.cells + row * (layout.cellHeight + gap) }
}

/** The position that a key leads to; groups that are closed are passed over. Undefined for another key, or where there is nothing. */
export function moveFrom(layout: Layout, position: number, key: string, rowsOfPage: number): number | undefined {
  const { columns, count } = layout
  switch (key) {
    case 'ArrowRight':
      return openAt(layout, position + 1, 1)
    case 'ArrowLeft':
      return openAt(layout, position - 1, -1)
    case 'ArrowDown':
      return vertical(layout, position, 1)
    case 'ArrowUp':
      return vertical(layout, position, -1)
    case 'PageDown':
      return repeat(layout, position, 1, rowsOfPage) ?? openAt(layout, count - 1, -1)
    case 'PageUp':
      return repeat(layout, position, -1, rowsOfPage) ?? openAt(layout, position % columns, 1)
    case 'Home':
      return openAt(layout, 0, 1)
    case 'End':
      return openAt(layout, count - 1, -1)
    default:
      return undefined
  }
}

function repeat(layout: Layout, from: number, step: 1 | -1, times: number): number | undefined {
  let position = from
  for (let row = 0; row < times; row++) {
    const next = vertical(layout, position, step)
    if (next === undefined || next === position) break
    position = next
  }
  return position === from ? undefined : position
}

function vertical(layout: Layout, position: number, step: 1 | -1): number | undefined {
  const { columns, sections } = layout
  const section = sectionOf(layout, position)
  if (!section) return undefined
  const index = position - section.first
  const column = index % columns
  const row = Math.floor(index / columns) + step
  const rows = Math.ceil(section.count / columns)
  if (row >= 0 && row < rows) return section.first + Math.min(section.count - 1, row * columns + column)
  for (let at = sections.indexOf(section) + step; at >= 0 && at < sections.length; at += step) {
    const next = sections[at]
    if (!next || next.collapsed || next.count === 0) continue
    const line = step > 0 ? 0 : Math.ceil(next.count / columns) - 1
    return next.first + Math.min(next.count - 1, line * columns + column)
  }
  return undefined
}

/** The position itself, or the next in a direction that lies in an open group. */
function openAt(layout: Layout, position: number, step: 1 | -1): number | undefined {
  if (position < 0 || position >= layout.count) return undefined
  const section = sectionOf(layout, position)
  if (!section) return undefined
  if (!section.collapsed) return position
  return openAt(layout, step > 0 ? section.first + section.count : section.first - 1, step)
}
