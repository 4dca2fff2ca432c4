// Loads one TypeScript module of the pure core into a script: bundled by esbuild in memory, nothing is written.
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

/** `path` from the project's root, e.g. `server/src/tags/vocabulary.ts`. */
export async function loadCore(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'error',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}
