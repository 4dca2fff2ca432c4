import type { TokenView } from '../../server/src/protocol/audit'
import { h } from '../dom'
import { t } from '../page'
import { shareText } from '../share'
import { chartFigure, tableOf, type TableChoice } from './chart'
import { section } from './section'

/** How long captions are in tokens, with the mark at what the model reads. */
export function tokenSection(tokens: TokenView | null, tables: TableChoice): HTMLElement | null {
  if (!tokens) return null
  const { limit, over, estimated, lengths } = tokens
  const { ranges, least, most, median } = lengths
  const total = ranges.reduce((sum, { captions }) => sum + captions, 0)
  const title = over === 0 ? t('Tokens: every caption is within {0}', limit) : over === 1 ? t('Tokens: 1 caption is longer than {0}, what is behind is not trained', limit) : t('Tokens: {0} captions are longer than {1}, what is behind is not trained', over.toLocaleString(), limit)
  const columns = [t('Tokens'), t('Captions'), t('Share')]
  const nameOf = (from: number, to: number): string => (to - from === 1 ? String(from) : `${from}–${to - 1}`)
  const rows = ranges.map(({ from, to, captions }) => ({ label: nameOf(from, to), cells: [captions, shareText(captions, total)] }))
  const unit = [t('Captions by their number of tokens'), t('from {0} to {1}, half have at most {2}', least, most, median), ...(estimated ? [t('estimated')] : [])].join(' · ')
  return section('tokens', title, chartFigure({ id: 'tokens', unit, chart: histogram(tokens, nameOf, total), table: tableOf(columns, rows), tables }))
}

function histogram({ limit, lengths: { ranges } }: TokenView, nameOf: (from: number, to: number) => string, total: number): HTMLElement {
  const highest = Math.max(1, ...ranges.map(({ captions }) => captions))
  const [start, end] = [ranges[0]?.from ?? 0, ranges.at(-1)?.to ?? 1]
  const columns = ranges.map(({ from, to, captions }) => {
    const fill = h('span', { class: from > limit ? 'fill over' : 'fill' })
    fill.style.height = `${(captions / highest) * 100}%`
    const label = t('{0} tokens: {1} captions, {2}', nameOf(from, to), captions.toLocaleString(), shareText(captions, total))
    return h('li', {}, h('div', { class: 'point column', role: 'img', tabindex: -1, 'aria-label': label, title: label }, h('span', { class: 'count quiet' }, captions === 0 ? '' : captions.toLocaleString()), h('span', { class: 'space' }, fill), h('span', { class: 'tick quiet' }, String(from))))
  })
  const plot = h('div', { class: 'plot' }, h('ul', { class: 'columns', 'aria-label': t('Captions by their number of tokens') }, ...columns))
  // a caption of just so many tokens is still read whole
  const at = (limit + 1 - start) / (end - start)
  if (at > 0 && at <= 1) {
    const mark = h('span', { class: at > 0.8 ? 'limit left' : 'limit', 'aria-hidden': 'true' }, h('span', {}, t('limit {0}', limit)))
    mark.style.insetInlineStart = `${at * 100}%`
    plot.append(mark)
  } else if (at > 1) plot.append(h('p', { class: 'quiet beyond' }, t('limit {0} →', limit)))
  return plot
}
