/** What mouse, fingers and keys ask for in a pane. Points are in CSS pixels of the pane. */
export interface Gestures {
  /** `factor`: of the scale there is. */
  zoom(factor: number, at: Point): void
  pan(dx: number, dy: number): void
  /** Between the whole picture and 100 %. */
  toggle(at: Point): void
  /** Whether the picture can be moved. */
  readonly canPan: boolean
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A turn of a mouse wheel is about 100; a pinch on a touchpad comes as small steps with Ctrl. */
const WHEEL = 0.002
const PINCH = 0.01

export function listenForGestures(pane: HTMLElement, gestures: Gestures): void {
  const fingers = new Map<number, Point>()
  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = pane.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  pane.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return gestures.pan(-(event.deltaX || event.deltaY) * unit, 0)
      gestures.zoom(Math.exp(-event.deltaY * unit * (event.ctrlKey ? PINCH : WHEEL)), pointOf(event))
    },
    { passive: false },
  )
  pane.addEventListener('dblclick', (event) => gestures.toggle(pointOf(event)))
  pane.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    fingers.set(event.pointerId, pointOf(event))
    pane.setPointerCapture(event.pointerId)
    pane.classList.toggle('panning', gestures.canPan)
  })
  pane.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, now)
    if (!other) return gestures.pan(now.x - before.x, now.y - before.y)
    const factor = distance(now, other) / Math.max(1, distance(before, other))
    gestures.zoom(factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
  })
  const lift = ({ pointerId }: PointerEvent): void => {
    fingers.delete(pointerId)
    pane.classList.remove('panning')
  }
  pane.addEventListener('pointerup', lift)
  pane.addEventListener('pointercancel', lift)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
