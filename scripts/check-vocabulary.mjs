// Compares server/vocabulary with a booru's lists and tells the differences:
//   node scripts/check-vocabulary.mjs [--tags FILE]… [--aliases FILE]… [--implications FILE]…
// Tag lists in any format that Taglore reads; relations as `antecedent,consequent`. Ends with 0 where all agrees, else 1.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'
import { readVocabulary } from './read-vocabulary.mjs'

const paths = { type: 'string', multiple: true }
const { values } = parseArgs({ options: { tags: paths, aliases: paths, implications: paths } })
const { compareVocabulary } = await loadCore('server/src/tags/compare-vocabulary.ts')
const { checkVocabulary } = await loadCore('server/src/tags/check-vocabulary.ts')
const { recogniseSource } = await loadCore('server/src/tags/recognise-source.ts')
const { readCsvRows } = await loadCore('server/src/tags/csv-rows.ts')

async function readTags(path) {
  const text = await readFile(path, 'utf8')
  const source = recogniseSource(text, path)
  if (!source) throw new Error(`${path} is not a tag list`)
  return source.read(text, path).records
}

async function readRelations(path) {
  const { rows } = readCsvRows(await readFile(path, 'utf8'))
  return rows.map(({ cells }) => [cells[0] ?? '', cells[1] ?? '']).filter(([antecedent]) => !/^antecedent/.test(antecedent))
}

/** All files of one kind as one list; undefined where none is given. */
async function readAll(files, read) {
  return files && (await Promise.all(files.map(read))).flat()
}

const files = await readVocabulary()
const problems = checkVocabulary(files)
const differences = compareVocabulary(files, {
  tags: await readAll(values.tags, readTags),
  aliases: await readAll(values.aliases, readRelations),
  implications: await readAll(values.implications, readRelations),
})
for (const problem of problems) console.log(problem)
for (const { place, text } of differences) console.log(`${place}: ${text}`)

const tags = files.reduce((sum, { parsed }) => sum + parsed.records.length, 0)
const counts = ['unknown', 'count', 'alias', 'implication'].map(
  kind => `${kind} ${differences.filter(difference => difference.kind === kind).length}`,
)
console.log(`${tags} tags: problems ${problems.length}, differences ${differences.length} (${counts.join(', ')})`)
if (problems.length + differences.length > 0) process.exitCode = 1
