import assert from 'node:assert/strict'
import { describeProblems, findProblems } from '../../server/src/audit/build-report'
import { mergeReports } from '../../server/src/audit/merge-reports'
import type { Report, ReportProblem } from '../../server/src/audit/report'
import { MemoryFiles, pngBytes, type Content } from '../support/memory-files'
import { openDataset } from '../support/world'
import { runHere, type CliRun } from './run-cli'

const FILES: Record<string, Content> = {}
for (let at = 0; at < 40; at++) {
  FILES[`/set/10_lumi/${at}.png`] = pngBytes(832, 1216)
  if (at % 7 > 0) FILES[`/set/10_lumi/${at}.txt`] = `lumi, 1girl, long hair, ${at % 3 === 0 ? 'smile, smile' : 'open mouth'}${at % 5 === 0 ? ',' : ''}`
}
for (let at = 0; at < 5; at++) Object.assign(FILES, { [`/set/1_koro/${at}.png`]: pngBytes(), [`/set/1_koro/${at}.txt`]: 'koro, no humans, cat' })

describe('shares of an audit', () => {
  let files: MemoryFiles
  const run = (...args: string[]): Promise<CliRun> => runHere(args, '/', { fileSystem: files })

  beforeEach(() => {
    files = new MemoryFiles(FILES)
  })

  async function share(index: number, count: number, ...more: string[]): Promise<string> {
    const path = `/parts/${index}-${count}.json`
    files.put(path, (await run('audit', '/set', '--shard', `${index}/${count}`, '--format', 'json', ...more)).out)
    return path
  }

  it('merged are the same bytes as the whole, in every form, with the same exit code, in any order', async () => {
    const parts = [await share(2, 3), await share(3, 3), await share(1, 3)]
    for (const format of ['json', 'text', 'markdown', 'html', 'sarif']) assert.deepEqual(await run('merge', ...parts, '--format', format), await run('audit', '/set', '--format', format), format)
    assert.deepEqual(await run('merge', await share(1, 1), '--format', 'json'), await run('audit', '/set', '--format', 'json'))
  })

  it('share the problems: each is in exactly one, those of the dataset in the first', async () => {
    const reports = [1, 2].map(async (index) => JSON.parse(files.textOf(await share(index, 2)) ?? '') as Report)
    const [first, second] = await Promise.all(reports)
    const whole = JSON.parse((await run('audit', '/set', '--format', 'json')).out) as Report
    assert.ok(first && second && first.problems.length > 5 && second.problems.length > 5)
    assert.equal(first.problems.length + second.problems.length, whole.problems.length)
    assert.deepEqual([first.problems.some(({ rule }) => rule === 'unbalanced-concepts'), second.problems.some(({ rule }) => rule === 'unbalanced-concepts')], [true, false])
    assert.deepEqual([first.shard, second.shard, whole.shard], [{ index: 1, count: 2 }, { index: 2, count: 2 }, undefined])
  })

  it('merged are the whole of a part that a query selects', async () => {
    const where = ['--where', 'name:1*']
    const parts = [await share(1, 2, ...where), await share(2, 2, ...where)]
    assert.equal((await run('merge', ...parts, '--format', 'json')).out, (await run('audit', '/set', '--format', 'json', ...where)).out)
  })

  it('are not merged where one is missing, doubled, of another dataset, or no report', async () => {
    const parts = [await share(1, 3), await share(3, 3)]
    const told = async (...paths: string[]): Promise<string> => {
      const { code, err } = await run('merge', ...paths)
      assert.equal(code, 2)
      return err
    }
    assert.match(await told(...parts), /Parts are missing: 2\/3/)
    assert.match(await told(...parts, await share(2, 3), parts[0] ?? ''), /A part is there twice/)
    files.put('/set/10_lumi/new.txt', 'lumi, another')
    files.put('/set/10_lumi/new.png', pngBytes())
    assert.match(await told(...parts, await share(2, 3)), /made from different datasets/)
    files.put('/whole.json', (await run('audit', '/set', '--format', 'json')).out)
    assert.match(await told('/whole.json'), /not the parts of one report/)
    assert.match(await told('/set/10_lumi/1.txt'), /is no report/)
    assert.match(await told('/nowhere.json'), /There is no/)
    assert.match(await told(), /Which reports\?/)
  })

  it('are asked for as I/N, as JSON', async () => {
    for (const wrong of ['0/3', '4/3', '1', '1/0', 'a/b', '-1/2']) assert.match((await run('audit', '/set', `--shard=${wrong}`, '--format', 'json')).err, /'--shard' is a share such as 1\/4/, wrong)
    assert.match((await run('audit', '/set', '--shard', '1/2')).err, /add --format json/)
  })

  it('are nothing without any report', () => {
    const merged = mergeReports([])
    assert.ok('fault' in merged)
  })
})

describe('problems as lines of JSON', () => {
  const lines = ({ out }: CliRun): ReportProblem[] => out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as ReportProblem)

  it('are those of the whole report, written as they are found', async () => {
    const fileSystem = new MemoryFiles(FILES)
    const { problems } = JSON.parse((await runHere(['check', '/set', '--format', 'json'], '/', { fileSystem })).out) as Report
    const found = await runHere(['check', '/set', '--format', 'ndjson'], '/', { fileSystem })
    const sorted = (rows: readonly ReportProblem[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
    assert.deepEqual(sorted(lines(found)), sorted(problems))
    assert.deepEqual([found.code, await runHere(['check', '/set', '--format', 'ndjson'], '/', { fileSystem })], [1, found])
    const some = await runHere(['check', '/set', '--format', 'ndjson', '--where', 'name:1', '--fail-on', 'error'], '/', { fileSystem })
    assert.ok(some.code === 0 && lines(some).length > 0 && lines(some).length < problems.length)
  })

  it('come also for single captions', async () => {
    const found = await runHere(['check', '/set/10_lumi/3.txt', '--format', 'ndjson'], '/', { fileSystem: new MemoryFiles(FILES) })
    assert.deepEqual(lines(found).map(({ rule, file }) => [rule, file]), [['duplicate-tag', 'set/10_lumi/3.txt']])
  })
})

describe('problems of a share', () => {
  it('are together those of all', async () => {
    const { dataset, workspace } = await openDataset('//- 5_lumi/{1..9}.png\n//- 5_lumi/{1..9}.txt\nlumi, smile, smile')
    const rows = async (shard?: { index: number; count: number }): Promise<ReportProblem[]> => describeProblems(await findProblems(dataset, workspace.knowledge, shard ? { shard } : {}), dataset, ({ text }) => text)
    const parts = (await Promise.all([1, 2, 3, 4].map((index) => rows({ index, count: 4 })))).flat()
    assert.deepEqual(parts.map(({ file, rule }) => `${file} ${rule}`).sort(), (await rows()).map(({ file, rule }) => `${file} ${rule}`).sort())
  })
})
