/** What the pixels of an image say, taken from one decode at reduced size (64 × 64 cells). Plain data. */
export interface PixelFacts {
  /**
   * `none`: no alpha channel. `opaque`: one that hides nothing that can be seen; where its values are 254 among 255, a generator has usually
   * hidden data there. `real`: something is transparent.
   */
  readonly alpha: 'none' | 'opaque' | 'real'
  /** Every cell is grey, but for the noise of compression. */
  readonly grey: boolean
  /** Mean red, green, blue, 0–255, over white where it is transparent. */
  readonly mean: Colour
  readonly border: BorderFacts
  /** Perceptual hash by cosine transform: see `perceptualHash`. 16 hex digits. */
  readonly hash: string
  /** The same of the picture seen in a mirror. */
  readonly mirrored: string
  /** Hash of the brightness steps from cell to cell, to confirm what `hash` finds. 16 hex digits. */
  readonly steps: string
}

export type Colour = readonly [red: number, green: number, blue: number]

/** The outermost cells all round, over white where they are transparent. */
export interface BorderFacts {
  /** Median of each channel. */
  readonly color: Colour
  /** Share of cells that differ from it by more than a shade (24 of 255 in some channel), 0–1. */
  readonly varied: number
}

/** Brightness 0–255 (Rec. 601). */
export function luminance([red, green, blue]: Colour): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}
