import assert from 'node:assert/strict'
import type { ReportProblem } from '../../server/src/audit/report'
import { pngBytes } from '../support/memory-files'
import { buildCli, type BuiltCli } from './run-cli'

const TOML = `# my set
[[datasets]]
resolution = "512" # square
  [[datasets.subsets]]
  image_dir = "10_lumi"
  num_repeat = 10
`

describe('taglore config check', function () {
  this.timeout(60_000)
  let cli: BuiltCli
  let set: string
  before(async () => {
    cli = await buildCli()
    set = cli.write({
      'dataset.toml': TOML,
      'fine.toml': '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n',
      'prompts.txt': '1girl --w 511\n',
      'other.toml': '[project]\nname = "x"\n',
      '10_lumi/1.png': pngBytes(512, 512),
      '10_lumi/1.txt': 'lumi, 1girl',
    })
  })
  after(() => cli.remove())

  it('lists the problems of a file with their places, and ends in 1', () => {
    const { code, out } = cli.run(['config', 'check', `${set}/dataset.toml`, '--format', 'json'])
    const { problems } = JSON.parse(out) as { problems: ReportProblem[] }
    assert.equal(code, 1)
    assert.deepEqual(problems.map(({ rule, level, range }) => [rule, level, range.start.line, range.start.character]), [['wrong-type', 'error', 2, 13], ['unknown-key', 'error', 5, 2]])
    assert.deepEqual(problems[0]?.fixes, [{ title: 'Write 512', safe: true }])
  })
  it('ends in 0 where nothing is wrong', () => assert.deepEqual(cli.run(['config', 'check', `${set}/fine.toml`, '--format', 'json']), { code: 0, out: '{\n  "problems": []\n}\n', err: '' }))
  it('takes several files', () => {
    const { problems } = JSON.parse(cli.run(['config', 'check', `${set}/prompts.txt`, `${set}/dataset.toml`, '--format', 'json']).out) as { problems: ReportProblem[] }
    assert.deepEqual(problems.map(({ rule, level }) => `${rule} ${level}`), ['wrong-type error', 'unknown-key error', 'wrong-type info'])
  })
  it('cannot run on what is no training file', () => {
    for (const args of [['config'], ['config', 'check'], ['config', 'check', `${set}/other.toml`], ['config', 'check', set], ['config', 'check', `${set}/absent.toml`]]) assert.equal(cli.run(args).code, 2, args.join(' '))
  })
  it('check and audit tell of the files in a dataset too', () => {
    const { problems } = JSON.parse(cli.run(['check', set, '--format', 'json']).out) as { problems: ReportProblem[] }
    assert.ok(problems.some(({ rule, file, range }) => rule === 'wrong-type' && file === 'dataset.toml' && range.start.line === 2))
  })
  it('fix applies what is safe in them, and keeps comments', () => {
    const { out } = cli.run(['fix', set, '--rule', 'wrong-type', '--dry-run'])
    assert.ok(out.includes('-resolution = "512" # square\n+resolution = 512 # square\n'), out)
  })
})
