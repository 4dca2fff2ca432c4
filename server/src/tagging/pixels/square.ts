/** Pixels as a decoder gives them: rows from the top, 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; 8 bits each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** A square picture in BGR, read row by row, so that the white around a picture is never kept. */
export interface Square {
  readonly side: number
  /** The bytes of one row, valid until the next call. */
  row(y: number): Uint8Array
}

/**
 * As sd-scripts prepares a picture (tag_images_by_wd14_tagger.py, preprocess_image): transparency on white, white on both sides up to
 * a square, the odd pixel to the right and below, BGR.
 */
export function squareOf({ width, height, channels, data }: Pixels): Square {
  const side = Math.max(width, height)
  const left = Math.floor((side - width) / 2)
  const top = Math.floor((side - height) / 2)
  const row = new Uint8Array(side * 3)
  return {
    side,
    row: (y) => {
      row.fill(255)
      if (y < top || y >= top + height) return row
      let from = (y - top) * width * channels
      for (let x = 0, to = left * 3; x < width; x++, to += 3, from += channels) {
        const grey = channels < 3
        const red = data[from] ?? 0
        const green = grey ? red : (data[from + 1] ?? 0)
        const blue = grey ? red : (data[from + 2] ?? 0)
        const alpha = channels === 2 || channels === 4 ? (data[from + channels - 1] ?? 0) : 255
        row[to] = onWhite(blue, alpha)
        row[to + 1] = onWhite(green, alpha)
        row[to + 2] = onWhite(red, alpha)
      }
      return row
    },
  }
}

/** Pillow's `paste` with a mask: (value × alpha + 255 × (255 − alpha)) / 255, rounded as its BLEND does. */
function onWhite(value: number, alpha: number): number {
  if (alpha === 255) return value
  const sum = value * alpha + 255 * (255 - alpha) + 128
  return ((sum >> 8) + sum) >> 8
}
