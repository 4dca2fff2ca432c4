import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { drawCaptions } from './draw-captions'
import { makeRandom } from './draw-queries'

/** Samples of one folder; sets of characters have a few hundred, sets of styles a few thousand. */
const FOLDER = 1000
/** Captions that are really drawn; the others have the tags of one of them in another order. */
const DRAWN = 2000
const SIZES: readonly (readonly [number, number])[] = [[1024, 1024], [832, 1216], [1216, 832], [768, 1344], [1344, 768], [896, 1152], [1152, 896], [640, 1536], [1536, 640], [512, 512], [900, 1400], [1920, 1080]]

export interface DrawnPair {
  /** Folder and stem, relative to the set. */
  readonly name: string
  readonly caption: string
}

/** Pairs of a synthetic set: folders named for kohya-ss, captions like a tagger's, each folder with a trigger. The same seed gives the same set. */
export function drawPairs(count: number, knowledge: Knowledge, seed = 1): readonly DrawnPair[] {
  const random = makeRandom(seed)
  const drawn = drawCaptions('anybody', Math.min(count, DRAWN), knowledge, seed).map((text) => text.split(', '))
  return Array.from({ length: count }, (_, index) => {
    const folder = Math.floor(index / FOLDER)
    const tags = [...(drawn[Math.floor(random() * drawn.length)] ?? [])]
    for (let at = tags.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      ;[tags[at], tags[other]] = [tags[other] ?? '', tags[at] ?? '']
    }
    // one tag in thirty is not seen
    return { name: `10_mizune${folder}/${String(index).padStart(6, '0')}`, caption: [`mizune${folder}`, ...tags.filter(() => random() > 1 / 30)].join(', ') }
  })
}

/** Small real pictures of usual sizes and formats. */
export async function drawImages(): Promise<readonly { readonly suffix: string; readonly bytes: Uint8Array }[]> {
  return Promise.all(
    SIZES.map(async ([width, height], index) => {
      const image = sharp({ create: { width, height, channels: 3, background: { r: (index * 40) % 256, g: 120, b: 200 }, noise: { type: 'gaussian', mean: 128, sigma: 2 } } })
      const kind = index % 3
      if (kind === 0) return { suffix: '.png', bytes: await sharp({ create: { width, height, channels: 3, background: { r: index * 20, g: 90, b: 40 } } }).png().toBuffer() }
      return kind === 1 ? { suffix: '.jpg', bytes: await image.jpeg({ quality: 40 }).toBuffer() } : { suffix: '.webp', bytes: await image.webp({ quality: 40 }).toBuffer() }
    }),
  )
}

/** Writes a set below `root`, an empty folder; paths of its captions. */
export async function writeDataset(root: string, pairs: readonly DrawnPair[]): Promise<readonly string[]> {
  const images = await drawImages()
  for (const folder of new Set(pairs.map(({ name }) => name.slice(0, name.indexOf('/'))))) mkdirSync(join(root, folder), { recursive: true })
  return pairs.map(({ name, caption }, index) => {
    const image = images[index % images.length]
    if (image) writeFileSync(join(root, `${name}${image.suffix}`), image.bytes)
    writeFileSync(join(root, `${name}.txt`), caption)
    return join(root, `${name}.txt`)
  })
}
