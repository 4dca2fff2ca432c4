import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The sample dataset, of which each test file has a copy open; names below are relative to it. */
export const SAMPLE = join(process.cwd(), 'samples/mascots')

const NAMES = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })

/** Its captions and its `taglore.json`. */
export const SAMPLE_TEXTS: readonly string[] = NAMES.filter((name) => /\.txt$|taglore\.json$/.test(name))
export const SAMPLE_IMAGES: readonly string[] = NAMES.filter((name) => /\.(png|jpe?g|webp)$/.test(name)).sort()

export function sampleText(name: string): string {
  return readFileSync(join(SAMPLE, name), 'utf8')
}
