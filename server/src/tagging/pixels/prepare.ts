import { resizePillow } from './resize-pillow'
import { shrinkArea } from './shrink-area'
import { squareOf, type Pixels } from './square'

/** What a model wants its pictures to be; read from the model and from what lies beside it. */
export interface InputForm {
  /** Pixels of a side. */
  readonly size: number
  readonly layout: 'nhwc' | 'nchw'
  /** WD taggers take 0–255 as they are; cl_tagger takes −1…1. */
  readonly range: 'bytes' | 'signed'
  /**
   * `trainer` as sd-scripts: OpenCV's area when shrinking, Pillow's Lanczos when enlarging. `bicubic` as the taggers' own pages and
   * imgutils: Pillow's bicubic.
   */
  readonly resample: 'trainer' | 'bicubic'
}

/** One picture as the model's input, in BGR (trainer-facts § 8.2). */
export function prepareInput(pixels: Pixels, form: InputForm, into = new Float32Array(form.size * form.size * 3)): Float32Array<ArrayBuffer> {
  const { size } = form
  const bytes = resized(pixels, form)
  const area = size * size
  if (form.layout === 'nhwc' && form.range === 'bytes') into.set(bytes)
  else {
    for (let at = 0; at < bytes.length; at++) {
      const value = bytes[at] ?? 0
      into[form.layout === 'nhwc' ? at : (at % 3) * area + Math.floor(at / 3)] = form.range === 'bytes' ? value : value / 127.5 - 1
    }
  }
  return into
}

function resized(pixels: Pixels, { size, resample }: InputForm): Uint8Array {
  const square = squareOf(pixels)
  if (resample === 'bicubic') return resizePillow(square, size, 'bicubic')
  return square.side >= size ? shrinkArea(square, size) : resizePillow(square, size, 'lanczos')
}
