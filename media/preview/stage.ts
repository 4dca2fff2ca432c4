import type { PreviewCompared, PreviewImage, PreviewSources } from '../../server/src/protocol/preview'
import { h } from '../dom'
import { t } from '../page'
import { overlayOf } from './overlay'
import { createPane, type Pane } from './pane'
import { createPictures } from './pictures'
import { createStageTools } from './stage-tools'
import { FIT, panBy, scaleOf, stepScale, zoomTo, type View } from './viewport'

/** How the picture is shown; kept over a reload. */
export interface StageView {
  readonly showCut: boolean
  readonly showMask: boolean
  readonly zoom: View
  /** How a picture to compare with is shown. */
  readonly compare: 'side' | 'blink'
}

/** The picture, with what happens to it in training. What is shown stays until the next picture is decoded. */
export interface Stage {
  readonly element: HTMLElement
  show(image: PreviewImage | undefined, sources: PreviewSources): void
  compare(compared: PreviewCompared | undefined): void
  /** Pictures that are likely to be wanted next. */
  decodeAhead(addresses: readonly string[]): void
  /** Whether the key was for the picture. */
  onKey(event: KeyboardEvent): boolean
}

export interface StageActions {
  failed(uri: string): void
  changed(view: StageView): void
  /** The user wants another picture to compare with, or none. */
  compare(wanted: boolean): void
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const ARROW_STEP = 48
const BLINK = 700

export function createStage(initial: StageView, actions: StageActions): Stage {
  let view = initial
  let image: PreviewImage | undefined
  let sources: PreviewSources = { images: {}, faults: {} }
  let shown: { readonly address: string; readonly picture: HTMLImageElement } | undefined
  let wanted = ''
  let other: (PreviewCompared & { readonly picture: HTMLImageElement }) | undefined
  let blinked = false
  let timer: ReturnType<typeof setInterval> | undefined
  /** Addresses whose picture the page has already reported as one it cannot show. */
  const failed = new Set<string>()
  const pictures = createPictures()
  const gestures = {
    zoom: (factor: number, at: { readonly x: number; readonly y: number }): void => zoomBy((scale) => scale * factor, at),
    pan: (dx: number, dy: number): void => moveBy(dx, dy),
    toggle: (at: { readonly x: number; readonly y: number }): void => (view.zoom.fit ? zoomBy(() => 1, at) : setZoom(FIT)),
    get canPan() {
      return !view.zoom.fit
    },
  }
  const pane = createPane(t('Picture'), gestures, () => lay())
  const beside = createPane(t('Picture to compare with'), gestures, () => lay())
  const panes = h('div', { class: 'panes' }, pane.element, beside.element)
  const tools = createStageTools({
    zoom: (direction) => step(direction),
    fit: () => setZoom(FIT),
    whole: () => zoomBy(() => 1),
    cut: () => change({ showCut: !view.showCut }),
    mask: () => change({ showMask: !view.showMask }),
    compare: () => actions.compare(other === undefined),
    how: () => change({ compare: view.compare === 'side' ? 'blink' : 'side' }),
  })
  const element = h('figure', { class: 'stage' }, panes, tools.element)
  beside.element.hidden = true

  function change(next: Partial<StageView>): void {
    view = { ...view, ...next }
    actions.changed(view)
    place()
  }

  function setZoom(zoom: View): void {
    view = { ...view, zoom }
    actions.changed(view)
    lay()
  }

  function zoomBy(scale: (before: number) => number, at?: { readonly x: number; readonly y: number }): void {
    const frame = pane.frame()
    if (frame) setZoom(zoomTo(view.zoom, scale(scaleOf(view.zoom, frame)), at ?? { x: frame.pane.width / 2, y: frame.pane.height / 2 }, frame))
  }

  function step(direction: 1 | -1): void {
    zoomBy((scale) => stepScale(scale, direction))
  }

  function moveBy(dx: number, dy: number): void {
    const frame = pane.frame()
    if (frame && !view.zoom.fit) setZoom(panBy(view.zoom, dx, dy, frame))
  }

  function lay(): void {
    pane.lay(view.zoom)
    if (!beside.element.hidden) beside.lay(view.zoom)
    const frame = pane.frame()
    tools.show({
      percent: frame && shown ? Math.round(scaleOf(view.zoom, frame) * 100) : undefined,
      fit: view.zoom.fit,
      cut: image?.bucket ? view.showCut : undefined,
      mask: image && image.mask !== null ? view.showMask : undefined,
      compared: other?.image.name,
      how: view.compare,
      canCompare: shown !== undefined,
    })
  }

  /** Puts what is decoded into its panes. */
  function place(): void {
    clearInterval(timer)
    const blinks = other !== undefined && view.compare === 'blink'
    beside.element.hidden = !other || blinks
    panes.classList.toggle('two', !beside.element.hidden)
    element.classList.remove('waiting-picture')
    if (!blinks) blinked = false
    if (shown && image) {
      if (blinked && other) fill(pane, other.image, other.picture)
      else fill(pane, image, shown.picture)
    }
    if (other && !beside.element.hidden) fill(beside, other.image, other.picture)
    // whoever wants no motion changes pictures by the space bar
    if (blinks && !matchMedia('(prefers-reduced-motion: reduce)').matches) timer = setInterval(blink, BLINK)
    lay()
  }

  function blink(): void {
    blinked = !blinked
    if (!shown || !image || !other) return
    if (blinked) fill(pane, other.image, other.picture)
    else fill(pane, image, shown.picture)
    lay()
  }

  function fill(target: Pane, what: PreviewImage, picture: HTMLImageElement): void {
    picture.alt = what.name
    picture.classList.toggle('as-stored', what.rotated)
    const size = what.size ?? { width: picture.naturalWidth, height: picture.naturalHeight }
    const mask = view.showMask && what.mask !== null ? (sources.images[what.mask] ?? null) : null
    target.put(picture, size, overlayOf({ bucket: view.showCut ? what.bucket : null, mask }))
  }

  async function load(what: PreviewImage, address: string): Promise<void> {
    wanted = address
    const picture = await pictures.load(address).catch(() => undefined)
    if (wanted !== address) return
    if (picture) {
      shown = { address, picture }
      place()
    } else if (!failed.has(address)) {
      failed.add(address)
      actions.failed(what.uri)
    }
  }

  async function compare(compared: PreviewCompared | undefined): Promise<void> {
    const picture = compared && (await pictures.load(compared.address).catch(() => undefined))
    other = compared && picture ? { ...compared, picture } : undefined
    place()
  }

  function say(sentence: string): void {
    wanted = ''
    shown = undefined
    element.classList.remove('waiting-picture')
    pane.say(sentence)
    lay()
  }

  return {
    element,
    show(next, nextSources) {
      image = next
      sources = nextSources
      if (!image) return say(t('There is no image beside this caption: none of the same name, with a suffix that the trainer reads (.png, .jpg, .jpeg, .webp, .bmp).'))
      const address = sources.images[image.uri]
      if (address === undefined) return say(sources.faults[image.uri] ?? image.fault ?? t("'{0}' cannot be shown.", image.name))
      if (shown?.address === address) {
        wanted = address
        return place()
      }
      element.classList.add('waiting-picture')
      void load(image, address)
    },
    compare: (compared) => void compare(compared),
    decodeAhead: (addresses) => pictures.ahead(addresses),
    onKey({ key, ctrlKey, metaKey, altKey, target }) {
      if (ctrlKey || metaKey || altKey || !shown) return false
      const arrow = ARROWS[key]
      const isHere = target instanceof Node && panes.contains(target)
      if (key === '+' || key === '=') step(1)
      else if (key === '-') step(-1)
      else if (key === '0') setZoom(FIT)
      else if (key === '1' || key === 'z') zoomBy(() => 1)
      else if (key === 'b' && image?.bucket) change({ showCut: !view.showCut })
      else if (key === 'm' && image && image.mask !== null) change({ showMask: !view.showMask })
      else if (key === 'c') actions.compare(other === undefined)
      else if (key === ' ' && isHere && other && view.compare === 'blink') blink()
      else if (arrow && isHere && !view.zoom.fit) moveBy(arrow[0] * ARROW_STEP, arrow[1] * ARROW_STEP)
      else return false
      return true
    },
  }
}
