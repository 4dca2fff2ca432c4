import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RULES } from '../../server/src/lint/registry'
import type { Rule } from '../../server/src/lint/rule'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { fullKnowledge } from '../support/vocabulary'
import { checkDataset, checkLint } from './check'

const ROOT = join(__dirname, '../..')
const HEADINGS = {
  'docs/rules': ['What it finds', 'Why it matters', 'Examples', 'When to turn it off'],
  'docs/rules/zh-cn': ['查什么', '为什么', '示例', '何时关闭'],
}
const PAGES = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]

function idsIn(folder: string, suffix: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort()
}

function readPage(folder: string, id: string): string {
  return readFileSync(join(ROOT, folder, `${id}.md`), 'utf8')
}

interface Example {
  readonly kind: string
  readonly settings: object
  readonly text: string
}

/** Fenced blocks of a page: `caption` is one caption, `dataset` several files; settings in force may stand behind, as JSON. */
function examplesOf(page: string): readonly Example[] {
  return [...page.matchAll(/```(caption|dataset)(?: (\{.*\}))?\n([\s\S]*?)\n```/g)].map(([, kind = '', settings = '{}', text = '']) => ({ kind, settings: JSON.parse(settings) as object, text }))
}

/** Examples show a rule at work, also one that is off until it is wanted. */
function turnedOn({ id, level }: Rule, settings: object): object {
  return level === 'off' ? { ...settings, rules: { [id]: 'info' } } : settings
}

describe('the rules', () => {
  const ids = RULES.map((rule) => rule.id)
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  it('stand in the registry by id, once each', () => {
    assert.deepEqual(ids, [...new Set(ids)].sort())
  })

  it('have a file, a test and a page in both languages', () => {
    assert.deepEqual(idsIn('server/src/lint/rules', '.ts'), ids)
    assert.deepEqual(idsIn('test/lint/rules', '.test.ts'), ids)
    for (const folder of PAGES) assert.deepEqual(idsIn(folder, '.md'), ids, folder)
  })

  it('sum up in one sentence, without a full stop', () => {
    for (const { id, summary } of RULES) assert.match(summary.text, /^[A-Z].*[^.!?]$/, id)
  })

  for (const folder of PAGES) {
    for (const { id, level } of RULES) {
      it(`${folder}/${id}.md has its four headings, its level, and examples`, () => {
        const page = readPage(folder, id)
        assert.ok(page.startsWith(`# ${id}\n`), 'the title is the id')
        assert.deepEqual([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]), HEADINGS[folder])
        const words: Record<string, string> = { error: '错误', warning: '警告', info: '信息', hint: '提示', off: '关闭' }
        assert.ok(page.includes(folder.endsWith('zh-cn') ? `级别：${words[level]}` : `Level: ${level}`), `the level is ${level}`)
        assert.ok(examplesOf(page).length > 0, 'there is an example')
      })
    }
  }

  for (const folder of PAGES) {
    for (const rule of RULES) {
      const { id } = rule
      examplesOf(readPage(folder, id)).forEach(({ kind, settings, text }, at) => {
        it(`example ${at + 1} of ${folder}/${id}.md holds`, async () => {
          const options = { rule: id, knowledge, settings: turnedOn(rule, settings) }
          if (kind === 'caption') checkLint(text, options)
          else await checkDataset(text, options)
        })
      })
    }
  }
})
