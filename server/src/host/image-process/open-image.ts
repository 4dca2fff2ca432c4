import type { Sharp } from './load-sharp'

/** Pictures larger than this are not decoded. */
const MOST_PIXELS = 1_000_000_000

/** Pixels as stored: no rotation by EXIF, as pictures are trained. Damaged ones are refused. */
export function openImage(sharp: Sharp, input: string | Uint8Array, options: { readonly ignoreIcc?: boolean; readonly autoOrient?: boolean } = {}): ReturnType<Sharp> {
  return sharp(input, { failOn: 'error', limitInputPixels: MOST_PIXELS, ...options })
}
