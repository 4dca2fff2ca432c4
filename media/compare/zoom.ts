/** What two pictures share: the point in the middle, as a share of each, and how large a pixel is. */
export interface Zoom {
  /** 1 fits the picture into its view. */
  readonly factor: number
  readonly x: number
  readonly y: number
}

export const FIT: Zoom = { factor: 1, x: 0.5, y: 0.5 }

const MOST = 40

/** Zoomed around a point of the view: `at` is its offset from the middle, in shares of the fitted picture. */
export function zoomed(zoom: Zoom, by: number, at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): Zoom {
  const factor = Math.min(MOST, Math.max(1, zoom.factor * by))
  const moved = 1 / zoom.factor - 1 / factor
  return held({ factor, x: zoom.x + at.x * moved, y: zoom.y + at.y * moved })
}

/** Moved by shares of the fitted picture, as they are on the screen. */
export function panned(zoom: Zoom, x: number, y: number): Zoom {
  return held({ ...zoom, x: zoom.x - x / zoom.factor, y: zoom.y - y / zoom.factor })
}

/** The middle stays in the picture. */
function held({ factor, x, y }: Zoom): Zoom {
  const margin = 0.5 / factor
  const keep = (value: number): number => Math.min(1 - margin, Math.max(margin, value))
  return { factor, x: keep(x), y: keep(y) }
}
