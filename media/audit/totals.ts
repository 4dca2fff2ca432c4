import type { Level } from '../../server/src/base/level'
import type { Report } from '../../server/src/protocol/audit'
import { modelName } from '../../server/src/protocol/names'
import { h } from '../dom'
import { levelIcon } from '../levels'
import { t } from '../page'

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
