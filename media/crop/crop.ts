import '@vscode-elements/elements/dist/vscode-button/index.js'
import { inside, largestArea } from '../../server/src/base/crop-area'
import type { PixelArea } from '../../server/src/base/image-transform'
import type { CropAction, CropData, CropMessage, CropPicture, CropTurn } from '../../server/src/protocol/crop'
import { byId, h, render } from '../dom'
import { icon } from '../icons'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { controlsOf } from './controls'
import './crop.css'
import { createStage, type Guides } from './stage'
import { bucketCrop, firstDraft, frameIn, headCrop, ratioOf, requestOf, turned, type Crop, type Draft, type Original } from './state'

interface View {
  readonly guides: Guides
  readonly pattern: string
  readonly original: Original
  /** What is under way on the image of this URI. */
  readonly uri: string
  readonly draft: Draft | null
}

let view: View = loadView<View>({ guides: 'thirds', pattern: '{name}-{n}', original: 'exclude', uri: '', draft: null })
let shown: { readonly data: CropData; readonly picture: CropPicture } | undefined
let draft: Draft = { orient: false, turn: 0, straighten: 0, crops: [], active: 0 }
let said = ''

const send = connect<CropMessage, CropAction>(receive)
const stage = createStage({
  change: (area) => changeCrop({ area }),
  choose,
  remove: () => remove(draft.active),
  failed: () => send({ kind: 'image-failed' }),
})
const head = h('header', { class: 'head' })
const controls = h('div', { class: 'controls' })
const footer = h('footer', {})
const side = h('div', { class: 'side' }, head, controls, footer)
const content = h('div', { class: 'content' }, stage.element, side)
const page = byId('page')

const frame = framePage(page, content, { instead: true })
document.addEventListener('keydown', onKey)
send({ kind: 'ready' })

function receive(message: CropMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      return show(message.data, message.picture)
    case 'done':
      said = t('Cropped; "Taglore: Undo Last Dataset Change" takes it back.')
      if (shown) setDraft(firstDraft(shown.data))
      return
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message)
  }
}

function show(data: CropData, picture: CropPicture): void {
  const isSame = view.uri === data.uri && view.draft !== null && fits(data, view.draft)
  if (shown?.data.uri !== data.uri) said = ''
  shown = { data, picture }
  frame.show()
  setDraft(isSame && view.draft ? view.draft : firstDraft(data))
}

/** Whether a draft was made for a picture of this size. */
function fits(data: CropData, kept: Draft): boolean {
  const frame = frameIn(data, kept)
  return frame !== null && kept.crops.every(({ area }) => area.left + area.width <= frame.width && area.top + area.height <= frame.height)
}

/** `stage`: a field is being worked in and stays as it is. */
type Redrawn = 'all' | 'stage'

function setDraft(next: Draft, redrawn: Redrawn = 'all'): void {
  draft = { ...next, active: Math.max(0, Math.min(next.active, next.crops.length - 1)) }
  if (shown) setView({ uri: shown.data.uri, draft }, redrawn)
}

function setView(change: Partial<View>, redrawn: Redrawn = 'all'): void {
  view = { ...view, ...change }
  saveView(view)
  draw(redrawn)
}

function changeCrop(change: Partial<Crop>, redrawn: Redrawn = 'all'): void {
  setDraft({ ...draft, crops: draft.crops.map((crop, index) => (index === draft.active ? { ...crop, ...change } : crop)) }, redrawn)
}

function changeTurn(change: Partial<CropTurn>, redrawn: Redrawn = 'all'): void {
  if (shown) setDraft(turned(shown.data, draft, { orient: draft.orient, turn: draft.turn, straighten: draft.straighten, ...change }), redrawn)
}

function choose(index: number): void {
  setDraft({ ...draft, active: index })
  stage.focus()
}

function add(kind: 'bucket' | 'head'): void {
  const frame = shown && frameIn(shown.data, draft)
  if (!shown || !frame) return
  const crop = kind === 'head' ? headCrop(shown.data, frame) : bucketCrop(shown.data, frame)
  setDraft({ ...draft, crops: [...draft.crops, crop], active: draft.crops.length })
  stage.focus()
}

function remove(index: number): void {
  setDraft({ ...draft, crops: draft.crops.filter((_, at) => at !== index), active: index <= draft.active ? draft.active - 1 : draft.active })
}

function setSide(name: keyof PixelArea, value: number): void {
  const frame = shown && frameIn(shown.data, draft)
  const crop = draft.crops[draft.active]
  if (!frame || !crop) return
  const ratio = ratioOf(crop)
  const wanted = { ...crop.area, [name]: value }
  if (ratio !== undefined && name === 'width') wanted.height = value / ratio
  if (ratio !== undefined && name === 'height') wanted.width = value * ratio
  // of a shape that does not fit, the largest that does
  const fitting = ratio !== undefined && (wanted.width > frame.width || wanted.height > frame.height) ? { ...wanted, ...sizeOf(largestArea(frame, { width: ratio, height: 1 })) } : wanted
  changeCrop({ area: inside(fitting, frame) })
}

function sizeOf({ width, height }: PixelArea): Pick<PixelArea, 'width' | 'height'> {
  return { width, height }
}

function setShape(shape: Crop['shape']): void {
  const frame = shown && frameIn(shown.data, draft)
  const crop = draft.crops[draft.active]
  if (!frame || !crop) return
  const ratio = ratioOf({ ...crop, shape })
  if (ratio === undefined) return changeCrop({ shape })
  const { left, top, width, height } = crop.area
  // about as many pixels around the same middle
  const wide = Math.min(frame.width, frame.height * ratio, Math.sqrt(width * height * ratio))
  const isKept = Math.abs(width / height - ratio) < 0.002 * ratio
  changeCrop({ shape, area: isKept ? crop.area : inside({ left: left + (width - wide) / 2, top: top + (height - wide / ratio) / 2, width: wide, height: wide / ratio }, frame) })
}

function draw(redrawn: Redrawn): void {
  if (!shown) return
  const { data, picture } = shown
  const frame = frameIn(data, draft)
  render(head, ...headOf(data))
  if (!frame || picture.address === null) {
    stage.say(data.fault ?? picture.fault ?? t("'{0}' cannot be shown.", data.name))
    render(controls)
    return render(footer)
  }
  stage.show({ data, picture, draft, frame, guides: view.guides })
  if (redrawn === 'stage') return
  render(
    controls,
    ...controlsOf(
      { data, draft, frame, guides: view.guides, pattern: view.pattern, original: view.original },
      {
        shape: setShape,
        side: setSide,
        turn: (by) => changeTurn({ turn: TURNS[(draft.turn / 90 + by / 90 + 4) % 4] ?? 0 }),
        orient: (orient) => changeTurn({ orient }),
        straighten: (straighten, isDone) => changeTurn({ straighten: Math.max(-45, Math.min(45, Math.round(straighten * 10) / 10)) }, isDone ? 'all' : 'stage'),
        guides: (guides) => setView({ guides }),
        choose,
        add,
        remove,
        caption: (caption, text = '') => changeCrop({ caption, text }, caption === 'own' ? 'stage' : 'all'),
        captionDone: () => draw('all'),
        pattern: (pattern) => setView({ pattern }),
        original: (original) => setView({ original }),
      },
    ),
  )
  render(footer, ...footerOf(data, frame))
}

const TURNS = [0, 90, 180, 270] as const

function headOf({ name, place }: CropData): readonly (HTMLElement | null)[] {
  return [
    h('h1', { title: name }, name),
    place && h('span', { class: 'place number quiet' }, `${place.index}/${place.total}`),
    place && h('span', { class: 'buttons' }, goButton('previous', place.previous !== null), goButton('next', place.next !== null)),
  ]
}

function goButton(to: 'next' | 'previous', possible: boolean): HTMLElement {
  const label = to === 'next' ? t('Next image') : t('Previous image')
  return h('button', { class: 'icon-button', type: 'button', 'data-key': to, title: label, 'aria-label': label, disabled: !possible, onclick: () => send({ kind: 'go', to }) }, icon(to === 'next' ? 'chevron-right' : 'chevron-left'))
}

function footerOf(data: CropData, frame: { readonly width: number; readonly height: number }): readonly HTMLElement[] {
  const count = draft.crops.length
  const isWhole = count === 1 && draft.turn === 0 && draft.straighten === 0 && !(draft.orient && data.orientation > 1) && draft.crops[0]?.area.width === frame.width && draft.crops[0].area.height === frame.height
  const words = count === 0 ? t('Add a crop first.') : isWhole ? t('The frame holds the whole image.') : said || t('Nothing is written before you apply.')
  const possible = count > 0 && !(isWhole && view.original === 'exclude')
  return [
    h('p', { role: 'status', class: 'quiet' }, words),
    h('vscode-button', { 'data-key': 'apply', disabled: !possible, onclick: () => possible && apply() }, count > 1 ? t('Make {0} pictures', count) : t('Crop')),
  ]
}

function apply(): void {
  if (!shown) return
  said = ''
  send({ kind: 'apply', image: requestOf(shown.data, draft, view.pattern, view.original), original: view.original })
}

function onKey(event: KeyboardEvent): void {
  const { target } = event
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return
  const act = { n: () => add('bucket'), h: () => add('head'), r: () => turnBy(1), R: () => turnBy(-1), z: stage.toggleZoom, '0': stage.fit }[event.key]
  if (!act || !shown) return
  event.preventDefault()
  act()
}

function turnBy(quarters: 1 | -1): void {
  changeTurn({ turn: TURNS[(draft.turn / 90 + quarters + 4) % 4] ?? 0 })
}
