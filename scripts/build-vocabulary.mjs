// Compiles server/vocabulary/*.txt into dist/vocabulary.json: node scripts/build-vocabulary.mjs [--check] [--out FILE]
// Prints what is wrong as file:line and ends with 1 if anything is; --check writes nothing.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'
import { readVocabulary, root } from './read-vocabulary.mjs'

const { values } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } })
const { checkVocabulary, joinVocabulary } = await loadCore('server/src/tags/check-vocabulary.ts')
const { packVocabulary } = await loadCore('server/src/tags/pack-vocabulary.ts')

const files = await readVocabulary()
const problems = checkVocabulary(files)
for (const problem of problems) console.error(problem)

const vocabulary = joinVocabulary(files)
console.log(`vocabulary: ${vocabulary.records.length} tags in ${vocabulary.groups.length} groups, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1
if (!values.check) {
  const out = values.out ?? join(root, 'dist/vocabulary.json')
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, JSON.stringify(packVocabulary(vocabulary)) + '\n')
}
