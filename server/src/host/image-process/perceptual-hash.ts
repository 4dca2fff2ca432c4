/** Cells on a side of the grey picture that a hash is made from. */
export const HASH_SIDE = 32

/** cos((2x + 1) u π / 2n), by frequency `u`. */
const WAVES = Array.from({ length: 9 }, (_, u) => Float64Array.from({ length: HASH_SIDE }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * HASH_SIDE))))

/** The lowest frequencies, across and down; instead of the mean, which says nothing of structure, the ninth across. */
const FREQUENCIES: readonly (readonly [across: number, down: number])[] = Array.from({ length: 64 }, (_, at) => (at === 0 ? [8, 0] : [at % 8, Math.floor(at / 8)]))

/**
 * Perceptual hashes of a grey picture of 32 × 32 cells, and of it in a mirror: the 64 lowest frequencies of its cosine transform,
 * each above or below their median. Chosen over the difference hash (`stepsHash`) as the one to search by: pictures on plain ground,
 * of which datasets are full, have few steps and so nearly the same difference hash.
 */
export function perceptualHash(grey: ArrayLike<number>): { readonly hash: string; readonly mirrored: string } {
  const rows = Array.from({ length: HASH_SIDE }, (_, y) => WAVES.map((wave) => sumOver(wave, (x) => grey[y * HASH_SIDE + x] ?? 0)))
  const values = FREQUENCIES.map(([across, down]) => sumOver(WAVES[down] ?? [], (y) => rows[y]?.[across] ?? 0))
  // in a mirror the waves with an odd number of half periods across change their sign
  const mirrored = values.map((value, at) => ((FREQUENCIES[at]?.[0] ?? 0) % 2 === 0 ? value : -value))
  return { hash: aboveMedian(values), mirrored: aboveMedian(mirrored) }
}

function sumOver(wave: ArrayLike<number>, valueAt: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < wave.length; index++) sum += (wave[index] ?? 0) * valueAt(index)
  return sum
}

function aboveMedian(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2
  // rounding errors tell nothing where there is no structure at all
  return toHex(values.map((value) => value > median + 1e-6))
}

/** Brightness steps smaller than this are noise. */
const STEP = 2

/** Whether a cell is brighter than the one to its left, in a grey picture of nine columns and eight rows. */
export function stepsHash(grey: ArrayLike<number>): string {
  return toHex(Array.from({ length: 64 }, (_, at) => {
    const right = Math.floor(at / 8) * 9 + (at % 8) + 1
    return (grey[right] ?? 0) > (grey[right - 1] ?? 0) + STEP
  }))
}

function toHex(bits: readonly boolean[]): string {
  let hex = ''
  for (let at = 0; at < bits.length; at += 4) hex += [0, 1, 2, 3].reduce((digit, bit) => digit * 2 + (bits[at + bit] ? 1 : 0), 0).toString(16)
  return hex
}
