import type { AuditAction, ConceptCoverage, ReportConcept } from '../../server/src/protocol/audit'
import { h } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { shareText } from '../share'
import { balanceOf } from './balance'
import { barChart, type ChartRow, type TableChoice } from './chart'
import { section } from './section'

/** Bars of images × repeats against the line at the equal share, with the way to even them out. */
export function balanceSection(concepts: readonly ReportConcept[], tables: TableChoice, send: (action: AuditAction) => void): HTMLElement | null {
  if (concepts.length === 0) return null
  const { rows, equalShare } = balanceOf(concepts)
  const chart = barChart({
    id: 'balance',
    unit: t('Images × repeats of each concept'),
    rows: rows.map(({ concept }) => conceptRow(concept, send)),
    columns: [t('Concept'), t('Images'), t('Repeats'), t('Images × repeats'), t('Trigger')],
    ...(equalShare === null ? {} : { mark: { value: equalShare, label: t('the line is an equal share: {0}', equalShare.toLocaleString()) } }),
    tables,
  })
  return section(
    'balance',
    equalShare === null ? t('Concepts') : balanceTitle(concepts, equalShare),
    chart,
    equalShare === null ? null : h('p', {}, h('vscode-button', { secondary: true, 'data-key': 'balance', onclick: () => send({ kind: 'command', command: 'balanceConcepts' }) }, t('Balance…'))),
  )
}

function balanceTitle(concepts: readonly ReportConcept[], equalShare: number): string {
  const least = concepts.filter(({ regularization }) => !regularization).toSorted((a, b) => a.effective - b.effective)[0]
  if (!least || equalShare === 0 || least.effective >= equalShare * 0.8) return t('The concepts are about balanced')
  return t("Balance: '{0}' is shown {1} of an equal share", least.name, shareText(least.effective, equalShare))
}

function conceptRow(concept: ReportConcept, send: (action: AuditAction) => void): ChartRow {
  const { name, folder, images, repeats, effective, regularization } = concept
  const trigger = triggersOf(concept)
  return {
    label: name,
    note: trigger,
    value: effective,
    text: `${images.toLocaleString()} × ${repeats} = ${effective.toLocaleString()}`,
    cells: [images, repeats, effective, trigger],
    ...(regularization ? { className: 'regularization' } : {}),
    act: { title: t('Show the folder {0}', folder), run: () => send({ kind: 'open-file', file: folder }) },
  }
}

function triggersOf({ triggers, inferred, regularization }: ReportConcept): string {
  if (regularization) return t('regularisation')
  if (triggers.length === 0) return t('no trigger')
  const names = triggers.join(', ')
  return inferred ? t('trigger {0} (inferred)', names) : t('trigger {0}', names)
}

/** What the goal wishes for, and how many captions tell of it, concept by concept. */
export function coverageSection(coverage: readonly ConceptCoverage[], tables: TableChoice, send: (action: AuditAction) => void): HTMLElement | null {
  if (coverage.length === 0) return null
  const missing = coverage.reduce((sum, { wishes }) => sum + wishes.filter(({ covered }) => !covered).length, 0)
  const title = missing === 0 ? t('Coverage: nothing that the goal asks for is missing') : missing === 1 ? t('Coverage: 1 thing that the goal asks for is hardly there') : t('Coverage: {0} things that the goal asks for are hardly there', missing)
  return section('coverage', title, ...coverage.map((one) => h('div', { class: 'concept' }, coverage.length > 1 && h('h3', {}, one.concept), conceptChart(one, tables, send))))
}

function conceptChart({ concept, captions, wishes }: ConceptCoverage, tables: TableChoice, send: (action: AuditAction) => void): HTMLElement {
  const rows = wishes.map(({ title, needed, covered, captions: count, tags }): ChartRow => {
    const [first] = tags
    const state = covered ? t('covered') : needed ? t('missing') : t('little')
    return {
      label: title,
      sign: () => h('span', { class: covered ? 'sign covered' : needed ? 'sign level-warning' : 'sign level-hint', 'aria-hidden': 'true' }, icon(covered ? 'check' : needed ? 'warning' : 'info')),
      note: tags.length > 0 ? t('{0}: {1}', state, tags.join(', ')) : state,
      value: count,
      text: t('{0} ({1})', count.toLocaleString(), shareText(count, captions)),
      cells: [state, count, shareText(count, captions), tags.join(', ')],
      ...(covered ? {} : { className: 'lacking' }),
      ...(first === undefined ? {} : { act: { title: t("Find '{0}' in the captions", first), run: () => send({ kind: 'show-tag', tag: first }) } }),
    }
  })
  return barChart({ id: `coverage-${concept}`, unit: t('Captions that tell of it, of {0}', captions.toLocaleString()), rows, columns: [t('Wish'), t('State'), t('Captions'), t('Share'), t('Tags')], most: Math.max(1, captions), tables })
}
