import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import { tagList, taggerModel, type ModelOptions } from '../../../scripts/tagger-model.mjs'

export const PRODUCT = join(__dirname, '../../..')

/** A folder for one test file, with the tagger process built from the sources as they are. */
export interface TaggerFolder {
  readonly folder: string
  readonly entry: string
  /** A model folder; gives its path. */
  model(name: string, options?: ModelOptions, list?: string): string
  /** Pictures of one colour each; gives their paths. */
  pictures(colours: readonly (readonly [number, number, number])[], side?: number): Promise<readonly string[]>
  remove(): void
}

export async function taggerFolder(): Promise<TaggerFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'taglore-tagger-'))
  const entry = join(folder, 'dist/tagger-process.js')
  // sharp is not bundled: it is found as the product finds it
  symlinkSync(join(PRODUCT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await build({ absWorkingDir: PRODUCT, entryPoints: ['server/src/host/taggers/onnx/main.ts'], outfile: entry, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['sharp', 'onnxruntime-node'], logLevel: 'error' })
  let sets = 0
  return {
    folder,
    entry,
    model: (name, options, list = tagList()) => {
      const path = join(folder, name)
      mkdirSync(path, { recursive: true })
      writeFileSync(join(path, 'model.onnx'), taggerModel(options))
      if (list !== '') writeFileSync(join(path, 'selected_tags.csv'), list)
      return path
    },
    pictures: async (colours, side = 12) => {
      const set = join(folder, `pictures${++sets}`)
      return Promise.all(
        colours.map(async ([r, g, b], at) => {
          const path = join(set, `${at}.png`)
          mkdirSync(dirname(path), { recursive: true })
          await sharp({ create: { width: side, height: side, channels: 3, background: { r, g, b } } }).png().toFile(path)
          return path
        }),
      )
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
