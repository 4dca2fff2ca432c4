import type { PixelArea, PixelSize } from './image-transform'

/** Arithmetic of crop frames: whole pixels, always inside the picture. */

/** Edges of a frame that a handle moves. */
export interface Handle {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

/** The largest area of a shape that fits; `place` says where what is cut off lies: 0.5 is the middle, 0 keeps left and top. */
export function largestArea(frame: PixelSize, shape: PixelSize, place: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 }): PixelArea {
  const scale = Math.min(frame.width / shape.width, frame.height / shape.height)
  const width = Math.max(1, Math.min(frame.width, Math.round(shape.width * scale)))
  const height = Math.max(1, Math.min(frame.height, Math.round(shape.height * scale)))
  return { left: Math.floor((frame.width - width) * clamp(place.x, 0, 1)), top: Math.floor((frame.height - height) * clamp(place.y, 0, 1)), width, height }
}

/** Moved by whole pixels, as far as the picture goes. */
export function moveArea(area: PixelArea, frame: PixelSize, x: number, y: number): PixelArea {
  return { ...area, left: clamp(Math.round(area.left + x), 0, frame.width - area.width), top: clamp(Math.round(area.top + y), 0, frame.height - area.height) }
}

/**
 * An area whose edges at `handle` moved by `x` and `y`. With `ratio` (width ÷ height) it keeps its shape; what is opposite of the handle
 * stays where it is, or the middle of that side.
 */
export function resizeArea(area: PixelArea, frame: PixelSize, handle: Handle, x: number, y: number, ratio?: number): PixelArea {
  const width = clamp(area.width + handle.x * x, LEAST, handle.x === 0 ? frame.width : handle.x > 0 ? frame.width - area.left : area.left + area.width)
  const height = clamp(area.height + handle.y * y, LEAST, handle.y === 0 ? frame.height : handle.y > 0 ? frame.height - area.top : area.top + area.height)
  if (ratio === undefined) return anchored(area, frame, handle, { width, height })
  const byWidth = handle.y === 0 || (handle.x !== 0 && Math.abs(width - area.width) >= Math.abs(height - area.height) * ratio)
  const wanted = byWidth ? width : height * ratio
  const room = roomFor(area, frame, handle)
  const most = Math.min(room.width, room.height * ratio)
  const least = Math.min(most, Math.max(LEAST, LEAST * ratio))
  const kept = clamp(wanted, least, most)
  return anchored(area, frame, handle, { width: kept, height: kept / ratio })
}

/** Grown or shrunk around its middle, in its shape. */
export function scaleArea(area: PixelArea, frame: PixelSize, factor: number): PixelArea {
  const ratio = area.width / area.height
  const most = Math.min(frame.width, frame.height * ratio)
  const width = clamp(area.width * factor, Math.min(most, Math.max(LEAST, LEAST * ratio)), most)
  return inside({ left: area.left + (area.width - width) / 2, top: area.top + (area.height - width / ratio) / 2, width, height: width / ratio }, frame)
}

/** The nearest area in whole pixels that lies in the picture. */
export function inside(area: PixelArea, frame: PixelSize): PixelArea {
  const width = clamp(Math.round(area.width), 1, frame.width)
  const height = clamp(Math.round(area.height), 1, frame.height)
  return { left: clamp(Math.round(area.left), 0, frame.width - width), top: clamp(Math.round(area.top), 0, frame.height - height), width, height }
}

/** Pixels of a side that a handle leaves. */
const LEAST = 16

function roomFor(area: PixelArea, frame: PixelSize, handle: Handle): PixelSize {
  const span = (at: number, size: number, whole: number, direction: number): number => {
    if (direction > 0) return whole - at
    if (direction < 0) return at + size
    // grows to both sides of its middle
    return 2 * Math.min(at + size / 2, whole - at - size / 2)
  }
  return { width: span(area.left, area.width, frame.width, handle.x), height: span(area.top, area.height, frame.height, handle.y) }
}

function anchored(area: PixelArea, frame: PixelSize, handle: Handle, { width, height }: PixelSize): PixelArea {
  const place = (at: number, old: number, now: number, direction: number): number => (direction > 0 ? at : direction < 0 ? at + old - now : at + (old - now) / 2)
  const [whole, tall] = [Math.round(width), Math.round(height)]
  return inside({ left: place(area.left, area.width, whole, handle.x), top: place(area.top, area.height, tall, handle.y), width: whole, height: tall }, frame)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
