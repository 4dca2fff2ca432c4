import { moveArea, resizeArea, scaleArea, type Handle } from '../../server/src/base/crop-area'
import type { PixelArea, PixelSize } from '../../server/src/base/image-transform'
import type { CropData, CropPicture } from '../../server/src/protocol/crop'
import { h, svg } from '../dom'
import { t } from '../page'
import { createBoardZoom } from './board-zoom'
import { ratioOf, type Draft } from './state'

export type Guides = 'none' | 'thirds' | 'head'

export interface StageState {
  readonly data: CropData
  readonly picture: CropPicture
  readonly draft: Draft
  readonly frame: PixelSize
  readonly guides: Guides
}

export interface StageActions {
  /** The active frame is somewhere else. */
  change(area: PixelArea): void
  choose(index: number): void
  remove(): void
  failed(): void
}

/** The picture with its crop frames. */
export interface Stage {
  readonly element: HTMLElement
  show(state: StageState): void
  say(sentence: string): void
  focus(): void
  /** All of the picture is seen. */
  fit(): void
  /** Pixel by pixel, or back to all of the picture. */
  toggleZoom(): void
}

const HANDLES: readonly (readonly [name: string, handle: Handle])[] = [
  ['nw', { x: -1, y: -1 }],
  ['n', { x: 0, y: -1 }],
  ['ne', { x: 1, y: -1 }],
  ['e', { x: 1, y: 0 }],
  ['se', { x: 1, y: 1 }],
  ['s', { x: 0, y: 1 }],
  ['sw', { x: -1, y: 1 }],
  ['w', { x: -1, y: 0 }],
]

export function createStage(actions: StageActions): Stage {
  const element = h('figure', { class: 'stage' })
  const board = h('div', { class: 'board' })
  const image = h('img', { alt: '', draggable: 'false' })
  const overlay = h('div', { class: 'overlay' })
  const frameElement = h('div', { class: 'frame', tabindex: 0, role: 'application', 'aria-describedby': 'crop-keys', 'data-key': 'frame' })
  const keys = h('span', { id: 'crop-keys', class: 'visually-hidden' }, t('Arrows move the frame, Shift and arrows resize it, + and - scale it; Ctrl makes steps of one pixel; Delete removes it; Z shows the picture pixel by pixel, 0 all of it'))
  board.append(h('div', { class: 'picture' }, image), overlay, frameElement, keys)
  const zoom = createBoardZoom(board, layOut)
  let state: StageState | undefined
  let scale = 1

  image.addEventListener('error', () => actions.failed())
  frameElement.append(...HANDLES.map(([name]) => h('span', { class: `handle ${name}`, 'data-handle': name, 'aria-hidden': 'true' })))
  frameElement.addEventListener('pointerdown', onDown)
  frameElement.addEventListener('keydown', onKey)
  frameElement.addEventListener('wheel', onWheel, { passive: false })
  new ResizeObserver(() => layOut()).observe(zoom.view)

  function active(): PixelArea | undefined {
    return state?.draft.crops[state.draft.active]?.area
  }

  function ratio(): number | undefined {
    const crop = state?.draft.crops[state.draft.active]
    return crop && ratioOf(crop)
  }

  function onDown(event: PointerEvent): void {
    const start = active()
    if (!start || !state || event.button !== 0) return
    const { frame } = state
    const handle = HANDLES.find(([name]) => event.target instanceof HTMLElement && event.target.dataset['handle'] === name)?.[1]
    const [x, y] = [event.clientX, event.clientY]
    frameElement.setPointerCapture(event.pointerId)
    frameElement.focus()
    event.preventDefault()
    const move = (moved: PointerEvent): void => {
      const [dx, dy] = [(moved.clientX - x) / scale, (moved.clientY - y) / scale]
      const locked = ratio() ?? (moved.shiftKey ? start.width / start.height : undefined)
      actions.change(handle ? resizeArea(start, frame, handle, dx, dy, locked) : moveArea(start, frame, dx, dy))
    }
    const end = (): void => {
      frameElement.removeEventListener('pointermove', move)
      frameElement.removeEventListener('pointerup', end)
      frameElement.removeEventListener('pointercancel', end)
    }
    frameElement.addEventListener('pointermove', move)
    frameElement.addEventListener('pointerup', end)
    frameElement.addEventListener('pointercancel', end)
  }

  function onKey(event: KeyboardEvent): void {
    const area = active()
    if (!area || !state || event.altKey || event.metaKey) return
    const { frame } = state
    const step = event.ctrlKey ? 1 : Math.max(1, Math.round(Math.max(frame.width, frame.height) / 100))
    const [x, y] = ARROWS[event.key] ?? [0, 0]
    if (x !== 0 || y !== 0) actions.change(event.shiftKey ? resizeArea(area, frame, { x: x === 0 ? 0 : 1, y: y === 0 ? 0 : 1 }, x * step, y * step, ratio()) : moveArea(area, frame, x * step, y * step))
    else if (event.key === '+' || event.key === '=') actions.change(scaleArea(area, frame, 1.05))
    else if (event.key === '-' || event.key === '_') actions.change(scaleArea(area, frame, 1 / 1.05))
    else if (event.key === 'Delete' || event.key === 'Backspace') actions.remove()
    else return
    event.preventDefault()
    zoom.follow(frameElement)
  }

  function onWheel(event: WheelEvent): void {
    const area = active()
    // with Ctrl it zooms the picture, and scrolls one that is larger than its view
    if (!area || !state || event.ctrlKey || event.metaKey || zoom.isLarger || document.activeElement !== frameElement) return
    event.preventDefault()
    actions.change(scaleArea(area, state.frame, Math.exp(-event.deltaY / 800)))
  }

  function layOut(): void {
    if (!state) return
    const { data, draft, picture, frame } = state
    // the scroll bars of a larger picture take no part in what fits
    const { offsetWidth, offsetHeight } = zoom.view
    if (!data.size || offsetWidth === 0) return
    scale = zoom.scaleFor(Math.min(offsetWidth / frame.width, offsetHeight / frame.height, 4))
    board.style.width = `${frame.width * scale}px`
    board.style.height = `${frame.height * scale}px`
    // what the browser shows is upright already where it has EXIF to go by
    const lies = !picture.stored && data.orientation >= 5
    image.style.width = `${(lies ? data.size.height : data.size.width) * scale}px`
    image.style.height = `${(lies ? data.size.width : data.size.height) * scale}px`
    const exif = picture.stored === draft.orient ? (picture.stored ? TO_UPRIGHT : FROM_UPRIGHT)[data.orientation] ?? '' : ''
    image.style.transform = `translate(-50%, -50%) rotate(${draft.turn + draft.straighten}deg) ${exif}`
    placeFrames()
  }

  function placeFrames(): void {
    if (!state) return
    const { draft, frame, guides } = state
    const area = active()
    const share = (value: number, of: number): string => `${(value / of) * 100}%`
    const others = draft.crops.flatMap((crop, index) => (index === draft.active ? [] : [otherFrame(crop.area, index)]))
    overlay.replaceChildren(...(area ? [dimmed(area, frame)] : []), ...others)
    frameElement.hidden = !area
    if (!area) return
    Object.assign(frameElement.style, { left: share(area.left, frame.width), top: share(area.top, frame.height), width: share(area.width, frame.width), height: share(area.height, frame.height) })
    frameElement.querySelector('.guides')?.remove()
    if (guides !== 'none') frameElement.prepend(guideLines(guides))
    frameElement.setAttribute('aria-label', t('Crop {0}: {1}×{2} at {3}, {4}', draft.active + 1, area.width, area.height, area.left, area.top))
  }

  function otherFrame(area: PixelArea, index: number): HTMLElement {
    const frame = state?.frame ?? { width: 1, height: 1 }
    const button = h('button', { class: 'other', type: 'button', 'data-key': `frame ${index}`, title: t('Crop {0}', index + 1), 'aria-label': t('Crop {0}', index + 1), onclick: () => actions.choose(index) }, h('span', {}, String(index + 1)))
    Object.assign(button.style, { left: `${(area.left / frame.width) * 100}%`, top: `${(area.top / frame.height) * 100}%`, width: `${(area.width / frame.width) * 100}%`, height: `${(area.height / frame.height) * 100}%` })
    return button
  }

  return {
    element,
    show(next) {
      const address = next.picture.address ?? ''
      if (image.getAttribute('src') !== address) image.src = address
      image.alt = next.data.name
      // another picture is seen whole first
      const isOther = state !== undefined && state.data.uri !== next.data.uri
      state = next
      if (zoom.view.parentElement !== element) element.replaceChildren(zoom.view, zoom.tools)
      if (isOther) zoom.fit()
      else layOut()
    },
    say(sentence) {
      state = undefined
      element.replaceChildren(h('p', { class: 'stage-message' }, sentence))
    },
    focus: () => frameElement.focus(),
    fit: zoom.fit,
    toggleZoom: zoom.toggle,
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** By EXIF orientation: what makes pixels as stored upright, and the way back. */
const TO_UPRIGHT: Readonly<Record<number, string>> = { 2: 'scaleX(-1)', 3: 'rotate(180deg)', 4: 'scaleY(-1)', 5: 'rotate(270deg) scaleX(-1)', 6: 'rotate(90deg)', 7: 'rotate(90deg) scaleX(-1)', 8: 'rotate(270deg)' }
const FROM_UPRIGHT: Readonly<Record<number, string>> = { ...TO_UPRIGHT, 6: 'rotate(270deg)', 8: 'rotate(90deg)' }

function dimmed({ left, top, width, height }: PixelArea, frame: PixelSize): SVGElement {
  const hole = `M${left} ${top}h${width}v${height}h${-width}z`
  return svg('svg', { class: 'dimmed', viewBox: `0 0 ${frame.width} ${frame.height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('path', { 'fill-rule': 'evenodd', d: `M0 0h${frame.width}v${frame.height}h${-frame.width}z${hole}` }))
}

/** Thirds; or the room above a head and the height of the eyes. */
function guideLines(guides: 'thirds' | 'head'): SVGElement {
  const lines = guides === 'thirds' ? 'M0 33.33h100M0 66.67h100M33.33 0v100M66.67 0v100' : 'M0 10h100M0 33.33h100M50 0v100'
  const path = (name: string): SVGElement => svg('path', { class: name, d: lines, 'vector-effect': 'non-scaling-stroke' })
  return svg('svg', { class: 'guides', viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, path('under'), path('over'))
}
