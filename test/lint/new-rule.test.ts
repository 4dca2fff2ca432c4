import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '../..')

describe('npm run new-rule', () => {
  let copy = ''

  function newRule(...args: string[]): { readonly status: number | null; readonly stderr: string } {
    return spawnSync(process.execPath, [join(ROOT, 'scripts/new-rule.mjs'), '--root', copy, ...args], { encoding: 'utf8' })
  }

  before(function () {
    this.timeout(30_000)
    copy = mkdtempSync(join(tmpdir(), 'taglore-rule-'))
    for (const part of ['server/src', 'server/vocabulary', 'scripts', 'test/lint', 'test/support', 'test/tokens', 'docs/rules', 'tsconfig.json', 'package.json']) {
      cpSync(join(ROOT, part), join(copy, part), { recursive: true })
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction')
  })

  after(() => rmSync(copy, { recursive: true, force: true }))

  it('writes a rule, its pages, its test and its place in the list, and the rules’ tests pass', function () {
    this.timeout(120_000)
    for (const [id, scope] of [
      ['aaa-first', 'caption'],
      ['lonely-concept', 'concept'],
      ['zzz-last', 'dataset'],
    ] as const) {
      assert.equal(newRule(id, scope).status, 0)
    }
    const tests = ['aaa-first', 'lonely-concept', 'zzz-last'].map((id) => `test/lint/rules/${id}.test.ts`)
    const output = execFileSync(process.execPath, ['node_modules/mocha/bin/mocha.js', '--import=tsx', 'test/lint/rules.test.ts', ...tests], { cwd: copy, encoding: 'utf8' })
    assert.equal(output.match(/says nothing where nothing is wrong/g)?.length, 3)
  })

  it('refuses what is no id, no scope, or there already', () => {
    const list = join(copy, 'server/src/lint/registry.ts')
    const before = readFileSync(list, 'utf8')
    assert.match(newRule('Not An Id').stderr, /^\s*usage:/)
    assert.match(newRule('new-one', 'galaxy').stderr, /no scope/)
    assert.match(newRule('duplicate-tag').stderr, /exists already/)
    assert.equal(readFileSync(list, 'utf8'), before)
  })
})
