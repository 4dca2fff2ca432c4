import type { ConceptSection, ConceptSheet } from '../../server/src/protocol/concept'
import { h, render } from '../dom'
import { t } from '../page'
import { proposedFor, rowsOf, type Decisions } from './decisions'

/** Which rows are shown. */
export type Shown = 'all' | 'proposed' | 'decided'

interface ToolbarView {
  readonly filter: string
  readonly shown: Shown
  readonly byShare: boolean
}

interface ToolbarState {
  readonly sheet: ConceptSheet
  readonly decisions: Decisions
  /** That the filter leaves. */
  readonly rows: number
  /** To go to. */
  readonly sections: readonly ConceptSection[]
}

export interface Toolbar {
  readonly element: HTMLElement
  show(state: ToolbarState): void
}

/** Filter, order, what is shown, and the way to the sections. */
export function createToolbar(initial: ToolbarView, change: (view: Partial<ToolbarView>) => void, takeUp: () => void, reach: (section: ConceptSection) => void): Toolbar {
  let view = initial
  const set = (next: Partial<ToolbarView>): void => {
    view = { ...view, ...next }
    change(next)
  }
  const search = h('vscode-textfield', { type: 'search', placeholder: t('Filter tags'), label: t('Filter tags'), value: view.filter })
  search.addEventListener('input', () => {
    // the component has the value of its own input field
    const { value } = search as HTMLElement & { readonly value: string }
    set({ filter: value })
  })
  const found = h('span', { class: 'quiet number', role: 'status' })
  const shown = h('div', { class: 'segments', role: 'group', 'aria-label': t('Which tags are shown') })
  const order = h('div', { class: 'segments', role: 'group', 'aria-label': t('Order') })
  const propose = h('div', { class: 'propose' })
  const places = h('nav', { class: 'places', 'aria-label': t('Parts of the picture') })
  const segment = (key: string, title: string, isOn: boolean, press: () => void): HTMLElement => h('button', { class: 'choice', type: 'button', 'data-key': key, 'aria-pressed': String(isOn), onclick: press }, title)

  return {
    element: h('div', { class: 'toolbar' }, h('div', { class: 'filter' }, search, found, shown, order), propose, places),
    show({ sheet, decisions, rows, sections }) {
      const all = rowsOf(sheet)
      const proposed = all.filter(({ row, whole }) => proposedFor(row, whole))
      const open = proposed.filter(({ id }) => !decisions[id])
      found.textContent = view.filter.trim() === '' ? '' : t('{0} of {1}', rows.toLocaleString(), all.length.toLocaleString())
      render(
        shown,
        segment('all', t('All'), view.shown === 'all', () => set({ shown: 'all' })),
        segment('proposed', t('Proposed ({0})', proposed.length), view.shown === 'proposed', () => set({ shown: 'proposed' })),
        segment('decided', t('Decided ({0})', Object.keys(decisions).length), view.shown === 'decided', () => set({ shown: 'decided' })),
      )
      render(order, segment('by-group', t('By group'), !view.byShare, () => set({ byShare: false })), segment('by-share', t('By share'), view.byShare, () => set({ byShare: true })))
      render(
        propose,
        open.length > 0 &&
          h('button', { class: 'text-button', type: 'button', 'data-key': 'take-up', onclick: takeUp }, open.length === 1 ? t('Take up 1 proposal') : t('Take up {0} proposals', open.length)),
      )
      render(places, ...sections.map((section) => h('button', { class: 'text-button', type: 'button', 'data-key': `place ${section.outfit?.folder ?? section.id}`, onclick: () => reach(section) }, section.title, ' ', h('span', { class: 'quiet number' }, String(section.rows.length)))))
    },
  }
}
