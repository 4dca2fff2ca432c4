import { h } from './dom'

/** Lists longer than this only have the rows that are on the screen. */
const LONG = 200
const MARGIN = 6

export interface VirtualList<Row> {
  readonly element: HTMLElement
  show(rows: readonly Row[]): void
  /** Draws what is in sight again: its rows look otherwise now. */
  redraw(): void
}

/** A list of rows of one height; long ones scroll in a window of their own. */
export function createVirtualList<Row>({
  rowHeight,
  visibleRows,
  rowOf,
  attributes = {},
}: {
  /** In pixels; may depend on the width of the page. */
  readonly rowHeight: () => number
  readonly visibleRows: number
  readonly rowOf: (row: Row, index: number) => HTMLElement
  readonly attributes?: Readonly<Record<string, string>>
}): VirtualList<Row> {
  const body = h('div', { class: 'rows', role: 'list', ...attributes })
  const element = h('div', { class: 'virtual' }, body)
  let rows: readonly Row[] = []
  let drawn = ''

  function draw(): void {
    const long = rows.length > LONG
    const height = rowHeight()
    const first = long ? Math.max(0, Math.floor(element.scrollTop / height) - MARGIN) : 0
    const last = long ? Math.min(rows.length, first + visibleRows + 2 * MARGIN) : rows.length
    const key = `${first}-${last}-${height}`
    if (key === drawn) return
    drawn = key
    const focused = document.activeElement instanceof HTMLElement && body.contains(document.activeElement) ? document.activeElement.closest<HTMLElement>('[aria-posinset]')?.getAttribute('aria-posinset') : undefined
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
    body.style.paddingTop = `${first * height}px`
    body.style.paddingBottom = `${(rows.length - last) * height}px`
    body.replaceChildren(...elements)
    if (focused) body.querySelector<HTMLElement>(`[aria-posinset="${focused}"] button`)?.focus()
  }

  new ResizeObserver(() => draw()).observe(element)
  element.addEventListener('scroll', () => draw(), { passive: true })
  return {
    element,
    show(next) {
      rows = next
      drawn = ''
      element.classList.toggle('long', rows.length > LONG)
      element.style.maxHeight = rows.length > LONG ? `${visibleRows * rowHeight()}px` : ''
      draw()
    },
    redraw() {
      drawn = ''
      draw()
    },
  }
}
