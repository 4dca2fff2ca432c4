import '@vscode-elements/elements/dist/vscode-button/index.js'
import '@vscode-elements/elements/dist/vscode-textfield/index.js'
import { tagKey } from '../../server/src/caption/tag-key'
import type { ConceptAction, ConceptEffect, ConceptMessage, ConceptSection, ConceptSheet } from '../../server/src/protocol/concept'
import { byId, h, render } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import './concept.css'
import { choicesOf, proposedFor, rowId, rowsOf, stillOpen, toActions, wholeOf, type Decision, type DecisionKind, type Decisions } from './decisions'
import { footerOf } from './footer'
import { headerOf } from './header'
import { createLongList } from './long-list'
import { choose, KEYS, rowOf, type RowActions, type RowState } from './row'
import { createThumbnails } from './thumbnails'
import { createToolbar, type Shown } from './toolbar'

interface View {
  readonly decisions: Decisions
  /** Ids of rows whose pictures are shown. */
  readonly expanded: readonly string[]
  readonly filter: string
  readonly shown: Shown
  readonly byShare: boolean
  readonly scroll: number
}

type Item = { readonly kind: 'heading'; readonly section: ConceptSection } | { readonly kind: 'row'; readonly section: ConceptSection; readonly state: RowState }

let view: View = loadView({ decisions: {}, expanded: [], filter: '', shown: 'all', byShare: false, scroll: 0 })
let sheet: ConceptSheet | undefined
let effect: ConceptEffect | undefined
let items: readonly Item[] = []
/** A button that is drawn anew between press and release would never be clicked. */
let pressed = false
let isStale = false
/** The row that the Tab key leads to. */
let current = ''
let timer: number | undefined

const send = connect<ConceptMessage, ConceptAction>(receive)
const actions: RowActions = {
  decide,
  toggle: (id) => setExpanded(id, !view.expanded.includes(id)),
  rename(id) {
    setExpanded(id, true)
    const field = list.element.querySelector<HTMLInputElement>(`[data-key="${CSS.escape(`field ${id}`)}"]`)
    field?.focus()
    field?.select()
  },
  leave: (id) => list.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(`name ${id}`)}"]`)?.focus(),
  isDrawing: () => list.isDrawing,
  thumbnails: createThumbnails({ ask: (images) => send({ kind: 'thumbnails', images }), open: (picture) => send({ kind: 'open', picture }) }),
}
const toolbar = createToolbar(view, (change) => {
  changeView(change)
  drawList()
}, takeUp, (section) => reachSection(section))
const header = h('header', {})
const empty = h('p', { class: 'empty quiet', hidden: true })
const list = createLongList<Item>({
  keyOf: (item) => (item.kind === 'heading' ? `heading ${item.section.outfit?.folder ?? item.section.id}` : item.state.id),
  estimate: (item) => (item.kind === 'heading' ? 40 : 28),
  elementOf: (item) => (item.kind === 'heading' ? headingOf(item.section) : rowOf(item.state, actions)),
  name: t('Tags of the concept'),
})
const content = h('div', { class: 'content' }, header, toolbar.element, empty, list.element)
const footer = h('footer', {})
const page = byId('page')

const frame = framePage(page, content, { footer })
window.addEventListener('scroll', () => sheet && changeView({ scroll: window.scrollY }), { passive: true })
document.addEventListener('pointerdown', () => (pressed = true), true)
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => window.setTimeout(release), true)
list.element.addEventListener('keydown', onKey)
list.element.addEventListener('focusin', ({ target }) => {
  const id = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined
  if (id === undefined || id === current) return
  current = id
  refreshStops()
})
send({ kind: 'ready' })

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: ConceptMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      return show(message.sheet)
    case 'effect':
      effect = message.effect
      return drawFooter()
    case 'thumbnail':
      return actions.thumbnails.made(message.thumbnail)
    case 'done':
      changeView({ decisions: {} })
      return redraw()
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message, () => send({ kind: 'again' }))
  }
}

function show(next: ConceptSheet): void {
  const isFirst = sheet === undefined
  sheet = next
  frame.show()
  changeView({ decisions: stillOpen(view.decisions, next) })
  render(header, ...headerOf(next, (command, folder) => send({ kind: 'command', command, folder })))
  redraw()
  if (isFirst) window.scrollTo({ top: view.scroll, behavior: 'instant' })
}

/** Everything that decisions show in. */
function redraw(): void {
  effect = undefined
  drawList()
  drawFooter()
  window.clearTimeout(timer)
  if (sheet && Object.keys(view.decisions).length > 0) timer = window.setTimeout(() => sheet && send({ kind: 'effect', actions: toActions(view.decisions, sheet) }), 200)
}

function decide(id: string, decision: Decision | undefined): void {
  const { [id]: _, ...others } = view.decisions
  changeView({ decisions: decision ? { ...others, [id]: decision } : others })
  redraw()
}

function setExpanded(id: string, expanded: boolean): void {
  const others = view.expanded.filter((other) => other !== id)
  changeView({ expanded: expanded ? [...others, id] : others })
  drawList()
}

/** Every proposal that nothing else is decided about. */
function takeUp(): void {
  if (!sheet) return
  const taken: Record<string, Decision> = {}
  for (const { id, row, whole } of rowsOf(sheet)) {
    const proposed = proposedFor(row, whole)
    if (proposed) taken[id] = proposed
  }
  changeView({ decisions: { ...taken, ...view.decisions } })
  redraw()
}

function release(): void {
  pressed = false
  if (isStale) drawList()
}

function drawList(): void {
  isStale = pressed
  if (!sheet || pressed) return
  items = itemsOf(sheet)
  const count = items.filter(({ kind }) => kind === 'row').length
  empty.hidden = count > 0
  empty.textContent = sheet.captions === 0 ? t('None of its images has a caption with tags yet.') : t('No tag is like this.')
  toolbar.show({ sheet, decisions: view.decisions, rows: count, sections: view.byShare ? [] : items.flatMap((item) => (item.kind === 'heading' ? [item.section] : [])) })
  list.show(items)
  refreshStops()
}

function drawFooter(): void {
  if (!sheet) return
  const chosen = toActions(view.decisions, sheet)
  render(footer, ...footerOf(chosen.length, effect, { preview: () => send({ kind: 'preview', actions: chosen }), reset: () => decideNothing() }))
}

function decideNothing(): void {
  changeView({ decisions: {} })
  redraw()
}

function itemsOf(of: ConceptSheet): readonly Item[] {
  const key = tagKey(view.filter)
  const isShown = ({ row, id, whole }: RowState): boolean => {
    if (view.shown === 'proposed' && !proposedFor(row, whole)) return false
    if (view.shown === 'decided' && !view.decisions[id]) return false
    return key === '' || row.key.includes(key) || (row.translation ?? '').includes(view.filter.trim())
  }
  const sections = of.sections.map((section) => ({ section, rows: section.rows.map((row) => stateOf(of, section, row)).filter(isShown) }))
  const toItem = (section: ConceptSection) => (state: RowState): Item => ({ kind: 'row', section, state })
  if (!view.byShare) return sections.flatMap(({ section, rows }) => (rows.length === 0 ? [] : [{ kind: 'heading' as const, section }, ...rows.map(toItem(section))]))
  // an outfit's tags stand among those of the whole already
  return sections.flatMap(({ section, rows }) => (section.outfit ? [] : rows.map(toItem(section)))).sort((a, b) => rankOf(b) - rankOf(a))
}

function rankOf(item: Item): number {
  return item.kind === 'row' ? item.state.row.captions : 0
}

function stateOf(of: ConceptSheet, section: ConceptSection, row: ConceptSection['rows'][number]): RowState {
  const id = rowId(section, row)
  const shared = of.triggers[0]?.text ?? null
  return { id, section, row, whole: wholeOf(section, of), decision: view.decisions[id], expanded: view.expanded.includes(id), trigger: section.outfit ? section.outfit.trigger : shared, pictures: of.pictures }
}

function headingOf({ title, outfit, rows }: ConceptSection): HTMLElement {
  if (!outfit) return h('div', { class: 'heading' }, h('h2', {}, title))
  const about = outfit.trigger === null ? t('{0} captions; it has no trigger of its own', outfit.captions.toLocaleString()) : t("{0} captions; what it bakes in goes into '{1}'", outfit.captions.toLocaleString(), outfit.trigger)
  return h(
    'div',
    { class: 'heading outfit' },
    h('h2', {}, t('Outfit: {0}', title)),
    h('p', { class: 'quiet' }, rows.length === 0 ? t('Nothing sets it apart from its siblings.') : about),
    h('button', { class: 'text-button', type: 'button', onclick: () => send({ kind: 'command', command: 'setTrigger', folder: outfit.uri }) }, t('Set Trigger…')),
  )
}

function reachSection(section: ConceptSection): void {
  const at = items.findIndex((item) => item.kind === 'heading' && item.section === section)
  list.reach(at)?.scrollIntoView({ block: 'start', behavior: 'instant' })
  const next = items[at + 1]
  if (next?.kind === 'row') focusRow(at + 1, 0)
}

/** One tab stop for all rows: arrows lead from control to control. */
function refreshStops(): void {
  const stops = [...list.element.querySelectorAll<HTMLElement>('[data-stop]')]
  const own = stops.filter((stop) => stop.closest<HTMLElement>('[data-row]')?.dataset['row'] === current)
  const [first] = own.length > 0 ? own : stops
  const focused = document.activeElement
  for (const stop of stops) stop.tabIndex = stop === (own.find((candidate) => candidate === focused) ?? first) ? 0 : -1
}

function onKey(event: KeyboardEvent): void {
  const { target } = event
  const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
  if (!row || !(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLInputElement) return
  const at = items.findIndex((item) => item.kind === 'row' && item.state.id === row.dataset['row'])
  const item = items[at]
  if (item?.kind !== 'row') return
  const kind = kindOfKey(event.key)
  if (kind !== undefined) {
    if (!choicesOf(item.state.row, item.state.whole).includes(kind)) return
    event.preventDefault()
    return choose(kind, item.state, actions)
  }
  const stops = [...row.querySelectorAll<HTMLElement>('[data-stop]')]
  const column = stops.indexOf(target)
  if (column < 0) return
  const to = placeOf(event.key, at, column)
  if (!to) return
  event.preventDefault()
  focusRow(to.at, to.column)
}

function kindOfKey(key: string): DecisionKind | undefined {
  const kinds: readonly DecisionKind[] = ['bake', 'keep', 'add', 'rename', 'unify']
  return kinds.find((kind) => KEYS[kind].toLowerCase() === key.toLowerCase())
}

function placeOf(key: string, at: number, column: number): { readonly at: number; readonly column: number } | undefined {
  const rowFrom = (start: number, step: 1 | -1): number => {
    let place = start
    while (items[place]?.kind === 'heading') place += step
    return place
  }
  switch (key) {
    case 'ArrowDown':
      return { at: rowFrom(at + 1, 1), column }
    case 'ArrowUp':
      return { at: rowFrom(at - 1, -1), column }
    case 'ArrowRight':
      return { at, column: column + 1 }
    case 'ArrowLeft':
      return { at, column: Math.max(0, column - 1) }
    case 'Home':
      return { at: rowFrom(0, 1), column }
    case 'End':
      return { at: items.length - 1, column }
    default:
      return undefined
  }
}

function focusRow(at: number, column: number): void {
  const item = items[at]
  if (item?.kind !== 'row') return
  const stops = [...(list.reach(at)?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
  const stop = stops[Math.min(column, stops.length - 1)]
  current = item.state.id
  stop?.focus()
  refreshStops()
}
