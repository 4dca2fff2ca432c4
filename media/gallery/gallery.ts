import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { GalleryAction, GalleryList, GalleryMessage, GalleryTags, GalleryWish, Ranges } from '../../server/src/protocol/gallery'
import type { QuickTag } from '../../server/src/protocol/status'
import { byId, h, render, type Child } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { createQuickTags } from '../quick-tags'
import { CELL_WIDTHS, type CellSize } from './cell-sizes'
import { createFilterBox } from './filter-box'
import { createFooter } from './footer'
import './gallery.css'
import { createGrid } from './grid'
import { takeIncoming } from './incoming'
import { listenToKeys, listenToMouse } from './input'
import { createPictures } from './pictures'
import { Selection } from './selection'
import { createTagPanel } from './tag-panel'
import { createToolbar } from './toolbar'

interface View {
  readonly wish: GalleryWish
  readonly cells: CellSize
  readonly side: boolean
  readonly collapsed: readonly string[]
  readonly scroll: number
  /** Of the list that the places below are in. */
  readonly digest: string
  readonly selected: Ranges
  readonly current: number
}

let view: View = loadView({ wish: { query: '', group: 'none', sort: 'name', descending: false }, cells: 'medium', side: window.innerWidth > 700, collapsed: [], scroll: 0, digest: '', selected: [], current: -1 })
let list: GalleryList | undefined
let digest = ''
let tags: GalleryTags | undefined
let quickTags: readonly QuickTag[] = []
let asked = 0
let done = ''
let tagTimer: number | undefined
/** The selection before a reload, until its list is there or the user selects something. */
let remembered: Pick<View, 'digest' | 'selected' | 'current'> | undefined = view.digest === '' ? undefined : view

const send = connect<GalleryMessage, GalleryAction>(receive)
const selection = new Selection((position) => list?.order?.[position] ?? position)
const pictures = createPictures({
  thumbnails: (images, size) => send({ kind: 'thumbnails', images, size }),
  items: (images) => send({ kind: 'items', images }),
})
const grid = createGrid({
  pictures,
  selection,
  toggleGroup: (key) => toggleGroup(key),
  selectGroup(section, adding) {
    if (!adding) selection.none()
    selection.toggle(section.first)
    if (!selection.has(imageAt(section.first))) selection.toggle(section.first)
    selection.extend(section.first + section.count - 1, adding)
    selected()
  },
  scrolled: () => saveSoon(),
})
const filter = createFilterBox(view.wish.query, {
  changed: (query) => changeWish({ query }),
  complete: (question, text, offset) => send({ kind: 'complete', asked: question, text, offset }),
  leave: () => grid.list.focus(),
})
const toolbar = createToolbar(filter.element, view, {
  wish: changeWish,
  cells(cells) {
    changeView({ cells })
    grid.resize(CELL_WIDTHS[cells])
    toolbar.show(view)
  },
  side: showSide,
})
const tagPanel = createTagPanel((tag, on) => {
  tell('')
  send({ kind: 'tag', tag, on })
})
const quick = createQuickTags({ toggle: quickTag, edit: () => send({ kind: 'edit-quick' }) })
const footer = createFooter((command) => send({ kind: 'command', command }), undo)
const empty = h('div', { class: 'empty', hidden: true })
const main = h('div', { class: 'main' }, grid.element, empty, tagPanel.element)
const content = h('div', { class: 'content' }, toolbar.element, main, quick.element, footer.element)
const notice = h('div', { class: 'notice', hidden: true, role: 'alert' })
const page = byId('page')

content.hidden = true
page.append(notice, content, h('div', { class: 'waiting-bar', 'aria-hidden': 'true' }))
grid.resize(CELL_WIDTHS[view.cells])
toolbar.show(view)
tagPanel.element.hidden = !view.side
listenToMouse(grid, { selection, selected, open: openAt })
listenToKeys(grid, {
  selection,
  selected,
  open: openAt,
  nameAt: (position) => list?.images[imageAt(position)] ?? '',
  count: () => list?.order?.length ?? list?.images.length ?? 0,
  all() {
    selection.all(list?.images.length ?? 0)
    selected()
  },
  remove: () => send({ kind: 'command', command: 'deleteImages' }),
  undo,
  quick: (event) => quick.onKey(event),
  filter: () => filter.focus(),
})
takeIncoming(grid.element, {
  imageOf: (element) => list?.images[imageAt(Number(element.closest<HTMLElement>('.cell')?.dataset['position'] ?? -1))] ?? null,
  selected: () => list?.images[imageAt(selection.current)] ?? null,
  send,
})
send({ kind: 'ready', wish: view.wish })

function imageAt(position: number): number {
  return list?.order?.[position] ?? position
}

function positionOf(image: number): number {
  return list?.order ? list.order.indexOf(image) : image
}

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

let saveTimer: number | undefined

function saveSoon(): void {
  window.clearTimeout(saveTimer)
  saveTimer = window.setTimeout(() => changeView({ scroll: grid.top }), 150)
}

function changeWish(change: Partial<GalleryWish>): void {
  const wish = { ...view.wish, ...change }
  if (JSON.stringify(wish) === JSON.stringify(view.wish)) return
  changeView({ wish })
  toolbar.show(view)
  send({ kind: 'list', wish, digest })
}

function toggleGroup(key: string): void {
  changeView({ collapsed: view.collapsed.includes(key) ? view.collapsed.filter((other) => other !== key) : [...view.collapsed, key] })
  if (list) grid.show(list, new Set(view.collapsed))
}

function showSide(side: boolean): void {
  changeView({ side })
  tagPanel.element.hidden = !side
  toolbar.show(view)
  if (side) askTags()
}

function receive(message: GalleryMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      return show(message)
    case 'items':
      pictures.tookItems(message.items)
      return grid.redraw()
    case 'thumbnails':
      pictures.took(message.thumbnails)
      return grid.redraw()
    case 'tags':
      if (message.asked !== asked) return
      tags = message.tags
      drawQuick()
      return tagPanel.show(tags, selection.size)
    case 'completion':
      return filter.completed(message.asked, message.completion)
    case 'done':
      return tell(message.words ?? '')
    case 'waiting':
      return
    case 'empty':
      return tellNotice(h('p', {}, t('There are no images here yet: put pictures into a folder such as 10_name, and this shows them.')))
    case 'failed':
      return tellNotice(h('p', {}, message.message), h('vscode-button', { 'data-key': 'again', onclick: () => send({ kind: 'list', wish: view.wish, digest }) }, t('Try again')))
  }
}

function tellNotice(...sentences: Child[]): void {
  notice.hidden = false
  render(notice, ...sentences)
}

function show(message: Extract<GalleryMessage, { readonly kind: 'show' }>): void {
  notice.hidden = true
  content.hidden = false
  filter.fault(message.fault)
  quickTags = message.quickTags
  const isFirst = list === undefined
  if (message.list) {
    const old = list?.images ?? []
    list = message.list
    digest = message.digest
    if (!isFirst) selection.carryOver(old, list.images, imageAt, positionOf)
    if (remembered?.digest === digest) {
      selection.restore(remembered.selected, remembered.current)
      remembered = undefined
    }
    grid.show(list, new Set(view.collapsed))
    if (isFirst) grid.scrollTo(view.scroll)
    else if (old.length > 0 && grid.top > 0 && selection.current >= 0) grid.reveal(selection.current)
  }
  if (!isFirst) pictures.stale()
  drawEmpty()
  if (remembered) tellSelection()
  else selected()
}

function drawEmpty(): void {
  const isEmpty = list !== undefined && list.images.length === 0
  empty.hidden = !isEmpty
  if (!isEmpty) return
  render(
    empty,
    ...(list?.total === 0
      ? [h('p', {}, t('There are no images here yet: put pictures into a folder such as 10_name, and this shows them.'))]
      : [h('p', {}, t('No image is like this.')), h('button', { type: 'button', class: 'text-button', 'data-key': 'clear', onclick: () => clearFilter() }, t('Clear the filter'))]),
  )
}

function clearFilter(): void {
  filter.element.querySelector('input')?.focus()
  filter.element.querySelector<HTMLElement>('.icon-button')?.click()
}

/** The selection is another one: everybody who shows it is told. */
function selected(): void {
  remembered = undefined
  const ranges = selection.toRanges()
  changeView({ digest, selected: ranges.length > MOST_RANGES ? [] : ranges, current: selection.current })
  tellSelection(ranges)
}

function tellSelection(ranges = selection.toRanges()): void {
  grid.redraw()
  const current = selection.current < 0 ? null : imageAt(selection.current)
  send({ kind: 'select', digest, ranges, current: current !== null && selection.has(current) ? current : null })
  drawFooter()
  askTags()
}

/** Kept over a reload; a selection in more pieces is none that somebody made by hand. */
const MOST_RANGES = 5000

function askTags(): void {
  if (!view.side && quickTags.length === 0) return drawQuick()
  window.clearTimeout(tagTimer)
  if (selection.size === 0) {
    asked++
    tags = undefined
    drawQuick()
    return tagPanel.show(undefined, 0)
  }
  drawQuick()
  tagPanel.show(tags, selection.size)
  tagTimer = window.setTimeout(() => send({ kind: 'tags', asked: ++asked }), 80)
}

function tell(words: string): void {
  done = words
  drawFooter()
}

function drawQuick(): void {
  const has = (key: string, list: GalleryTags['all'] = []): boolean => list.some((tag) => tag.key === key)
  quick.show(quickTags, selection.size === 0 ? undefined : ({ key }) => (has(key, tags?.all) ? 'true' : has(key, tags?.some) ? 'mixed' : 'false'))
}

function quickTag(place: number): void {
  tell('')
  send({ kind: 'quick', place })
}

function undo(): void {
  tell('')
  send({ kind: 'undo' })
}

function drawFooter(): void {
  footer.show({ list, selected: selection.size, done })
}

function openAt(position: number, what: 'caption' | 'image'): void {
  const image = list?.images[imageAt(position)]
  if (image !== undefined) send({ kind: 'open', image, what })
}
