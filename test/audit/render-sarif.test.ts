import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Ajv from 'ajv'
import { renderSarif } from '../../server/src/audit/render-sarif'
import type { ReportProblem } from '../../server/src/audit/report'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { runHere } from '../cli/run-cli'

/** The schema of the standard as it is published, draft 4; ajv reads later drafts, which differ in nothing that it uses. */
function schemaErrors(text: string): unknown {
  const file = join(dirname(require.resolve('@microsoft/jest-sarif/package.json')), 'lib/schemas/sarif-2.1.0-rtm.5.json')
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  assert.match(String($schema), /draft-04/)
  assert.match(String(id), /sarif-2\.1\.0/)
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema)
  return validate(JSON.parse(text)) ? null : validate.errors
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help?: { readonly markdown: string } }[] } }
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly level: string
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }; readonly region?: object } }]
        readonly relatedLocations?: readonly object[]
      }[]
      readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>
    },
  ]
}

const FILES = {
  '/repo/sets/a b/10_lumi/01.png': pngBytes(832, 1216),
  '/repo/sets/a b/10_lumi/01.txt': 'lumi, 1girl, smile, smile',
  '/repo/sets/a b/10_lumi/02.png': pngBytes(832, 1216),
  '/repo/sets/a b/10_lumi/02.txt': '',
  '/repo/sets/a b/1_koro/é: 50%.png': pngBytes(832, 1216),
}

describe('SARIF', () => {
  const sarif = async (command: string, folder: string, given: string): Promise<string> => (await runHere([command, given, '--format', 'sarif'], folder, { fileSystem: new MemoryFiles(FILES) })).out

  it('is valid by the schema of SARIF 2.1.0, and a schema that would take anything is not what says so', async () => {
    const text = await sarif('audit', '/repo', 'sets/a b')
    assert.equal(schemaErrors(text), null)
    assert.notEqual(schemaErrors(text.replace('"startLine": 1', '"startLine": 0')), null)
    assert.notEqual(schemaErrors(text.replace('"version": "2.1.0"', '"version": "2.0.0"')), null)
    assert.equal(schemaErrors(await sarif('check', '/repo', 'sets/a b')), null)
  })

  it('places problems as seen from the current folder, and those of folders at the folder', async () => {
    const [run] = (JSON.parse(await sarif('audit', '/repo', 'sets/a b')) as Log).runs
    assert.deepEqual(run.originalUriBaseIds, { '%SRCROOT%': { uri: 'file:///repo/' } })
    const places = run.results.map(({ ruleId, level, locations: [{ physicalLocation }] }) => [ruleId, level, physicalLocation.artifactLocation.uri, physicalLocation.region])
    assert.deepEqual(places.find(([rule]) => rule === 'duplicate-tag'), ['duplicate-tag', 'warning', 'sets/a%20b/10_lumi/01.txt', { startLine: 1, startColumn: 21, endLine: 1, endColumn: 26 }])
    assert.deepEqual(places.find(([rule]) => rule === 'empty-caption'), ['empty-caption', 'error', 'sets/a%20b/10_lumi/02.txt', undefined])
    assert.ok(run.results.some(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri === 'sets/a%20b/1_koro/%C3%A9%3A%2050%25.png'), JSON.stringify(places))
  })

  it('has each rule once, with its page, and each result knows its rule', async () => {
    const [{ tool, results }] = (JSON.parse(await sarif('audit', '/repo', 'sets/a b')) as Log).runs
    const { rules } = tool.driver
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length)
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex]?.id, ruleId)
    for (const { id, help } of rules) assert.match(help?.markdown ?? '', /^# /, id)
  })

  it('takes a dataset outside of the current folder for the root', async () => {
    const [{ originalUriBaseIds, results }] = (JSON.parse(await sarif('check', '/elsewhere', '/repo/sets/a b')) as Log).runs
    assert.equal(originalUriBaseIds['%SRCROOT%']?.uri, 'file:///repo/sets/a%20b/')
    assert.equal(results.find(({ ruleId }) => ruleId === 'duplicate-tag')?.locations[0].physicalLocation.artifactLocation.uri, '10_lumi/01.txt')
  })

  it('holds whatever a file or message is called, and related files', () => {
    const row: ReportProblem = { rule: 'no-such-rule', level: 'hint', file: '.', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, message: 'half \ud800', fixes: [{ title: 'x', safe: true }], related: ['/outside/a.png', 'C:/x y.png', 'b\ud800.png'] }
    const text = renderSarif([row], { version: '1.0.0', base: 'C:/sets', folder: '' })
    assert.equal(schemaErrors(text), null)
    const [{ results }] = (JSON.parse(text) as Log).runs
    assert.deepEqual(results[0]?.relatedLocations?.map((place) => JSON.stringify(place).match(/"uri":"([^"]*)"/)?.[1]), ['file:///outside/a.png', 'file:///C%3A/x%20y.png', 'b%EF%BF%BD.png'])
  })
})
