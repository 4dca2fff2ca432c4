// Compiles server/vocabulary/*.txt, exclusive sets and merge families among them, into dist/vocabulary.json: node scripts/build-vocabulary.mjs [--check] [--out FILE]
// Prints what is wrong as file:line and ends with 1 if anything is; --check writes nothing.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'
import { readVocabulary, root } from './read-vocabulary.mjs'

const { values } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } })
const { checkVocabulary, joinVocabulary } = await loadCore('server/src/tags/check-vocabulary.ts')
const { packVocabulary } = await loadCore('server/src/tags/pack-vocabulary.ts')
const { toPinyin } = await loadCore('server/src/tags/to-pinyin.ts')

const { readTagSets } = await loadCore('server/src/tags/check-tag-sets.ts')

const files = await readVocabulary()
const vocabulary = joinVocabulary(files)
const readText = (name) => readFile(join(root, 'server/vocabulary', name), 'utf8')
const { exclusive, merge, problems: setProblems } = readTagSets(await readText('exclusive.txt'), await readText('merge.txt'), vocabulary.records)
const problems = [...checkVocabulary(files), ...setProblems]
for (const problem of problems) console.error(problem)

console.log(`vocabulary: ${vocabulary.records.length} tags in ${vocabulary.groups.length} groups, ${exclusive.length} exclusive sets, ${merge.length} merge families, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1
if (!values.check) {
  const out = values.out ?? join(root, 'dist/vocabulary.json')
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, JSON.stringify({ ...packVocabulary(vocabulary, toPinyin), exclusive, merge }) + '\n')
}
