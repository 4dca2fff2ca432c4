import { luminance, type BorderFacts, type Colour, type PixelFacts } from '../../dataset/pixel-facts'
import type { Sharp } from './load-sharp'
import { openImage } from './open-image'
import { HASH_SIDE, perceptualHash, stepsHash } from './perceptual-hash'

/** Cells on a side that a picture is reduced to, whatever its shape. */
const SIDE = 64

/** Decodes once, at reduced size where the format can. Colour profiles are left alone, as trainers do. */
export async function readFacts(sharp: Sharp, image: string | Uint8Array): Promise<PixelFacts> {
  const { data, info } = await openImage(sharp, image, { ignoreIcc: true })
    .resize({ width: SIDE, height: SIDE, fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return factsOf(data, info.channels)
}

/** Of 64 × 64 cells with 1 (grey), 2 (grey, alpha), 3 or 4 channels. */
export function factsOf(data: Uint8Array, channels: number): PixelFacts {
  const cells = readCells(data, channels)
  const lights = cells.map(luminance)
  const { hash, mirrored } = perceptualHash(averaged(lights, HASH_SIDE, HASH_SIDE))
  return {
    alpha: alphaOf(data, channels),
    grey: cells.every(([red, green, blue]) => Math.max(red, green, blue) - Math.min(red, green, blue) <= GREY),
    mean: mix(cells, (values) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)),
    border: borderOf(cells),
    hash,
    mirrored,
    steps: stepsHash(averaged(lights, 9, 8)),
  }
}

/** Most that the channels of a grey cell differ by. */
const GREY = 10
/** An alpha below this can be seen: a fiftieth of a cell is transparent. */
const SEEN = 250

function alphaOf(data: Uint8Array, channels: number): PixelFacts['alpha'] {
  if (channels % 2 === 1) return 'none'
  for (let at = channels - 1; at < data.length; at += channels) if ((data[at] ?? 255) < SEEN) return 'real'
  return 'opaque'
}

function readCells(data: Uint8Array, channels: number): Colour[] {
  const coloured = channels >= 3
  return Array.from({ length: SIDE * SIDE }, (_, cell): Colour => {
    const at = cell * channels
    const opacity = channels % 2 === 0 ? (data[at + channels - 1] ?? 255) / 255 : 1
    const over = (channel: number): number => (data[at + channel] ?? 0) * opacity + 255 * (1 - opacity)
    return coloured ? [over(0), over(1), over(2)] : [over(0), over(0), over(0)]
  })
}

/** Shades that still count as the same. */
const SHADE = 24

function borderOf(cells: readonly Colour[]): BorderFacts {
  const last = SIDE - 1
  const edge = cells.filter((_, cell) => [0, last].includes(cell % SIDE) || [0, last].includes(Math.floor(cell / SIDE)))
  const color = mix(edge, (values) => Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0))
  const varied = edge.filter((cell) => cell.some((value, channel) => Math.abs(value - (color[channel] ?? 0)) > SHADE)).length / edge.length
  return { color, varied: Math.round(varied * 1000) / 1000 }
}

function mix(cells: readonly Colour[], join: (values: number[]) => number): Colour {
  return [join(cells.map(([red]) => red)), join(cells.map(([, green]) => green)), join(cells.map(([, , blue]) => blue))]
}

/** The means of fewer, larger cells. */
function averaged(lights: readonly number[], columns: number, rows: number): Float64Array {
  const means = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0
      let count = 0
      for (let y = Math.floor((row * SIDE) / rows); y < Math.floor(((row + 1) * SIDE) / rows); y++) {
        for (let x = Math.floor((column * SIDE) / columns); x < Math.floor(((column + 1) * SIDE) / columns); x++, count++) sum += lights[y * SIDE + x] ?? 0
      }
      means[row * columns + column] = sum / count
    }
  }
  return means
}
