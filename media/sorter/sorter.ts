import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { SorterAction, SorterList, SorterMessage, SorterProgress } from '../../server/src/protocol/sorter'
import { byId, h, type Child } from '../dom'
import { CELL_WIDTHS, type CellSize } from '../gallery/cell-sizes'
import { createPictures } from '../gallery/pictures'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { createColumn, type Column } from './column'
import { dragImages } from './drag-images'
import { createFooter } from './footer'
import { createHeader } from './header'
import { listenToColumnKeys, listenToColumnMouse, type ColumnInput } from './input'
import { createSingle, SINGLE_SIDE } from './single'
import './sorter.css'
import { Sorting } from './sorting'

interface View {
  readonly cells: CellSize
  readonly isSingle: boolean
  /** Groups that are closed, with their column. */
  readonly closed: readonly string[]
  readonly scroll: readonly [has: number, lacks: number]
  /** Where the keyboard is. */
  readonly image: string | null
  /** The last steps, which a window that is loaded again in a hurry has not kept elsewhere. */
  readonly progress: (SorterProgress & { readonly key: string }) | null
}

let view: View = loadView({ cells: 'medium', isSingle: false, closed: [], scroll: [0, 0], image: null, progress: null })
let list: SorterList | undefined
let part = ''
let done = ''
/** The image that is shown alone. */
let shown: string | undefined
let active: Column | undefined

const send = connect<SorterMessage, SorterAction>(receive)
const sorting = new Sorting()
const pictures = createPictures({
  thumbnails: (images, size) => send({ kind: 'thumbnails', images, size }),
  items: (images) => send({ kind: 'items', images }),
})
const wishes = new Map<boolean, { readonly images: readonly string[]; readonly side: number }>()
const has = createColumn(true, doorsOf(true))
const lacks = createColumn(false, doorsOf(false))
const columns: readonly Column[] = [has, lacks]
const header = createHeader({ another: () => send({ kind: 'tag' }), whole: () => send({ kind: 'whole' }), cells: resize, toggleSingle })
const input: ColumnInput = { move, answer, passed, selected, open: (image, what) => send({ kind: 'open', image, what }), takeBack, apply: () => apply(false), toggleSingle }
const single = createSingle({ ...input, answer: answerSingle, go: goSingle, toggle: () => shown !== undefined && putSingle(!sorting.has(shown)) })
const footer = createFooter({ apply, clear, undo: () => send({ kind: 'undo' }) })
const pair = h('div', { class: 'columns' }, has.element, lacks.element)
const content = h('div', { class: 'content' }, header.element, pair, single.element, footer.element)
const page = byId('page')
const frame = framePage(page, content, {})

for (const column of columns) {
  column.grid.resize(CELL_WIDTHS[view.cells])
  listenToColumnMouse(column, input)
  listenToColumnKeys(column, input)
}
dragImages(columns, input)
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return
  event.preventDefault()
  takeBack()
})
send({ kind: 'ready' })

function doorsOf(column: boolean): Parameters<typeof createColumn>[1] {
  return {
    pictures: { picture: (image) => pictures.picture(image), item: (image) => pictures.item(image), want: (images, side, isPassing) => want(column, images, side, isPassing) },
    noteOf: (image) => (sorting.isMoved(image) ? t('moved here') : ''),
    isClosed: (key) => view.closed.includes(`${column} ${key}`),
    toggleGroup(key) {
      const name = `${column} ${key}`
      changeView({ closed: view.closed.includes(name) ? view.closed.filter((other) => other !== name) : [...view.closed, name] })
      draw()
    },
    selected: () => selected(column ? has : lacks),
    scrolled: () => saveSoon(),
  }
}

/** Both columns share the pictures: of one size, so that neither throws away what the other has. */
function want(column: boolean, images: readonly string[], side: number, isPassing?: boolean): void {
  wishes.set(column, { images, side })
  if (view.isSingle) return
  const all = [...wishes.values()]
  pictures.want(all.flatMap((wish) => wish.images), Math.max(...all.map((wish) => wish.side)), isPassing)
}

function wantSingle(): void {
  const beside = shown === undefined ? [] : [0, 1, 2, -1].flatMap((step) => sorting.beside(shown ?? '', step) ?? [])
  pictures.want(beside, SINGLE_SIDE)
}

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

let viewTimer: number | undefined

function saveSoon(): void {
  window.clearTimeout(viewTimer)
  viewTimer = window.setTimeout(() => changeView({ scroll: [has.grid.top, lacks.grid.top] }), 150)
}

let keepTimer: number | undefined

/** What is sorted is kept by the extension: it outlives the page, and its tab. */
function keepSoon(): void {
  if (list) changeView({ progress: { key: list.tag.key, ...sorting.progress } })
  keepTimer ??= window.setTimeout(keepNow)
}

function keepNow(): void {
  window.clearTimeout(keepTimer)
  keepTimer = undefined
  send({ kind: 'progress', progress: sorting.progress })
}

function receive(message: SorterMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      return show(message)
    case 'same':
      return pictures.stale()
    case 'items':
      pictures.tookItems(message.items)
      return redraw()
    case 'thumbnails':
      pictures.took(message.thumbnails)
      return redraw()
    case 'done':
      done = message.words ?? ''
      return drawFooter()
    case 'waiting':
      return
    case 'empty':
      return frame.say(h('p', {}, t('There are no images here yet: put pictures into a folder such as 10_name, and this shows them.')))
    case 'failed':
      return frame.fail(message.message, () => send({ kind: 'again' }))
  }
}

function show(message: Extract<SorterMessage, { readonly kind: 'show' }>): void {
  const isFirst = list === undefined
  frame.show()
  list = message.list
  part = message.part
  if (message.progress) done = ''
  sorting.load(list, isFirst && view.progress?.key === list.tag.key ? view.progress : message.progress)
  // what was written is no move any more, also when it is undone
  keepSoon()
  if (message.progress) shown = undefined
  pictures.stale()
  showMode()
  draw()
  if (isFirst) restore()
}

/** As it was before the page was loaded again; the keyboard begins at what lacks the tag. */
function restore(): void {
  const { image, scroll } = view
  if (image !== null && sorting.placeOf(image) >= 0) {
    const column = sorting.has(image) ? has : lacks
    column.selection.move(column.images.indexOf(image))
    active = column
  }
  has.grid.scrollTo(scroll[0])
  lacks.grid.scrollTo(scroll[1])
  if (document.activeElement === document.body) focus()
}

function focus(): void {
  if (view.isSingle) return single.focus()
  const column = active ?? (lacks.images.length > 0 ? lacks : has)
  column.grid.list.focus({ preventScroll: true })
}

function redraw(): void {
  if (view.isSingle) drawSingle()
  else for (const { grid } of columns) grid.redraw()
}

function draw(): void {
  if (!list) return
  const { tag } = list
  const { has: having, lacks: lacking } = sorting.columns()
  const title = (text: string, { images }: typeof having): readonly Child[] => [h('span', { class: 'title' }, text), ' ', h('span', { class: 'quiet number' }, images.length.toLocaleString())]
  has.show(having, title(t('Has {0}', tag.text), having), t('Images that have {0}', tag.text), t('No image has it yet: click those that do, or press ← or Y.'))
  lacks.show(lacking, title(t('Lacks {0}', tag.text), lacking), t('Images that lack {0}', tag.text), t('Every image has it.'))
  drawSingle()
  drawHeader()
  drawFooter()
}

function drawHeader(): void {
  if (list) header.show({ list, part, seen: sorting.seenHere, cells: view.cells, isSingle: view.isSingle })
}

function drawFooter(): void {
  if (list) footer.show({ tag: list.tag.text, ...sorting.pending, done, selected: view.isSingle ? 0 : (active?.selection.size ?? 0) })
}

function drawSingle(): void {
  if (!view.isSingle || !list) return
  if (shown === undefined || sorting.placeOf(shown) < 0) shown = active?.current ?? sorting.firstUnseen ?? list.images[0]
  if (shown !== undefined && sorting.look(shown)) {
    keepSoon()
    drawHeader()
  }
  changeView({ image: shown ?? null })
  send({ kind: 'select', image: shown ?? null })
  wantSingle()
  const image = shown ?? ''
  single.show({ image: shown, place: sorting.placeOf(image) + 1, count: list.images.length, tag: list.tag.text, has: sorting.has(image), isMoved: sorting.isMoved(image), picture: pictures.picture(image), item: pictures.item(image) })
}

function showMode(): void {
  pair.hidden = view.isSingle
  single.element.hidden = !view.isSingle
}

function toggleSingle(): void {
  const isSingle = !view.isSingle
  const image = isSingle ? active?.current : shown
  changeView({ isSingle })
  showMode()
  if (isSingle) shown = image
  else if (image !== undefined) standAt(image)
  draw()
  focus()
}

function resize(cells: CellSize): void {
  changeView({ cells })
  for (const { grid } of columns) grid.resize(CELL_WIDTHS[cells])
  drawHeader()
}

/** The keyboard goes to an image, wherever it stands now. */
function standAt(image: string): void {
  active = sorting.has(image) ? has : lacks
  active.stand(active.images.indexOf(image))
}

function selected(column: Column): void {
  active = column
  for (const other of columns) {
    if (other !== column && other.selection.size > 0) other.selection.none()
    other.grid.redraw()
  }
  changeView({ image: column.current ?? null })
  send({ kind: 'select', image: column.current ?? null })
  drawFooter()
}

function passed(image: string): void {
  if (!sorting.look(image)) return
  keepSoon()
  drawHeader()
}

/** Puts images into a column, and the keyboard at `to` in the one where it was. */
function put(column: Column, images: readonly string[], to: boolean, position: number): void {
  if (sorting.put(images, to) > 0) done = ''
  keepSoon()
  draw()
  column.stand(position)
  if (column.images.length > 0) return selected(column)
  const other = column === has ? lacks : has
  if (other.images.length === 0) return
  other.stand(Math.max(0, other.selection.current))
  other.grid.list.focus({ preventScroll: true })
}

function move(column: Column, images: readonly string[], from: number): void {
  put(column, images, !column.has, Math.max(0, from))
}

/** What stays where it is was looked at, and the next one is shown. */
function answer(column: Column, to: boolean): void {
  const images = column.chosen()
  if (images.length === 0) return
  const { current } = column.selection
  put(column, images, to, to === column.has ? current + 1 : Math.max(0, current))
}

function answerSingle(to: boolean): void {
  putSingle(to)
  goSingle(1)
}

function putSingle(to: boolean): void {
  if (shown === undefined) return
  if (sorting.put([shown], to) > 0) done = ''
  keepSoon()
  draw()
}

function goSingle(step: number): void {
  if (!list || shown === undefined) return
  const place = Math.max(0, Math.min(list.images.length - 1, sorting.placeOf(shown) + step))
  shown = list.images[place]
  drawSingle()
}

function takeBack(): void {
  const image = sorting.takeBack()
  if (image === undefined) return send({ kind: 'undo' })
  keepSoon()
  shown = view.isSingle ? image : shown
  draw()
  if (!view.isSingle) {
    standAt(image)
    focus()
  }
}

function clear(): void {
  sorting.clear()
  keepSoon()
  draw()
  focus()
}

function apply(withList: boolean): void {
  const { gives, takes } = sorting.pending
  if (gives + takes === 0) return
  keepNow()
  send({ kind: 'apply', list: withList })
}
