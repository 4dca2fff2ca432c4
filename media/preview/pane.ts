import { h, type Child } from '../dom'
import { t } from '../page'
import { boxOf, scaleOf, type Frame, type Size, type View } from './viewport'
import { listenForGestures, type Gestures } from './zoom-gestures'

/** One picture that can be zoomed; two stand side by side where pictures are compared. */
export interface Pane {
  readonly element: HTMLElement
  /** Shows a picture that is decoded, and what lies over it. */
  put(picture: HTMLImageElement, size: Size, over: readonly Child[]): void
  /** Lays the picture out. */
  lay(view: View): void
  /** Undefined without a picture. */
  frame(): Frame | undefined
  say(sentence: string): void
}

/** From this scale on a pixel is a square. */
const PIXELS = 3

export function createPane(name: string, gestures: Gestures, onResize: () => void): Pane {
  const canvas = h('div', { class: 'canvas' })
  const element = h('div', { class: 'pane', tabindex: 0, role: 'group', 'aria-label': name, 'aria-keyshortcuts': '+ - 0 z', title: t('Wheel or + and − zoom, 0 fits, Z is 100 %, arrows move') })
  let size: Size | undefined
  new ResizeObserver(onResize).observe(element)
  listenForGestures(element, gestures)

  function frame(): Frame | undefined {
    const pane = { width: element.clientWidth, height: element.clientHeight }
    return size && pane.width > 0 && pane.height > 0 ? { picture: size, pane, ratio: window.devicePixelRatio || 1 } : undefined
  }

  return {
    element,
    frame,
    put(picture, pictureSize, over) {
      size = pictureSize
      canvas.replaceChildren(picture, ...over.filter((child) => child !== null && child !== false))
      if (canvas.parentElement !== element) element.replaceChildren(canvas)
    },
    lay(view) {
      const here = frame()
      if (!here) return
      const { left, top, width, height } = boxOf(view, here)
      Object.assign(canvas.style, { left: `${Math.round(left)}px`, top: `${Math.round(top)}px`, width: `${Math.round(width)}px`, height: `${Math.round(height)}px` })
      canvas.classList.toggle('pixels', scaleOf(view, here) >= PIXELS)
      element.classList.toggle('can-pan', width > here.pane.width + 1 || height > here.pane.height + 1)
    },
    say(sentence) {
      size = undefined
      element.replaceChildren(h('p', { class: 'stage-message' }, sentence))
    },
  }
}
