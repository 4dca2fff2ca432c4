import { h } from '../dom'
import { t } from '../page'
import { toolButton } from '../tool-button'

/** Screen pixels for a pixel of the picture. */
const MOST = 16
const STEP = 1.4

export interface BoardZoom {
  /** What holds the board, and scrolls it where it is larger. */
  readonly view: HTMLElement
  readonly tools: HTMLElement
  /** Not all of the board is seen. */
  readonly isLarger: boolean
  /** How large the board is drawn where it fits at this scale. */
  scaleFor(fit: number): number
  fit(): void
  /** A pixel of the picture for a pixel of the screen, or back to all of it. */
  toggle(): void
  /** Scrolls what the keyboard has moved into view. */
  follow(element: HTMLElement): void
}

/** Zooming of a board in its view, by the wheel with Ctrl (or two fingers), by buttons and by keys. `layOut` draws the board anew. */
export function createBoardZoom(board: HTMLElement, layOut: () => void): BoardZoom {
  const view = h('div', { class: 'view' }, board)
  const out = toolButton('zoom-out', t('Zoom out'), () => step(1 / STEP))
  const percent = h('button', { class: 'text-button number', type: 'button', title: t('100 % (Z)'), onclick: toggle })
  const into = toolButton('zoom-in', t('Zoom in'), () => step(STEP))
  const whole = toolButton('screen-normal', t('Fit (0)'), fit)
  const tools = h('div', { class: 'zoom-tools', role: 'toolbar', 'aria-label': t('Zoom') }, out, percent, into, whole)
  /** Undefined: all of the board is seen. */
  let scale: number | undefined
  let fitting = 1

  view.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    zoomTo((scale ?? fitting) * Math.exp(-event.deltaY / 300), event)
  }, { passive: false })

  /** What lies at a point of the view stays there. */
  function zoomTo(wanted: number, at: { readonly clientX: number; readonly clientY: number } = middle()): void {
    const before = board.getBoundingClientRect()
    const [x, y] = [(at.clientX - before.left) / before.width, (at.clientY - before.top) / before.height]
    scale = wanted <= fitting ? undefined : Math.min(wanted, Math.max(MOST, fitting))
    layOut()
    const after = board.getBoundingClientRect()
    view.scrollBy(after.left + x * after.width - at.clientX, after.top + y * after.height - at.clientY)
  }

  function middle(): { readonly clientX: number; readonly clientY: number } {
    const { left, top, width, height } = view.getBoundingClientRect()
    return { clientX: left + width / 2, clientY: top + height / 2 }
  }

  function step(by: number): void {
    zoomTo((scale ?? fitting) * by)
  }

  function fit(): void {
    zoomTo(0)
  }

  function toggle(): void {
    zoomTo(scale === undefined ? 1 / window.devicePixelRatio : 0)
  }

  return {
    view,
    tools,
    get isLarger() {
      return scale !== undefined
    },
    scaleFor(least) {
      fitting = least
      if (scale !== undefined && scale <= least) scale = undefined
      const shown = scale ?? least
      view.classList.toggle('zoomed', scale !== undefined)
      const words = Math.round(shown * window.devicePixelRatio * 100)
      percent.textContent = t('{0} %', words)
      percent.setAttribute('aria-label', t('Zoom {0} %, show at 100 %', words))
      whole.setAttribute('aria-pressed', String(scale === undefined))
      return shown
    },
    fit,
    toggle,
    follow: (element) => scale !== undefined && element.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
  }
}
