import { h } from '../dom'
import { createVirtualList } from '../virtual-list'

/** Rows of one answer. */
const PAGE = 100

export interface PagedList<Row> {
  readonly element: HTMLElement
  /** A list of so many rows, none of them known yet. */
  show(total: number): void
  /** Rows that were asked for have come. */
  fill(from: number, rows: readonly Row[]): void
}

/** A virtual list whose rows are asked for a page at a time when they come into sight. Up and down arrows move from row to row. */
export function createPagedList<Row>({
  rowHeight,
  visibleRows,
  rowOf,
  ask,
  label,
}: {
  readonly rowHeight: () => number
  readonly visibleRows: number
  readonly rowOf: (row: Row) => HTMLElement
  readonly ask: (from: number, count: number) => void
  readonly label: string
}): PagedList<Row> {
  const known = new Map<number, Row>()
  const asked = new Set<number>()
  const list = createVirtualList<number>({ rowHeight, visibleRows, rowOf: draw, attributes: { 'aria-label': label } })
  let total = 0

  function draw(index: number): HTMLElement {
    const row = known.get(index)
    if (row !== undefined) return rowOf(row)
    want(Math.floor(index / PAGE))
    const waiting = h('div', { class: 'row-waiting' })
    waiting.style.height = `${rowHeight()}px`
    return waiting
  }

  function want(page: number): void {
    if (asked.has(page)) return
    asked.add(page)
    queueMicrotask(() => ask(page * PAGE, PAGE))
  }

  list.element.addEventListener('keydown', (event) => {
    const part = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[aria-posinset]') : null
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: visibleRows - 1, PageUp: 1 - visibleRows, Home: -Infinity, End: Infinity }[event.key]
    if (!part || step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const at = Number(part.getAttribute('aria-posinset')) - 1
    focus(Math.max(0, Math.min(total - 1, at + step)))
  })

  function focus(index: number): void {
    const height = rowHeight()
    const { element } = list
    if (index * height < element.scrollTop) element.scrollTop = index * height
    else if ((index + 1) * height > element.scrollTop + element.clientHeight) element.scrollTop = (index + 1) * height - element.clientHeight
    list.redraw()
    element.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] button`)?.focus({ preventScroll: element.classList.contains('long') })
  }

  return {
    element: list.element,
    show(next) {
      total = next
      known.clear()
      asked.clear()
      list.element.scrollTop = 0
      list.show(Array.from({ length: total }, (_, index) => index))
    },
    fill(from, rows) {
      for (const [at, row] of rows.entries()) known.set(from + at, row)
      list.redraw()
    },
  }
}
