import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the bundles: `dist/` in a checkout and in the installed extension. Run from source (tests), the last build's. */
export const DIST = process.env['TAGLORE_DIST'] ?? (existsSync(join(__dirname, 'vocabulary.json')) ? __dirname : join(__dirname, '../../../dist'))

/** The folder that holds `docs/`, `l10n/` and `dist/`. */
export const PRODUCT = join(DIST, '..')

/** Names the build that runs, by the bundle's size and time; undefined when run from source, where any file may be another by now. */
export function productStamp(): string | undefined {
  if (DIST !== __dirname) return undefined
  const { size, mtimeMs } = statSync(__filename)
  return JSON.stringify([__filename, size, mtimeMs])
}

/** A file that the build made. */
export function readBuilt(name: string): Buffer {
  return readFileSync(join(DIST, name))
}

/** A file of the product beside `dist/`, or undefined where it is not packaged. */
export function readProduct(...names: readonly string[]): string | undefined {
  try {
    return readFileSync(join(PRODUCT, ...names), 'utf8')
  } catch {
    return undefined
  }
}
