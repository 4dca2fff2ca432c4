import { h } from '../dom'
import { t } from '../page'

const STEP = 5
const LEAST = 20
const MOST = 85

/** The line between picture and text, dragged by mouse or moved by arrows; `share` is the picture's part in percent. */
export function createSplitter(share: number, onChange: (share: number) => void): HTMLElement {
  const element = h('div', { class: 'splitter', role: 'separator', tabindex: 0, 'aria-orientation': 'horizontal', 'aria-label': t('Height of the picture'), 'aria-valuemin': LEAST, 'aria-valuemax': MOST })
  let current = share

  function set(next: number): void {
    current = Math.round(Math.max(LEAST, Math.min(MOST, next)))
    element.setAttribute('aria-valuenow', String(current))
    document.body.style.setProperty('--picture', `${current}%`)
    onChange(current)
  }

  element.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    set(current + (event.key === 'ArrowUp' ? -STEP : STEP))
  })
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) set((event.clientY / window.innerHeight) * 100)
  })
  element.addEventListener('dblclick', () => set(60))
  set(share)
  return element
}
