import type { Level } from '../../server/src/base/level'
import type { Report, ReportBucket, ReportConcept } from '../../server/src/protocol/audit'
import { modelName } from '../../server/src/protocol/names'
import { h, type Child } from '../dom'
import { levelIcon } from '../levels'
import { t } from '../page'
import { shareText } from '../share'
import { balanceOf } from './balance'

/** A section of the report: its headline alone tells what it found. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { class: `section ${id}`, 'aria-labelledby': `title-${id}` }, h('h2', { id: `title-${id}` }, title), ...children)
}

export function bar(length: number, className = ''): HTMLElement {
  const fill = h('span', { class: `fill ${className}` })
  fill.style.width = `${Math.max(0, Math.min(1, length)) * 100}%`
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, fill)
}

export function totalsOf({ summary, format, settings }: Report): HTMLElement {
  const facts: readonly (readonly [string, number])[] = [
    [t('images'), summary.images],
    [t('captions'), summary.captions],
    [t('concepts'), summary.concepts],
    [t('different tags'), summary.distinctTags],
  ]
  const [width, height] = settings.resolution
  return h(
    'div',
    { class: 'totals' },
    h('dl', {}, ...facts.map(([name, value]) => h('div', {}, h('dd', { class: 'number' }, value.toLocaleString()), h('dt', {}, name)))),
    levelsOf(summary.problems),
    h('p', { class: 'quiet' }, [...(format === null ? [] : [formatName(format)]), modelName(settings.model), `${width} × ${height}`].join(' · ')),
  )
}

function formatName(format: string): string {
  switch (format) {
    case 'kohya-folders':
      return t('kohya folders')
    case 'flat':
      return t('one folder')
    case 'tree':
      return t('folders of any depth')
    default:
      return format
  }
}

function levelsOf(counts: Readonly<Record<Level, number>>): HTMLElement {
  const levels: readonly Level[] = ['error', 'warning', 'info', 'hint']
  const found = levels.filter((level) => counts[level] > 0)
  if (found.length === 0) return h('p', {}, t('No problems'))
  return h('ul', { class: 'levels' }, ...found.map((level) => h('li', {}, levelIcon(level), ' ', levelCount(level, counts[level]))))
}

function levelCount(level: Level, count: number): string {
  const number = count.toLocaleString()
  switch (level) {
    case 'error':
      return count === 1 ? t('1 error') : t('{0} errors', number)
    case 'warning':
      return count === 1 ? t('1 warning') : t('{0} warnings', number)
    case 'info':
      return count === 1 ? t('1 note') : t('{0} notes', number)
    case 'hint':
      return count === 1 ? t('1 hint') : t('{0} hints', number)
  }
}

export function assumptionsOf(assumptions: readonly string[]): HTMLElement | null {
  if (assumptions.length === 0) return null
  return h('details', { class: 'assumptions quiet' }, h('summary', {}, t('What is assumed')), h('ul', {}, ...assumptions.map((assumption) => h('li', {}, assumption))))
}

/** Bars of images × repeats, each with the line at the equal share; the table that it is can be read without the bars. */
export function balanceSection(concepts: readonly ReportConcept[], openFolder: (folder: string) => void): HTMLElement | null {
  if (concepts.length === 0) return null
  const { rows, equalShare, line } = balanceOf(concepts)
  const title = equalShare === null ? t('Concepts') : t('Balance of the concepts')
  return section(
    'balance',
    title,
    equalShare === null ? null : h('p', { class: 'quiet' }, t('Images × repeats. The line is an equal share: {0} each.', equalShare.toLocaleString())),
    h(
      'table',
      { role: 'table' },
      h('thead', { class: 'visually-hidden', role: 'rowgroup' }, h('tr', { role: 'row' }, ...[t('Concept'), t('Share'), t('Images × repeats')].map((name) => h('th', { scope: 'col', role: 'columnheader' }, name)))),
      h('tbody', { role: 'rowgroup' }, ...rows.map(({ concept, length }) => conceptRow(concept, length, equalShare === null ? undefined : line, openFolder))),
    ),
  )
}

function conceptRow(concept: ReportConcept, length: number, line: number | undefined, openFolder: (folder: string) => void): HTMLElement {
  const graph = bar(length, concept.regularization ? 'regularization' : '')
  if (line !== undefined) {
    const mark = h('span', { class: 'mark' })
    mark.style.insetInlineStart = `${line * 100}%`
    graph.append(mark)
  }
  const { images, repeats, effective } = concept
  return h(
    'tr',
    { role: 'row' },
    h('th', { scope: 'row', role: 'rowheader' }, h('button', { class: 'name', type: 'button', title: t('Show the folder {0}', concept.folder), onclick: () => openFolder(concept.folder) }, concept.name), triggersOf(concept)),
    h('td', { role: 'cell', class: 'graph' }, graph),
    h('td', { role: 'cell', class: 'number' }, h('span', { class: 'quiet' }, `${images.toLocaleString()} × ${repeats} = `), effective.toLocaleString()),
  )
}

function triggersOf({ triggers, inferred, regularization }: ReportConcept): HTMLElement {
  if (regularization) return h('span', { class: 'trigger quiet' }, t('regularisation'))
  if (triggers.length === 0) return h('span', { class: 'trigger quiet' }, t('no trigger'))
  const names = triggers.join(', ')
  return h('span', { class: 'trigger quiet' }, inferred ? t('trigger {0} (inferred)', names) : t('trigger {0}', names))
}

export function bucketsSection(buckets: readonly ReportBucket[]): HTMLElement | null {
  if (buckets.length === 0) return null
  const most = Math.max(...buckets.map(({ samples }) => samples))
  const total = buckets.reduce((sum, { samples }) => sum + samples, 0)
  return section(
    'buckets',
    buckets.length === 1 ? t('One resolution bucket') : t('{0} resolution buckets', buckets.length),
    h(
      'table',
      { role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('th', { scope: 'col', role: 'columnheader' }, t('Size')), h('th', { scope: 'col', role: 'columnheader', class: 'graph' }, h('span', { class: 'visually-hidden' }, t('Share'))), h('th', { scope: 'col', role: 'columnheader', class: 'number' }, t('Images')), h('th', { scope: 'col', role: 'columnheader', class: 'number' }, t('With repeats')), h('th', { scope: 'col', role: 'columnheader', class: 'number share' }, t('Share')))),
      h('tbody', { role: 'rowgroup' }, ...buckets.map((bucket) => bucketRow(bucket, most, total))),
    ),
  )
}

function bucketRow({ width, height, images, samples }: ReportBucket, most: number, total: number): HTMLElement {
  return h(
    'tr',
    { role: 'row' },
    h('th', { scope: 'row', role: 'rowheader', class: 'size' }, shapeOf(width, height), `${width} × ${height}`),
    h('td', { role: 'cell', class: 'graph' }, bar(samples / most)),
    h('td', { role: 'cell', class: 'number' }, images.toLocaleString()),
    h('td', { role: 'cell', class: 'number' }, samples.toLocaleString()),
    h('td', { role: 'cell', class: 'number share' }, shareText(samples, total)),
  )
}

/** The bucket's shape, small. */
function shapeOf(width: number, height: number): HTMLElement {
  const shape = h('span', { class: 'shape', 'aria-hidden': 'true' }, h('span', {}))
  const inner = shape.firstElementChild
  if (inner instanceof HTMLElement) {
    inner.style.width = `${(14 * width) / Math.max(width, height)}px`
    inner.style.height = `${(14 * height) / Math.max(width, height)}px`
  }
  return shape
}

