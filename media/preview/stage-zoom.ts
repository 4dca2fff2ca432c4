import { FIT, panBy, scaleOf, stepScale, zoomTo, type Frame, type View } from './viewport'
import type { Gestures } from './zoom-gestures'

export interface StageZoom {
  readonly gestures: Gestures
  step(direction: 1 | -1): void
  fit(): void
  /** A pixel of the picture for a pixel of the screen. */
  whole(): void
  move(dx: number, dy: number): void
}

/** Zooming and moving, of all pictures on the stage together. `frame`: of the one that is measured by. */
export function createStageZoom(doors: { readonly frame: () => Frame | undefined; readonly zoom: () => View; readonly set: (zoom: View) => void }): StageZoom {
  function by(scale: (before: number) => number, at?: { readonly x: number; readonly y: number }): void {
    const frame = doors.frame()
    if (frame) doors.set(zoomTo(doors.zoom(), scale(scaleOf(doors.zoom(), frame)), at ?? { x: frame.pane.width / 2, y: frame.pane.height / 2 }, frame))
  }

  function move(dx: number, dy: number): void {
    const frame = doors.frame()
    if (frame && !doors.zoom().fit) doors.set(panBy(doors.zoom(), dx, dy, frame))
  }

  return {
    gestures: {
      zoom: (factor, at) => by((scale) => scale * factor, at),
      pan: move,
      toggle: (at) => (doors.zoom().fit ? by(() => 1, at) : doors.set(FIT)),
      get canPan() {
        return !doors.zoom().fit
      },
    },
    step: (direction) => by((scale) => stepScale(scale, direction)),
    fit: () => doors.set(FIT),
    whole: () => by(() => 1),
    move,
  }
}
