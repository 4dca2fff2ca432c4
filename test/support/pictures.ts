import sharp from 'sharp'
import { ImageProcessError } from '../../server/src/host/image-process'
import { readFacts } from '../../server/src/host/image-process/read-facts'
import { inspectImages, type InspectOptions } from '../../server/src/host/inspect-images'
import type { PixelFacts } from '../../server/src/dataset/pixel-facts'
import type { OpenedDataset } from './world'

export interface PictureOptions {
  readonly width?: number
  readonly height?: number
  readonly background?: string
  /** A shape in the middle: another one for each number. */
  readonly seed?: number
  readonly ink?: string
  readonly noise?: boolean
}

/** A small picture with a shape in it. */
export function picture({ width = 120, height = 90, background = '#e8d0b0', seed = 1, ink = '#2040a0', noise = false }: PictureOptions = {}): sharp.Sharp {
  if (noise) return sharp({ create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 120, sigma: 50 } } })
  const spots = Array.from({ length: 5 }, (_, at) => {
    const draw = (of: number): number => (Math.abs(Math.sin(seed * 37 + at * 11 + of * 5)) * 0.6 + 0.2)
    return `<ellipse cx="${draw(1) * width}" cy="${draw(2) * height}" rx="${draw(3) * width * 0.25}" ry="${draw(4) * height * 0.25}" fill="${ink}" opacity="${draw(5)}"/>`
  })
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${background}"/>${spots.join('')}</svg>`)).removeAlpha()
}

/** Decodes as the image process does, but here. */
export async function decode(bytes: Uint8Array): Promise<PixelFacts> {
  try {
    return await readFacts(sharp, bytes)
  } catch (error) {
    throw new ImageProcessError('undecodable', String(error))
  }
}

/** Looks at the pixels of a dataset in memory. */
export async function inspect({ workspace, dataset, files, root }: OpenedDataset, options: Partial<InspectOptions> = {}): Promise<void> {
  const { looks } = await inspectImages(dataset, { fileSystem: files, facts: async (path) => decode(await files.read(path)), ...options })
  workspace.apply({ kind: 'looks', root, looks })
}
