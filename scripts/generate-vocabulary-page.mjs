// Writes docs/vocabulary.md, the page about the built-in vocabulary, from server/vocabulary/*.txt.
// `node scripts/generate-vocabulary-page.mjs` writes; `--check` only compares and ends with 1 on a difference.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'
import { readVocabulary, root } from './read-vocabulary.mjs'

const page = 'docs/vocabulary.md'
const { formatCount } = await loadCore('server/src/base/number-format.ts')

const uses = {
  N: 'persons and counts',
  I: 'identity of a character',
  O: 'outfit',
  V: 'variable: expression, pose, gaze, action, state',
  C: 'composition and camera',
  B: 'background, light, things',
  S: 'medium and rendering',
  X: 'flaws, text, marks',
  M: 'about the file',
}

/** The whole page. */
export async function vocabularyPage() {
  const files = await readVocabulary()
  const records = files.flatMap(({ parsed }) => parsed.records)
  const groups = files.flatMap(({ parsed }) => parsed.groups)
  return `<!-- Written by scripts/generate-vocabulary-page.mjs from server/vocabulary/*.txt. Do not edit. -->
# The built-in vocabulary

${number(records.length)} tags in ${groups.length} groups, with ${number(sum(records, 'aliases'))} aliases, ${number(sum(records, 'implies'))} direct implications and a Chinese name
each. No sexual tags. Post counts are Danbooru's at the end of 2024, to two digits; words of models that are no tags have none.
Completion, hover and the rules work with it before any list is added.

Coverage, measured on 2026-11-23 against Danbooru's list of the end of 2024: 6,642 of the 7,670 general tags with 1,000 posts or more,
which carry 89 % of all their posts; nearly all of the rest are sexual and left out on purpose. Measure your own list as below.

${categoryTable(records)}

## Words that are there for a reason

- **Deprecated tags** are known and never offered first: older taggers still write them, and older models learnt them. ${codes(records.filter(({ deprecated }) => deprecated))}.
- **Words of models** (quality, score, source, rating and date words) keep their spelling, underscores included.
- **What people write** and taggers do not (\`silver hair\`, \`side view\`) stands in \`phrases.txt\`, for suggestions.
- **Exclusive sets** stand in \`exclusive.txt\`, **merge families** in \`merge.txt\`; each file says its own format at its head.

## Changing it

The texts are made to be edited: one line a tag, columns parted by two or more blanks.

\`\`\`text
[hair-length]  Hair length  发长  use I
very long hair  950K  超长发  = /vlh, hair past waist  > long hair
\`\`\`

Name, posts (\`4.4M\`, \`950K\`, \`730\`, \`-\` for unknown), Chinese name, then where needed \`= alias, alias\`, \`> implied, implied\`, and
marks: \`!meta\`, \`!character\`, \`!copyright\`, \`!deprecated\`. The build refuses tags written twice, aliases that are tags, and implications
to tags that are not there. \`npm run check-vocabulary -- --tags FILE --aliases FILE --implications FILE\` compares with a booru's lists
and tells how much of their general tags is covered; the lists themselves are no part of the project.

## Groups

The use of a group decides what rules may propose about its tags.

| use | what the tags are about | groups | tags |
| --- | --- | ---: | ---: |
${Object.entries(uses).map(([letter, text]) => useRow(letter, text, groups, records)).join('\n')}

${files.map(fileSection).join('\n\n')}
`
}

function categoryTable(records) {
  const counts = new Map()
  for (const { category } of records) counts.set(category, (counts.get(category) ?? 0) + 1)
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([category, count]) => `| ${category} | ${number(count)} |`)
  return ['| category | tags |', '| --- | ---: |', ...rows].join('\n')
}

function useRow(letter, text, groups, records) {
  const count = items => number(items.filter(({ use }) => use === letter).length)
  return `| ${letter} | ${text} | ${count(groups)} | ${count(records)} |`
}

function fileSection({ file, parsed }) {
  const rows = parsed.groups.map(({ id, title, zh, use }) => {
    const records = parsed.records.filter(({ group }) => group === id)
    return `| ${title} | ${zh} | ${use} | ${number(records.length)} | ${codes(mostUsed(records))} |`
  })
  return `### ${basename(file)}

${number(parsed.records.length)} tags.

| group | 中文 | use | tags | most used |
| --- | --- | --- | ---: | --- |
${rows.join('\n')}`
}

/** The five with most posts; where nothing has any, the first five. */
function mostUsed(records) {
  return records.toSorted((a, b) => b.count - a.count).slice(0, 5)
}

function codes(records) {
  return records.map(({ name, count }) => `\`${name.replaceAll('|', '\\|')}\`${count > 0 ? ` ${formatCount(count)}` : ''}`).join(', ')
}

function sum(records, list) {
  return records.reduce((total, record) => total + record[list].length, 0)
}

function number(value) {
  return value.toLocaleString('en-US')
}

if (process.argv[1]?.endsWith('generate-vocabulary-page.mjs')) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const content = await vocabularyPage()
  const old = await readFile(join(root, page), 'utf8').catch(() => undefined)
  if (old !== content && values.check) {
    console.error(`${page} is not current: run 'node scripts/generate-vocabulary-page.mjs'`)
    process.exitCode = 1
  } else if (old !== content) {
    await writeFile(join(root, page), content)
    console.log(`wrote ${page}`)
  }
}
