// Reads the vocabulary texts of a folder, in order of name. Used by the scripts that compile and check it.
import { readFile, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCore } from './load-core.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Files of the folder with formats of their own. */
const otherFormats = new Set(['exclusive.txt', 'merge.txt', 'phrases.txt', 'silent.txt'])

/** → [{ file, parsed }], `file` as shown in messages. */
export async function readVocabulary(folder = join(root, 'server/vocabulary')) {
  const { parseVocabulary } = await loadCore('server/src/tags/vocabulary.ts')
  const names = (await readdir(folder)).filter(name => name.endsWith('.txt') && !otherFormats.has(name)).sort()
  return Promise.all(
    names.map(async name => {
      const path = join(folder, name)
      return { file: relative(process.cwd(), path), parsed: parseVocabulary(await readFile(path, 'utf8')) }
    }),
  )
}
