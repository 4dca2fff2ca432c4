/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

export interface PixelArea extends PixelSize {
  readonly left: number
  readonly top: number
}

export type ImageEncoding =
  | { readonly format: 'png' }
  /** `quality` 1–100. Colours are kept in full (4:4:4). */
  | { readonly format: 'jpeg'; readonly quality: number }
  /** Without `quality`: lossless. */
  | { readonly format: 'webp'; readonly quality?: number }

/** What is done to a picture, in the order of the fields. Plain data; a part that is left out is not done. */
export interface ImageTransform {
  /** Turns the pixels as EXIF orientation says, and drops the tag. Without it pixels are taken as stored, as trainers take them. */
  readonly orient?: boolean
  /** Quarter turns, degrees clockwise. */
  readonly turn?: 90 | 180 | 270
  /** Degrees clockwise, -45 to 45. What is left is the largest rectangle of the same shape without empty corners: see `frameOf`. */
  readonly straighten?: number
  /** In whole pixels of the picture as it is by now. */
  readonly crop?: PixelArea
  /** `#rrggbb` behind what is transparent. */
  readonly flatten?: string
  /** Scaled to exactly this, by Lanczos. */
  readonly resize?: PixelSize
  readonly encode: ImageEncoding
  /**
   * `keep`: EXIF, colour profile and generation data stay, and so do the stored values of the pixels, which is what trainers read.
   * `strip`: all of it goes; colours of another profile become sRGB.
   */
  readonly metadata: 'keep' | 'strip'
}

/** The picture before it is cropped: of pixels as stored, with their EXIF orientation. */
export function frameOf({ width, height }: PixelSize, { orient = false, turn, straighten = 0 }: Pick<ImageTransform, 'orient' | 'turn' | 'straighten'>, orientation = 1): PixelSize {
  const lies = (orient && orientation >= 5) !== (turn === 90 || turn === 270)
  return straightened(lies ? { width: height, height: width } : { width, height }, straighten)
}

/** What is left of a picture turned by a few degrees. A pixel at each edge goes too: it is mixed with the emptiness behind. */
export function straightened({ width, height }: PixelSize, degrees: number): PixelSize {
  if (degrees === 0) return { width, height }
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const scale = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
  return { width: Math.max(1, Math.floor(width * scale) - 2), height: Math.max(1, Math.floor(height * scale) - 2) }
}

/** Size of the picture that a transform gives. */
export function sizeAfter(size: PixelSize, transform: ImageTransform, orientation = 1): PixelSize {
  const { width, height } = transform.resize ?? transform.crop ?? frameOf(size, transform, orientation)
  return { width, height }
}

/** The suffix, with its dot, that files of an encoding usually have. */
export function suffixOfEncoding({ format }: ImageEncoding): string {
  return format === 'jpeg' ? '.jpg' : `.${format}`
}
