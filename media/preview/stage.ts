import type { PreviewCompared, PreviewImage, PreviewSources } from '../../server/src/protocol/preview'
import { h } from '../dom'
import { t } from '../page'
import { overlayOf } from './overlay'
import { createPane, type Pane } from './pane'
import { createPictures } from './pictures'
import { onStageKey } from './stage-keys'
import { createStageTools } from './stage-tools'
import { createStageZoom } from './stage-zoom'
import { scaleOf, type View } from './viewport'

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
  const zoom = createStageZoom({ frame: () => pane.frame(), zoom: () => view.zoom, set: setZoom })
  const pane = createPane(t('Picture'), zoom.gestures, () => lay())
  const beside = createPane(t('Picture to compare with'), zoom.gestures, () => lay())
  const panes = h('div', { class: 'panes' }, pane.element, beside.element)
  const tools = createStageTools({
    zoom: zoom.step,
    fit: zoom.fit,
    whole: zoom.whole,
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

  function setZoom(next: View): void {
    view = { ...view, zoom: next }
    actions.changed(view)
    lay()
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
    onKey(event) {
      if (!shown) return false
      const isHere = event.target instanceof Node && panes.contains(event.target)
      return onStageKey(event, {
        step: zoom.step,
        fit: zoom.fit,
        whole: zoom.whole,
        compare: () => actions.compare(other === undefined),
        cut: image?.bucket ? () => change({ showCut: !view.showCut }) : undefined,
        mask: image && image.mask !== null ? () => change({ showMask: !view.showMask }) : undefined,
        blink: isHere && other && view.compare === 'blink' ? blink : undefined,
        pan: isHere && !view.zoom.fit ? zoom.move : undefined,
      })
    },
  }
}
