import { parseCaption } from '../../server/src/caption/parse'
import { tagKey } from '../../server/src/caption/tag-key'
import type { CompareAction, ComparedImage, CompareMessage } from '../../server/src/protocol/compare'
import { byId, h, render } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import './compare.css'
import { FIT, panned, zoomed, type Zoom } from './zoom'

type Mode = 'side' | 'blink' | 'swipe'

let view: { readonly mode: Mode; readonly zoom: Zoom; readonly swipe: number; readonly second: boolean } = loadView<{ mode: Mode; zoom: Zoom; swipe: number; second: boolean }>({ mode: 'side', zoom: FIT, swipe: 50, second: false })
let shown: readonly [ComparedImage, ComparedImage] | undefined
const failed = new Set<string>()

const send = connect<CompareMessage, CompareAction>(receive)
const pictures = [pictureElement(0), pictureElement(1)] as const
const panes = pictures.map((picture) => h('figure', { class: 'pane' }, picture))
const stage = h('div', { class: 'stage', tabindex: 0, role: 'application', 'aria-describedby': 'compare-keys', 'data-key': 'stage' }, ...panes, h('span', { id: 'compare-keys', class: 'visually-hidden' }, t('+ and - zoom, arrows move, 0 fits, 1 shows pixels, Space changes the image')))
const swipe = h('input', { type: 'range', class: 'swipe', min: 0, max: 100, step: 1, 'data-key': 'swipe', 'aria-label': t('How much of each image is shown'), oninput: () => setView({ swipe: Number(swipe.value) }) })
const toolbar = h('div', { class: 'toolbar' })
const facts = h('div', { class: 'facts' })
const content = h('div', { class: 'content' }, toolbar, stage, swipe, facts)
const page = byId('page')

const frame = framePage(page, content, { instead: true })
stage.addEventListener('keydown', onKey)
stage.addEventListener('wheel', onWheel, { passive: false })
stage.addEventListener('pointerdown', onDown)
stage.addEventListener('dblclick', () => setView({ zoom: view.zoom.factor > 1 ? FIT : zoomed(FIT, pixelFactor()) }))
new ResizeObserver(() => place()).observe(stage)
send({ kind: 'ready' })

function pictureElement(index: 0 | 1): HTMLImageElement {
  const image = h('img', { alt: '', draggable: 'false' })
  image.addEventListener('load', () => place())
  image.addEventListener('error', () => {
    const uri = shown?.[index].uri
    if (uri === undefined || failed.has(uri)) return
    failed.add(uri)
    send({ kind: 'image-failed', uri })
  })
  return image
}

function receive(message: CompareMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      shown = message.images
      frame.show()
      pictures.forEach((picture, index) => {
        const image = shown?.[index === 0 ? 0 : 1]
        const address = image?.address ?? ''
        picture.alt = image?.fault ?? image?.name ?? ''
        if (picture.getAttribute('src') !== address) picture.src = address
      })
      return draw()
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message)
  }
}

function setView(change: Partial<typeof view>): void {
  view = { ...view, ...change }
  saveView(view)
  draw()
}

function draw(): void {
  if (!shown) return
  const mode = (id: Mode, label: string, title: string): HTMLElement => h('button', { class: 'choice', type: 'button', 'data-key': id, 'aria-pressed': String(view.mode === id), title, onclick: () => setView({ mode: id }) }, label)
  const zoom = (key: string, label: string, title: string, act: () => Zoom): HTMLElement => h('button', { class: 'choice', type: 'button', 'data-key': key, title, 'aria-label': label.length === 1 ? title : undefined, onclick: () => setView({ zoom: act() }) }, label)
  render(
    toolbar,
    h('div', { class: 'segments', role: 'group', 'aria-label': t('How images are compared') }, mode('side', t('Side by side'), t('Both, next to each other')), mode('blink', t('Blink'), t('One over the other; Space changes it')), mode('swipe', t('Swipe'), t('One over the other, parted by a line'))),
    view.mode === 'blink' && h('button', { class: 'choice', type: 'button', 'data-key': 'change', onclick: () => setView({ second: !view.second }) }, t('Show the other')),
    h('div', { class: 'segments', role: 'group', 'aria-label': t('Zoom') }, zoom('out', '−', t('Zoom out (-)'), () => zoomed(view.zoom, 1 / 1.4)), zoom('in', '+', t('Zoom in (+)'), () => zoomed(view.zoom, 1.4)), zoom('fit', t('Fit'), t('Fit (0)'), () => FIT), zoom('pixels', t('{0} %', 100), t('Pixel by pixel (1)'), () => zoomed(FIT, pixelFactor()))),
  )
  stage.dataset['mode'] = view.mode
  stage.setAttribute('aria-label', view.mode === 'blink' ? shown[view.second ? 1 : 0].name : t('{0} and {1}', shown[0].name, shown[1].name))
  swipe.hidden = view.mode !== 'swipe'
  swipe.value = String(view.swipe)
  const [first, second] = panes
  if (first && second) {
    first.style.visibility = view.mode === 'blink' && view.second ? 'hidden' : ''
    second.style.visibility = view.mode === 'blink' && !view.second ? 'hidden' : ''
    second.style.clipPath = view.mode === 'swipe' ? `inset(0 0 0 ${view.swipe}%)` : ''
  }
  render(facts, factsOf(0, shown), factsOf(1, shown))
  place()
}

/** Both pictures show the same share of themselves. */
function place(): void {
  const { factor, x, y } = view.zoom
  pictures.forEach((picture, index) => {
    const pane = panes[index]
    const { naturalWidth: width, naturalHeight: height } = picture
    if (!pane || width === 0) return
    const fit = Math.min(pane.clientWidth / width, pane.clientHeight / height)
    const scale = fit * factor
    Object.assign(picture.style, { width: `${width * scale}px`, height: `${height * scale}px`, left: `${pane.clientWidth / 2 - x * width * scale}px`, top: `${pane.clientHeight / 2 - y * height * scale}px` })
    picture.classList.toggle('pixelated', scale >= 3)
  })
}

/** The factor at which a pixel of the first image is one of the screen. */
function pixelFactor(): number {
  const [picture] = pictures
  const pane = panes[0]
  if (!pane || picture.naturalWidth === 0) return 1
  return 1 / (Math.min(pane.clientWidth / picture.naturalWidth, pane.clientHeight / picture.naturalHeight) * window.devicePixelRatio)
}

function factsOf(index: 0 | 1, images: readonly [ComparedImage, ComparedImage]): HTMLElement {
  const { uri, name, size, bytes, caption, fault } = images[index]
  const own = tagsOf(caption)
  const other = new Set(tagsOf(images[index === 0 ? 1 : 0].caption).map(tagKey))
  const only = [...new Map(own.map((tag) => [tagKey(tag), tag])).values()].filter((tag) => !other.has(tagKey(tag)))
  return h(
    'section',
    {},
    h('h2', {}, h('button', { class: 'text-button', type: 'button', 'data-key': `open ${index}`, title: t('Open {0}', name), onclick: () => send({ kind: 'open', uri }) }, name)),
    h('p', { class: 'quiet' }, [size ? `${size.width}×${size.height}` : '', bytes === null ? '' : `${Math.round(bytes / 1000)} kB`].filter((part) => part !== '').join(' · ')),
    fault !== null && h('p', {}, fault),
    h('p', {}, caption === null ? h('span', { class: 'quiet' }, t('No caption')) : only.length === 0 ? h('span', { class: 'quiet' }, t('No tag of its own')) : t('Only here: {0}', only.join(', '))),
  )
}

function tagsOf(caption: string | null): readonly string[] {
  return caption === null ? [] : parseCaption(caption).tags.map(({ text }) => text)
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const arrow = ARROWS[event.key]
  if (arrow) setView({ zoom: panned(view.zoom, arrow[0] * 0.1, arrow[1] * 0.1) })
  else if (event.key === '+' || event.key === '=') setView({ zoom: zoomed(view.zoom, 1.4) })
  else if (event.key === '-') setView({ zoom: zoomed(view.zoom, 1 / 1.4) })
  else if (event.key === '0') setView({ zoom: FIT })
  else if (event.key === '1') setView({ zoom: zoomed(FIT, pixelFactor()) })
  else if (event.key === ' ') setView(view.mode === 'blink' ? { second: !view.second } : { mode: 'blink' })
  else return
  event.preventDefault()
}

/** A place on the screen in shares of the fitted picture below it, from the middle of its pane. */
function shareAt(x: number, y: number): { readonly x: number; readonly y: number } {
  const index = view.mode === 'side' && panes[1] && x >= panes[1].getBoundingClientRect().left && y >= panes[1].getBoundingClientRect().top ? 1 : 0
  const box = panes[index]?.getBoundingClientRect()
  const picture = pictures[index]
  if (!box || picture.naturalWidth === 0) return { x: 0, y: 0 }
  const fit = Math.min(box.width / picture.naturalWidth, box.height / picture.naturalHeight)
  return { x: (x - box.left - box.width / 2) / (picture.naturalWidth * fit), y: (y - box.top - box.height / 2) / (picture.naturalHeight * fit) }
}

function onWheel(event: WheelEvent): void {
  event.preventDefault()
  setView({ zoom: zoomed(view.zoom, Math.exp(-event.deltaY / 400), shareAt(event.clientX, event.clientY)) })
}

function onDown(event: PointerEvent): void {
  if (event.button !== 0) return
  const start = shareAt(event.clientX, event.clientY)
  const { zoom } = view
  stage.setPointerCapture(event.pointerId)
  const move = (moved: PointerEvent): void => {
    const now = shareAt(moved.clientX, moved.clientY)
    setView({ zoom: panned(zoom, now.x - start.x, now.y - start.y) })
  }
  const end = (): void => {
    stage.removeEventListener('pointermove', move)
    stage.removeEventListener('pointerup', end)
  }
  stage.addEventListener('pointermove', move)
  stage.addEventListener('pointerup', end)
}
