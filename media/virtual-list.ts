import { h } from './dom'

/** Lists longer than this only have the rows that are on the screen. */
const LONG = 200
const MARGIN = 6

export interface VirtualList<Row> {
  readonly element: HTMLElement
  show(rows: readonly Row[]): void
}

/** A list of rows of one height; long ones scroll in a window of their own. */
export function createVirtualList<Row>({
  rowHeight,
  visibleRows,
  rowOf,
  attributes = {},
}: {
  readonly rowHeight: number
  readonly visibleRows: number
  readonly rowOf: (row: Row, index: number) => HTMLElement
  readonly attributes?: Readonly<Record<string, string>>
}): VirtualList<Row> {
  const window_ = h('div', { class: 'rows', role: 'list', ...attributes })
  const element = h('div', { class: 'virtual' }, window_)
  let rows: readonly Row[] = []
  let drawn = ''

  function draw(): void {
    const long = rows.length > LONG
    const first = long ? Math.max(0, Math.floor(element.scrollTop / rowHeight) - MARGIN) : 0
    const last = long ? Math.min(rows.length, first + visibleRows + 2 * MARGIN) : rows.length
    const key = `${first}-${last}`
    if (key === drawn) return
    drawn = key
    const focused = document.activeElement instanceof HTMLElement && window_.contains(document.activeElement) ? document.activeElement.closest<HTMLElement>('[aria-posinset]')?.getAttribute('aria-posinset') : undefined
    const elements: HTMLElement[] = []
    for (let index = first; index < last; index++) {
      const row = rows[index]
      if (row === undefined) continue
      const part = rowOf(row, index)
      part.setAttribute('role', 'listitem')
      part.setAttribute('aria-posinset', String(index + 1))
      part.setAttribute('aria-setsize', String(rows.length))
      elements.push(part)
    }
    window_.style.paddingTop = `${first * rowHeight}px`
    window_.style.paddingBottom = `${(rows.length - last) * rowHeight}px`
    window_.replaceChildren(...elements)
    if (focused) window_.querySelector<HTMLElement>(`[aria-posinset="${focused}"] button`)?.focus()
  }

  element.addEventListener('scroll', () => draw(), { passive: true })
  return {
    element,
    show(next) {
      rows = next
      drawn = ''
      element.classList.toggle('long', rows.length > LONG)
      element.style.maxHeight = rows.length > LONG ? `${visibleRows * rowHeight}px` : ''
      draw()
    },
  }
}
