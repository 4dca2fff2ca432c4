// Starts a lint rule: npm run new-rule <id> [caption|sample|concept|dataset|training-file]
// Writes the rule, its page in both languages and its test, and adds it to the registry. --root DIR works on another copy.
import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure, main, root } from './command.mjs'

const scopes = ['caption', 'sample', 'concept', 'dataset', 'training-file']

await main(async () => {
  const { values, positionals } = parseArgs({ options: { root: { type: 'string' } }, allowPositionals: true })
  const [id = '', scope = 'caption'] = positionals
  const folder = values.root ?? root
  if (!/^[a-z]+(-[a-z]+)*$/.test(id)) throw new Failure('usage: npm run new-rule <id> [caption|sample|concept|dataset|training-file]; an id says what is wrong: duplicate-tag')
  if (!scopes.includes(scope)) throw new Failure(`'${scope}' is no scope; scopes are ${scopes.join(', ')}`)
  const files = makeFiles(id, scope)
  for (const path of Object.keys(files)) if (await exists(join(folder, path))) throw new Failure(`${path} exists already`)
  const registry = 'server/src/lint/registry.ts'
  files[registry] = addToRegistry(await readFile(join(folder, registry), 'utf8'), id)
  for (const [path, content] of Object.entries(files)) {
    await writeFile(join(folder, path), content)
    console.log(path)
  }
})

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  )
}

function camelCase(id) {
  return id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
}

/** Path → content of the four new files. */
function makeFiles(id, scope) {
  const example = scope === 'caption' ? '```caption\n1girl, solo\n```' : '```dataset\n//- 5_lumi/a.png\n//- 5_lumi/a.txt\nlumi, 1girl\n```'
  return {
    [`server/src/lint/rules/${id}.ts`]: ruleFile(id, scope),
    [`test/lint/rules/${id}.test.ts`]: testFile(id, scope),
    [`docs/rules/${id}.md`]: page(id, 'Level: warning', ['What it finds', 'Why it matters', 'Examples', 'When to turn it off'], example),
    [`docs/rules/zh-cn/${id}.md`]: page(id, '级别：警告', ['查什么', '为什么', '示例', '何时关闭'], example),
  }
}

function ruleFile(id, scope) {
  const type = camelCase(`-${scope}-rule`)
  const summary = id.replaceAll('-', ' ')
  return `import { say } from '../../base/message'
import type { ${type} } from '../rule'

export const ${camelCase(id)}: ${type} = {
  id: '${id}',
  scope: '${scope}',
  level: 'warning',
  summary: say\`${summary[0].toUpperCase()}${summary.slice(1)}\`,

  // yield one finding for each thing that is wrong: { ${scope === 'caption' || scope === 'training-file' ? 'span' : 'anchor'}, message: say\`…\`, fixes }
  *check() {},
}
`
}

function testFile(id, scope) {
  const caption = scope === 'caption'
  const check = caption ? `checkLint('1girl, solo', { rule })` : `checkDataset('//- 5_lumi/a.png\\n//- 5_lumi/a.txt\\nlumi, 1girl', { rule })`
  return `import { ${caption ? 'checkLint' : 'checkDataset'} } from '../check'

const rule = '${id}'

describe('${id}', () => {
  it('says nothing where nothing is wrong', ${caption ? `() => void ${check}` : `async () => void (await ${check})`})
})
`
}

function page(id, level, headings, example) {
  const [what, why, examples, off] = headings
  return `# ${id}\n\n${level}\n\n## ${what}\n\n…\n\n## ${why}\n\n…\n\n## ${examples}\n\n${example}\n\n## ${off}\n\n…\n`
}

/** Puts the import and the entry where the order of ids wants them. */
function addToRegistry(text, id) {
  const name = camelCase(id)
  const withImport = insertSorted(text, /^import \{ \w+ \} from '\.\/rules\/([a-z-]+)'$/gm, `import { ${name} } from './rules/${id}'`, id, (match) => match[1])
  const entries = /^ {2}(\w+)(?:\(.*\))?,$/gm
  return insertSorted(withImport, entries, `  ${name},`, id, (match) => match[1].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}

/** Inserts `line` before the first matching line whose id comes later, else behind the last one. */
function insertSorted(text, pattern, line, id, idOf) {
  const matches = [...text.matchAll(pattern)]
  const next = matches.find((match) => idOf(match) > id)
  if (next) return `${text.slice(0, next.index)}${line}\n${text.slice(next.index)}`
  const last = matches.at(-1)
  if (!last) throw new Failure('server/src/lint/registry.ts has another form than this script knows')
  const end = last.index + last[0].length
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`
}
