import type { Square } from './square'

interface Part {
  readonly from: number
  readonly to: number
  readonly share: number
}

/** OpenCV's INTER_AREA for 8 bits, to the byte: the mean of the area under each new pixel. Only makes smaller. */
export function shrinkArea(square: Square, size: number): Uint8Array {
  const scale = 1 / (size / square.side)
  const whole = Math.round(scale)
  if (Math.abs(scale - whole) < Number.EPSILON) return shrinkWhole(square, size, whole)
  const parts = areaParts(square.side, size, scale)
  const width = size * 3
  const made = new Uint8Array(size * width)
  const line = new Float32Array(width)
  const sum = new Float32Array(width)
  const sources = Int32Array.from(parts, ({ from }) => from * 3)
  const targets = Int32Array.from(parts, ({ to }) => to * 3)
  const shares = Float32Array.from(parts, ({ share }) => share)
  let current = parts[0]?.to ?? 0
  const put = (): void => {
    for (let at = 0; at < width; at++) made[current * width + at] = roundEven(sum[at] ?? 0)
  }
  for (const { from, to, share } of parts) {
    const row = square.row(from)
    line.fill(0)
    for (let part = 0; part < sources.length; part++) {
      const source = sources[part] ?? 0
      const target = targets[part] ?? 0
      const weight = shares[part] ?? 0
      // OpenCV reckons in 32 bits, step by step; a Float32Array rounds what is put into it
      line[target] = (line[target] ?? 0) + Math.fround((row[source] ?? 0) * weight)
      line[target + 1] = (line[target + 1] ?? 0) + Math.fround((row[source + 1] ?? 0) * weight)
      line[target + 2] = (line[target + 2] ?? 0) + Math.fround((row[source + 2] ?? 0) * weight)
    }
    if (to !== current) {
      put()
      current = to
      for (let at = 0; at < width; at++) sum[at] = share * (line[at] ?? 0)
    } else for (let at = 0; at < width; at++) sum[at] = (sum[at] ?? 0) + Math.fround(share * (line[at] ?? 0))
  }
  put()
  return made
}

/** Which source pixel goes into which new one, and with what share (computeResizeAreaTab in OpenCV's resize.cpp). */
function areaParts(source: number, size: number, scale: number): readonly Part[] {
  const parts: Part[] = []
  for (let to = 0; to < size; to++) {
    const start = to * scale
    const end = start + scale
    const cell = Math.min(scale, source - start)
    const last = Math.min(Math.floor(end), source - 1)
    const first = Math.min(Math.ceil(start), last)
    if (first - start > 1e-3) parts.push({ from: first - 1, to, share: Math.fround((first - start) / cell) })
    for (let from = first; from < last; from++) parts.push({ from, to, share: Math.fround(1 / cell) })
    if (end - last > 1e-3) parts.push({ from: last, to, share: Math.fround(Math.min(Math.min(end - last, 1), cell) / cell) })
  }
  return parts
}

/** Where a new pixel is a whole number of old ones, OpenCV adds integers; at two by two it rounds halves up. */
function shrinkWhole(square: Square, size: number, scale: number): Uint8Array {
  const width = size * 3
  const made = new Uint8Array(size * width)
  const sum = new Int32Array(width)
  const share = Math.fround(1 / (scale * scale))
  for (let y = 0; y < size; y++) {
    sum.fill(0)
    for (let step = 0; step < scale; step++) {
      const row = square.row(y * scale + step)
      for (let x = 0; x < size; x++) {
        for (let within = 0; within < scale; within++) {
          const from = (x * scale + within) * 3
          for (let channel = 0; channel < 3; channel++) sum[x * 3 + channel] = (sum[x * 3 + channel] ?? 0) + (row[from + channel] ?? 0)
        }
      }
    }
    for (let at = 0; at < width; at++) made[y * width + at] = scale === 2 ? ((sum[at] ?? 0) + 2) >> 2 : roundEven(Math.fround((sum[at] ?? 0) * share))
  }
  return made
}

function roundEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
