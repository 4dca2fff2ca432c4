/** Where a picture lies in its pane. All arithmetic of zooming; no page. */
export interface View {
  /** The whole picture is shown, as large as it fits; the rest then says where zooming begins. */
  readonly fit: boolean
  /** Pixels of the screen for a pixel of the picture: 1 is 100 %. */
  readonly scale: number
  /** The point of the picture in the middle of the pane, 0–1. */
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A picture in its pane. `ratio`: pixels of the screen for one of CSS. */
export interface Frame {
  readonly picture: Size
  readonly pane: Size
  readonly ratio: number
}

export const FIT: View = { fit: true, scale: 1, x: 0.5, y: 0.5 }

const STEPS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20]
const LEAST = 0.02
const MOST = 32

/** The scale at which all of the picture is seen. */
export function fitScale({ picture, pane, ratio }: Frame): number {
  return Math.min(pane.width / picture.width, pane.height / picture.height) * ratio
}

/** The scale in force. */
export function scaleOf(view: View, frame: Frame): number {
  return view.fit ? fitScale(frame) : view.scale
}

/** The picture's box in the pane, in CSS pixels. */
export function boxOf(view: View, frame: Frame): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  const { picture, pane, ratio } = frame
  const scale = scaleOf(view, frame) / ratio
  const [width, height] = [picture.width * scale, picture.height * scale]
  const { x, y } = view.fit ? FIT : keepInside(view, frame)
  return { left: pane.width / 2 - x * width, top: pane.height / 2 - y * height, width, height }
}

/** Zooms to a scale; what lies at the point `at` of the pane (CSS pixels) stays there. */
export function zoomTo(view: View, scale: number, at: { readonly x: number; readonly y: number }, frame: Frame): View {
  const next = Math.min(MOST, Math.max(LEAST, scale))
  const box = boxOf(view, frame)
  const { picture, pane, ratio } = frame
  const [u, v] = [(at.x - box.left) / box.width, (at.y - box.top) / box.height]
  const [width, height] = [(picture.width * next) / ratio, (picture.height * next) / ratio]
  return keepInside({ fit: false, scale: next, x: u + (pane.width / 2 - at.x) / width, y: v + (pane.height / 2 - at.y) / height }, frame)
}

/** Moves the picture by CSS pixels. */
export function panBy(view: View, dx: number, dy: number, frame: Frame): View {
  if (view.fit) return view
  const box = boxOf(view, frame)
  const { x, y } = keepInside(view, frame)
  return keepInside({ ...view, x: x - dx / box.width, y: y - dy / box.height }, frame)
}

/** The next round scale above or below. */
export function stepScale(scale: number, direction: 1 | -1): number {
  const next = direction === 1 ? STEPS.find((step) => step > scale * 1.01) : STEPS.findLast((step) => step < scale * 0.99)
  return next ?? (direction === 1 ? MOST : LEAST)
}

/** No empty stripe beside a picture that is larger than the pane; a smaller one stays in the middle. */
function keepInside(view: View, { picture, pane, ratio }: Frame): View {
  const along = (middle: number, size: number, room: number): number => {
    const half = room / 2 / ((size * view.scale) / ratio)
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, middle))
  }
  return { ...view, x: along(view.x, picture.width, pane.width), y: along(view.y, picture.height, pane.height) }
}
