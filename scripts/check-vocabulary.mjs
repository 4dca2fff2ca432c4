// Compares server/vocabulary with a booru's lists and tells the differences:
//   node scripts/check-vocabulary.mjs [--tags FILE]… [--aliases FILE]… [--implications FILE]… [--apart FILE]…
// Tag lists in any format that Taglore reads; relations as `antecedent,consequent`. Ends with 0 where all agrees, else 1.
// Tells how much of the lists' general tags the vocabulary knows; names in --apart files, one a line, are counted apart from the rest.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'
import { readVocabulary } from './read-vocabulary.mjs'

const paths = { type: 'string', multiple: true }
const { values } = parseArgs({ options: { tags: paths, aliases: paths, implications: paths, apart: paths } })
const { compareVocabulary } = await loadCore('server/src/tags/compare-vocabulary.ts')
const { checkVocabulary } = await loadCore('server/src/tags/check-vocabulary.ts')
const { recogniseSource } = await loadCore('server/src/tags/recognise-source.ts')
const { tagKey } = await loadCore('server/src/caption/tag-key.ts')
const { readCsvRows } = await loadCore('server/src/tags/csv-rows.ts')

async function readTags(path) {
  const text = await readFile(path, 'utf8')
  const source = recogniseSource(text, path)
  if (!source) throw new Error(`${path} is not a tag list`)
  return source.read(text, path).records
}

async function readRelations(path) {
  const { rows } = readCsvRows(await readFile(path, 'utf8'))
  return rows.map(({ cells }) => [cells[0] ?? '', cells[1] ?? '']).filter(([antecedent]) => !antecedent.startsWith('antecedent'))
}

/** All files of one kind as one list; undefined where none is given. */
async function readAll(files, read) {
  return files && (await Promise.all(files.map(read))).flat()
}

/** Posts that a tag of a list needs to count for the coverage. */
const leastPosts = 1000

/** What the vocabulary knows of the lists' general tags, weighed by posts: what a tagger emits. */
function coverageLine(tags, known, apart) {
  const general = [...new Map(tags.map(tag => [tagKey(tag.name), tag]))].filter(
    ([key, { category, count }]) => category === 'general' && count >= leastPosts && !apart.has(key),
  )
  const sum = pairs => pairs.reduce((total, [, { count }]) => total + count, 0)
  const found = general.filter(([key]) => known.has(key))
  const share = ((100 * sum(found)) / sum(general)).toFixed(1)
  return `${found.length} of ${general.length} general tags with ${leastPosts} posts or more, ${share} % of their posts`
}

async function readNames(path) {
  return (await readFile(path, 'utf8')).split(/\r?\n/).flatMap(line => line.trim() || [])
}

const files = await readVocabulary()
const problems = checkVocabulary(files)
const listed = await readAll(values.tags, readTags)
const differences = compareVocabulary(files, {
  tags: listed,
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
if (listed) {
  const known = new Set(files.flatMap(({ parsed }) => parsed.records.map(({ name }) => tagKey(name))))
  console.log(`coverage: ${coverageLine(listed, known, new Set())}`)
  const apart = await readAll(values.apart, readNames)
  if (apart) console.log(`coverage apart from ${apart.length} names: ${coverageLine(listed, known, new Set(apart.map(tagKey)))}`)
}
if (problems.length + differences.length > 0) process.exitCode = 1
