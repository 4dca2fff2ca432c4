import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { PictureData, PrepareAction, PrepareFormat, PrepareMessage, PrepareOptions, PrepareSampleResult, PrepareTask } from '../../server/src/protocol/prepare'
import { byId, h, render, type Child } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { roving } from '../roving'
import { createVirtualList } from '../virtual-list'
import { createCards } from './cards'
import './prepare.css'
import { bytesText, cropsOf, MIDDLE, nudged, picturesFor, type Place, type Shown } from './work'

interface View {
  readonly task: PrepareTask
  readonly shown: Shown
  readonly options: PrepareOptions
  readonly sized: boolean
  /** URIs that were taken out. */
  readonly without: readonly string[]
  readonly places: Readonly<Record<string, Place>>
}

const LONGEST = 2048
let view: View = loadView<View>({ task: 'buckets', shown: 'worth', options: { format: 'keep', quality: 95, longest: null, strip: false, flatten: false, orient: true }, sized: false, without: [], places: {} })
let pictures: readonly PictureData[] | undefined
let scope = ''
let upscaler: string | null = null
let trusted = true
let said = ''
const samples = new Map<string, PrepareSampleResult>()
let asking: string[] = []
let askTimer: ReturnType<typeof setTimeout> | undefined

const send = connect<PrepareMessage, PrepareAction>(receive)
const cards = createCards({
  toggle,
  place: (uri, place) => setView({ places: { ...view.places, [uri]: place } }),
  open: (uri) => send({ kind: 'open', uri }),
  wanted: want,
})
const wanted: string[] = []
const grid = createVirtualList<readonly PictureData[]>({
  rowHeight: () => cardHeight(),
  visibleRows: 8,
  rowOf: (row) => h('div', { class: 'cards' }, ...row.map((picture) => cards.of(picture, view.places[picture.uri] ?? MIDDLE, isOn(picture)))),
  attributes: { 'aria-label': t('Pictures') },
})
const list = createVirtualList<PictureData>({ rowHeight: () => (narrow() ? 44 : 22), visibleRows: 30, rowOf: (picture) => (view.task === 'convert' ? convertRow(picture) : upscaleRow(picture)), attributes: { 'aria-label': t('Pictures') } })
const rove = roving(grid.element, '.thumb', { onKey: onThumbKey })
const head = h('header', {})
const toolbar = h('div', { class: 'toolbar' })
const body = h('div', { class: 'body' })
const footer = h('footer', {})
const content = h('div', { class: 'content' }, head, toolbar, body, footer)
const page = byId('page')
const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    const uri = target instanceof HTMLElement ? target.dataset['sample'] : undefined
    if (isIntersecting && uri !== undefined) ask(uri)
  }
})

const frame = framePage(page, content, { instead: true })
let columns = 0
new ResizeObserver(() => {
  if (columnCount() !== columns) draw()
}).observe(body)
send({ kind: 'ready' })

function receive(message: PrepareMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      ;({ pictures, scope, upscaler, trusted } = message)
      frame.show()
      samples.clear()
      return setView(message.task ? { task: message.task } : {})
    case 'thumbnail':
      return cards.made(message.thumbnail)
    case 'sample':
      if (message.key === keyOf()) {
        samples.set(`${message.uri} ${message.key}`, message.result)
        document.querySelector(`[data-sample="${CSS.escape(message.uri)}"] .after`)?.replaceChildren(afterText(message.result))
      }
      return
    case 'done':
      said = t('Done; "Taglore: Undo Last Dataset Change" takes it back.')
      return setView({ without: [], places: {} })
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message)
  }
}

function setView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
  draw()
}

function isOn({ uri }: PictureData): boolean {
  return !view.without.includes(uri)
}

function toggle(uri: string): void {
  said = ''
  setView({ without: view.without.includes(uri) ? view.without.filter((other) => other !== uri) : [...view.without, uri] })
}

function want(uri: string): void {
  if (wanted.length === 0) {
    queueMicrotask(() => {
      send({ kind: 'thumbnails', images: [...wanted] })
      wanted.length = 0
    })
  }
  wanted.push(uri)
}

function onThumbKey(event: KeyboardEvent, element: HTMLElement): boolean {
  const picture = pictures?.find(({ uri }) => uri === element.dataset['image'])
  const step = ARROWS[event.key]
  if (!picture || !step || !event.shiftKey) return false
  const by = Math.max(1, Math.round(Math.max(picture.width, picture.height) / 50))
  setView({ places: { ...view.places, [picture.uri]: nudged(picture, view.places[picture.uri] ?? MIDDLE, step[0] * by, step[1] * by) } })
  return true
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

function narrow(): boolean {
  return document.documentElement.clientWidth < 480
}

function columnCount(): number {
  return Math.max(1, Math.floor((body.clientWidth - 32 + 12) / (narrow() ? 128 : 188)))
}

function cardHeight(): number {
  return (narrow() ? 116 : 176) + 68
}

function options(): PrepareOptions {
  return { ...view.options, longest: view.sized ? (view.options.longest ?? LONGEST) : null }
}

function listed(): readonly PictureData[] {
  return picturesFor(view.task, view.shown, pictures ?? [])
}

function draw(): void {
  if (!pictures) return
  const rows = listed()
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['key'] : undefined
  render(head, h('h1', {}, t('Prepare images'), ' ', h('span', { class: 'quiet' }, scope)), h('div', { class: 'segments', role: 'group', 'aria-label': t('Task') }, task('buckets', t('Crop to buckets')), task('convert', t('Convert and resize')), task('upscale', t('Upscale'))))
  render(toolbar, ...toolbarOf(pictures))
  inView.disconnect()
  if (rows.length === 0) render(body, h('p', { class: 'empty' }, emptyText()))
  else if (view.task === 'buckets') {
    columns = columnCount()
    page.style.setProperty('--columns', String(columns))
    const lines = Array.from({ length: Math.ceil(rows.length / columns) }, (_, line) => rows.slice(line * columns, (line + 1) * columns))
    grid.show(lines)
    render(body, grid.element)
    rove.refresh()
  } else {
    list.show(rows)
    render(body, list.element)
    for (const row of list.element.querySelectorAll('[data-sample]')) inView.observe(row)
  }
  render(footer, ...footerOf(rows))
  if (focused !== undefined) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus()
}

function task(id: PrepareTask, label: string): HTMLElement {
  return h('button', { class: 'choice', type: 'button', 'data-key': `task ${id}`, 'aria-pressed': String(view.task === id), onclick: () => setView({ task: id }) }, label)
}

function emptyText(): string {
  if (view.task === 'buckets') return t('Every picture here fits its bucket: there is nothing to crop.')
  return view.task === 'upscale' ? t('No picture here is smaller than its bucket.') : t('There are no pictures here.')
}

function toolbarOf(all: readonly PictureData[]): readonly Child[] {
  switch (view.task) {
    case 'buckets': {
      const count = (shown: Shown): number => picturesFor('buckets', shown, all).length
      const turned = all.filter(({ orientation }) => orientation > 1).length
      const segment = (shown: Shown, label: string): HTMLElement => h('button', { class: 'choice', type: 'button', 'data-key': `shown ${shown}`, 'aria-pressed': String(view.shown === shown), onclick: () => setView({ shown }) }, label)
      return [
        h('div', { class: 'segments', role: 'group', 'aria-label': t('Which pictures') }, segment('worth', t('Worth it ({0})', count('worth'))), segment('all', t('All that are cut ({0})', count('all'))), segment('long', t('Longer than 1:2 ({0})', count('long')))),
        h('p', { class: 'quiet' }, t('The trainer cuts around the middle: move frames to what matters. What is longer than 1:2 gets the nearest shape that is not.')),
        turned > 0 && h('p', { class: 'quiet' }, turned === 1 ? t('1 picture is turned by EXIF: crop it by hand.') : t('{0} pictures are turned by EXIF: crop them by hand.', turned)),
      ]
    }
    case 'convert':
      return convertOptions()
    case 'upscale':
      return [
        h('p', { class: 'quiet' }, t('These are enlarged by the trainer, and smear. Your own upscaler makes them larger; what it writes is checked, and taken as one change.')),
        h('p', { class: 'command' }, upscaler === null || upscaler === '' ? h('span', { class: 'quiet' }, t('No upscaler is set.')) : h('code', {}, upscaler), ' ', h('button', { class: 'text-button', type: 'button', 'data-key': 'settings', onclick: () => send({ kind: 'settings' }) }, t('Set its command'))),
        !trusted && h('p', {}, t('Programs are started in trusted workspaces only.')),
      ]
  }
}

function convertOptions(): readonly Child[] {
  const set = (change: Partial<PrepareOptions>): void => setView({ options: { ...view.options, ...change } })
  const { format, quality, longest, strip, flatten, orient } = view.options
  const formats: readonly (readonly [PrepareFormat, string])[] = [
    ['keep', t('As it is')],
    ['png', 'PNG'],
    ['webp-lossless', t('WebP without loss')],
    ['webp', 'WebP'],
    ['jpeg', 'JPEG'],
  ]
  const select = h('select', { 'data-key': 'format', onchange: () => set({ format: formats.find(([id]) => id === select.value)?.[0] ?? 'keep' }) }, ...formats.map(([id, label]) => h('option', { value: id, selected: id === format }, label)))
  const number = (key: string, label: string, value: number, most: number, change: (value: number) => void): HTMLElement => {
    const input = h('input', { type: 'number', 'data-key': key, 'aria-label': label, min: 1, max: most, value, onchange: () => change(Math.min(most, Math.max(1, Math.round(Number(input.value) || 1)))) })
    return input
  }
  const check = (key: string, label: string, value: boolean, change: (on: boolean) => void, title?: string): HTMLElement => {
    const input = h('input', { type: 'checkbox', 'data-key': key, checked: value, onchange: () => change(input.checked) })
    return h('label', { class: 'check', title }, input, label)
  }
  return [
    h(
      'div',
      { class: 'options' },
      h('label', { class: 'check' }, h('span', { class: 'quiet' }, t('Format')), select),
      (format === 'jpeg' || format === 'webp') && h('label', { class: 'check' }, h('span', { class: 'quiet' }, t('Quality')), number('quality', t('Quality'), quality, 100, (value) => set({ quality: value }))),
      h('span', { class: 'check' }, check('sized', t('Longest side'), view.sized, (sized) => setView({ sized })), number('longest', t('Longest side'), longest ?? LONGEST, 20_000, (value) => setView({ sized: true, options: { ...view.options, longest: value } })), h('span', { class: 'quiet' }, 'px')),
      check('strip', t('Strip metadata'), strip, (on) => set({ strip: on }), t('EXIF, colour profile and generation data; colours become sRGB')),
      check('flatten', t('White behind transparent parts'), flatten, (on) => set({ flatten: on })),
      check('orient', t('Turn as EXIF says'), orient, (on) => set({ orient: on })),
    ),
  ]
}

function tick(picture: PictureData): HTMLElement {
  const input = h('input', { type: 'checkbox', 'data-key': `tick ${picture.uri}`, checked: isOn(picture), 'aria-label': picture.name, onchange: () => toggle(picture.uri) })
  return input
}

function convertRow(picture: PictureData): HTMLElement {
  const known = samples.get(`${picture.uri} ${keyOf()}`)
  return h('div', { class: 'row', 'data-sample': picture.uri }, tick(picture), h('span', { class: 'name', title: `${picture.folder}/${picture.name}` }, picture.name), h('span', { class: 'number' }, `${picture.width}×${picture.height} · ${bytesText(picture.bytes)}`), h('span', { class: 'number after' }, known ? afterText(known) : '…'))
}

function afterText({ made, message }: PrepareSampleResult): string {
  if (message !== null) return message
  return made ? `→ ${made.width}×${made.height} · ${bytesText(made.bytes)}` : t('stays as it is')
}

function upscaleRow(picture: PictureData): HTMLElement {
  const { name, folder, width, height, scale, bucket } = picture
  return h('div', { class: 'row' }, tick(picture), h('span', { class: 'name', title: `${folder}/${name}` }, name), h('span', { class: 'number' }, `${width}×${height} → ${bucket.join('×')}`), h('span', { class: 'number' }, t('enlarged {0} times', scale.toFixed(1))))
}

function keyOf(): string {
  return JSON.stringify(options())
}

/** What rows in view would become is measured, once the options are at rest. */
function ask(uri: string): void {
  if (samples.has(`${uri} ${keyOf()}`)) return
  asking = [...asking.filter((other) => other !== uri), uri]
  clearTimeout(askTimer)
  askTimer = setTimeout(() => {
    send({ kind: 'samples', uris: asking, options: options(), key: keyOf() })
    asking = []
  }, 250)
}

function footerOf(rows: readonly PictureData[]): readonly Child[] {
  const chosen = rows.filter(isOn)
  const uris = chosen.map(({ uri }) => uri)
  const words = said || t('{0} of {1} selected', chosen.length.toLocaleString(), rows.length.toLocaleString())
  const all = h('button', { class: 'text-button', type: 'button', 'data-key': 'all', onclick: () => setView({ without: chosen.length === rows.length ? rows.map(({ uri }) => uri) : [] }) }, chosen.length === rows.length ? t('Select none') : t('Select all'))
  const go = (label: string, possible: boolean, act: () => void): HTMLElement => h('vscode-button', { 'data-key': 'apply', disabled: !possible, onclick: () => possible && act() }, label)
  const button = {
    buckets: () => go(t('Crop ({0})', chosen.length), chosen.length > 0, () => send({ kind: 'crop', images: cropsOf(chosen, view.places) })),
    convert: () => go(t('Prepare ({0})', chosen.length), chosen.length > 0, () => send({ kind: 'convert', uris, options: options() })),
    upscale: () => go(t('Upscale ({0})', chosen.length), chosen.length > 0 && trusted && upscaler !== null && upscaler !== '', () => send({ kind: 'upscale', uris })),
  }[view.task]()
  return [h('p', { role: 'status', class: 'quiet' }, words), rows.length > 0 && all, button]
}

