import { h, type Child } from '../dom'
import { t } from '../page'
import { roving } from '../roving'

/** One bar. */
export interface ChartRow {
  readonly label: string
  /** Drawn before the label. */
  readonly sign?: () => HTMLElement
  /** A quieter line below it. */
  readonly note?: string
  readonly value: number
  /** What stands behind the bar, with its unit or parts. */
  readonly text: string
  /** The row of the table, without the label. */
  readonly cells: readonly (string | number)[]
  readonly className?: string
  /** What Enter and a click do. */
  readonly act?: { readonly title: string; readonly run: () => void }
}

export interface ChartParts {
  readonly id: string
  /** What the bars count, with its unit. */
  readonly unit: string
  readonly rows: readonly ChartRow[]
  /** Heads of the table, the label's first. */
  readonly columns: readonly string[]
  /** A value that the bars are held against, with its name. */
  readonly mark?: { readonly value: number; readonly label: string }
  /** The longest bar; the largest value without it. */
  readonly most?: number
  readonly tables: TableChoice
}

/** Which charts are shown as tables: remembered over a reload. */
export interface TableChoice {
  has(id: string): boolean
  set(id: string, shown: boolean): void
}

/** Bars from zero, one a row: arrows move among them, and a button shows the same as a table. */
export function barChart({ id, unit, rows, columns, mark, most = Math.max(1, mark?.value ?? 0, ...rows.map(({ value }) => value)), tables }: ChartParts): HTMLElement {
  const bars = h('ul', { class: 'bars', 'aria-label': unit }, ...rows.map((row) => barRow(row, most, mark)))
  return chartFigure({ id, unit: mark ? `${unit} · ${mark.label}` : unit, chart: bars, table: tableOf(columns, rows), tables })
}

/** A chart with its unit above it, and the table that can stand in its place. `chart` holds the elements of the class `point` that arrows move among. */
export function chartFigure({ id, unit, chart, table, tables }: { readonly id: string; readonly unit: string; readonly chart: HTMLElement; readonly table: HTMLElement; readonly tables: TableChoice }): HTMLElement {
  roving(chart, '.point').refresh()
  const toggle = h('button', { class: 'text-button', type: 'button', 'data-key': `table-${id}`, onclick: () => choose(!tables.has(id)) })

  function choose(asTable: boolean): void {
    tables.set(id, asTable)
    draw()
  }
  function draw(): void {
    const asTable = tables.has(id)
    chart.hidden = asTable
    table.hidden = !asTable
    toggle.textContent = asTable ? t('Show as chart') : t('Show as table')
  }
  draw()
  return h('figure', { class: `chart chart-${id}` }, h('figcaption', {}, h('span', { class: 'quiet' }, unit), toggle), chart, table)
}

export function tableOf(columns: readonly string[], rows: readonly Pick<ChartRow, 'label' | 'cells'>[]): HTMLElement {
  const isNumber = (index: number): boolean => rows.length > 0 && rows.every(({ cells }) => typeof cells[index] === 'number' || /^[\d<][\d\s.,%]*$/.test(String(cells[index] ?? 'x')))
  const numbers = columns.map((_, index) => index > 0 && isNumber(index - 1))
  const cell = (value: string | number, index: number): HTMLElement => h('td', numbers[index + 1] ? { class: 'number' } : {}, typeof value === 'number' ? value.toLocaleString() : value)
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...columns.map((column, index) => h('th', numbers[index] ? { scope: 'col', class: 'number' } : { scope: 'col' }, column)))),
      h('tbody', {}, ...rows.map(({ label, cells }) => h('tr', {}, h('th', { scope: 'row' }, label), ...cells.map(cell)))),
    ),
  )
}

function barRow({ label, sign, note, value, text, className = '', act }: ChartRow, most: number, mark: ChartParts['mark']): HTMLElement {
  const parts: readonly Child[] = [
    h('span', { class: 'name' }, sign?.() ?? null, label, note !== undefined && h('span', { class: 'note quiet' }, note)),
    barOf(value / most, className, mark && mark.value / most),
    h('span', { class: 'number' }, text),
  ]
  const spoken = [label, ...(note === undefined ? [] : [note]), text].join(t(', '))
  const point = act
    ? h('button', { class: `point bar-row ${className}`, type: 'button', title: act.title, onclick: act.run }, ...parts)
    : h('div', { class: `point bar-row ${className}`, role: 'img', tabindex: -1, 'aria-label': spoken }, ...parts)
  return h('li', {}, point)
}

export function barOf(length: number, className = '', mark?: number): HTMLElement {
  const share = (value: number): string => `${Math.max(0, Math.min(1, value)) * 100}%`
  const fill = h('span', { class: `fill ${className}` })
  fill.style.width = share(length)
  const bar = h('span', { class: 'bar', 'aria-hidden': 'true' }, fill)
  if (mark !== undefined) {
    const line = h('span', { class: 'mark' })
    line.style.insetInlineStart = share(mark)
    bar.append(line)
  }
  return bar
}
