// Pictures: thumbnails and facts of the image process against sharp's own rate at the same concurrency.
// Run: node --import=tsx test/bench/images.bench.ts (builds the image process first)
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import { mapBounded } from '../../server/src/base/concurrency'
import { ImageProcess } from '../../server/src/host/image-process'

const COUNT = 60
const ROUNDS = 3
const SIDE = 256
const LANES = 2
const ROOT = join(__dirname, '../..')

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (COUNT * 1000) / (performance.now() - start)
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'taglore-images-'))
  const entry = join(ROOT, 'node_modules/.cache/taglore-image-process.cjs')
  await build({ absWorkingDir: ROOT, entryPoints: ['server/src/host/image-process/main.ts'], outfile: entry, bundle: true, platform: 'node', format: 'cjs', external: ['sharp'], logLevel: 'error' })
  sharp.cache(false)
  sharp.concurrency(1)
  const images = new ImageProcess({ entry, lanes: LANES })
  try {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const paths: string[] = []
      for (let at = 0; at < COUNT; at++) {
        const noise = await sharp({ create: { width: 304, height: 208, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 120 + at, sigma: 40 } } }).png().toBuffer()
        const path = join(folder, `${at}.${format}`)
        writeFileSync(path, await sharp(noise).resize(1216, 832).toFormat(format).toBuffer())
        paths.push(path)
      }
      const over = (work: (path: string) => Promise<unknown>) => () => mapBounded(paths, LANES, work)
      const lines: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
        ['thumbnails', () => Promise.all(paths.map((path) => images.thumbnail(path, SIDE))), over((path) => sharp(path).resize({ width: SIDE, height: SIDE, fit: 'inside' }).webp({ quality: 85 }).toBuffer())],
        ['facts', () => Promise.all(paths.map((path) => images.facts(path))), over((path) => sharp(path).resize({ width: 64, height: 64, fit: 'fill' }).raw().toBuffer())],
      ]
      for (const [name, ours, theirs] of lines) {
        const rates: [number, number][] = []
        await ours()
        for (let round = 0; round < ROUNDS; round++) rates.push([await perSecond(ours), await perSecond(theirs)])
        const [own, sharps] = rates.sort((a, b) => a[0] / a[1] - b[0] / b[1])[ROUNDS >> 1] ?? [0, 1]
        console.log(`${name} of 1216 × 832 ${format}: ${own.toFixed(0)} a second, sharp alone ${sharps.toFixed(0)} (decode and scale): ${(own / sharps).toFixed(2)}`)
      }
    }
  } finally {
    images.stop()
    rmSync(folder, { recursive: true })
    rmSync(entry, { force: true })
  }
}

void main()
