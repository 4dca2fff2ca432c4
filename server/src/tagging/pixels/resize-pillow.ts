import type { Square } from './square'

export type PillowFilter = 'lanczos' | 'bicubic'

/** Bits of a fraction in Pillow's 8-bit resampling (Resample.c, PRECISION_BITS). */
const BITS = 32 - 8 - 2

interface Kernel {
  readonly first: number
  readonly weights: Int32Array
}

/** Pillow's `resize`, to the byte: across first, then down, rounded to 8 bits in between. */
export function resizePillow(square: Square, size: number, filter: PillowFilter): Uint8Array {
  const kernels = kernelsOf(square.side, size, filter)
  const width = size * 3
  const across = new Uint8Array(square.side * width)
  for (let y = 0; y < square.side; y++) {
    const row = square.row(y)
    if (square.side === size) across.set(row, y * width)
    else resample(kernels, 3, 3, (at) => row[at] ?? 0, (at, value) => (across[y * width + at] = value))
  }
  if (square.side === size) return across
  const made = new Uint8Array(size * width)
  for (let x = 0; x < width; x++) resample(kernels, width, 1, (at) => across[at + x] ?? 0, (at, value) => (made[at + x] = value))
  return made
}

/** One line of `channels` values a pixel; pixels lie `step` apart. */
function resample(kernels: readonly Kernel[], step: number, channels: number, read: (at: number) => number, write: (at: number, value: number) => void): void {
  kernels.forEach(({ first, weights }, place) => {
    for (let channel = 0; channel < channels; channel++) {
      let sum = 1 << (BITS - 1)
      for (let tap = 0; tap < weights.length; tap++) sum += read((first + tap) * step + channel) * (weights[tap] ?? 0)
      write(place * step + channel, Math.min(255, Math.max(0, Math.floor(sum / 2 ** BITS))))
    }
  })
}

function kernelsOf(source: number, size: number, filter: PillowFilter): readonly Kernel[] {
  const scale = source / size
  const stretch = Math.max(scale, 1)
  const support = (filter === 'lanczos' ? 3 : 2) * stretch
  const weigh = filter === 'lanczos' ? lanczos : bicubic
  return Array.from({ length: size }, (_, place) => {
    const centre = (place + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(source, Math.trunc(centre + support + 0.5))
    const shares = Array.from({ length: end - first }, (_, tap) => weigh((tap + first - centre + 0.5) / stretch))
    const sum = shares.reduce((total, share) => total + share, 0)
    const weights = Int32Array.from(shares, (share) => {
      const scaled = (sum === 0 ? share : share / sum) * 2 ** BITS
      return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    })
    return { first, weights }
  })
}

function lanczos(x: number): number {
  return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI)
}

/** Keys' cubic with a = −0.5. */
function bicubic(given: number): number {
  const x = Math.abs(given)
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
}
