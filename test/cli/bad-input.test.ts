import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Report, ReportProblem } from '../../server/src/audit/report'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { buildCli, runHere, type BuiltCli, type CliRun } from './run-cli'

/** Stands in every dataset: it must be reported whatever else is broken. */
const SOUND = { '3_lumi/sound.png': '', '3_lumi/sound.txt': 'lumi, solo, solo' }

describe('the command line on bad input', function () {
  this.timeout(60_000)
  let cli: BuiltCli

  before(async () => {
    cli = await buildCli()
  })
  after(() => cli.remove())

  function problemsOf({ out, err }: CliRun): readonly ReportProblem[] {
    assert.equal(err, '')
    return (JSON.parse(out) as Report).problems
  }

  /** Audits the sound sample beside a broken one; gives what is said of the broken files. */
  function auditBeside(files: Readonly<Record<string, string | Uint8Array>>): readonly ReportProblem[] {
    const result = cli.run(['audit', cli.write({ ...SOUND, ...files }), '--format', 'json'])
    assert.equal(result.code, 1)
    const problems = problemsOf(result)
    assert.equal(problems.filter(({ rule, file }) => rule === 'duplicate-tag' && file === '3_lumi/sound.txt').length, 1, 'the rest is reported')
    return problems.filter(({ file }) => file.startsWith('3_lumi/broken'))
  }

  const rulesOf = (problems: readonly ReportProblem[]): string[] => problems.map(({ rule, file }) => `${file.replace('3_lumi/broken', '')} ${rule}`)

  const captions: readonly (readonly [what: string, bytes: string | Uint8Array, expected: readonly string[]])[] = [
    ['is not UTF-8', new Uint8Array([0xc5, 0xae, 0xba, 0xa2, 0x2c, 0x20, 0xb3, 0xa4]), ['.txt invalid-encoding']],
    ['is empty', new Uint8Array(0), ['.txt empty-caption']],
    ['has 10 MB', 'lumi, long hair, '.repeat(620_000), ['.txt invalid-encoding']],
    ['is one line of 100,000 commas', `lumi${','.repeat(100_000)}`, ['.txt empty-tag']],
    ['holds NUL bytes', 'lumi, so\0lo', ['.txt invalid-encoding']],
  ]
  for (const [what, bytes, expected] of captions) {
    it(`tells of a caption that ${what}, once`, () => {
      assert.deepEqual(rulesOf(auditBeside({ '3_lumi/broken.png': '', '3_lumi/broken.txt': bytes })), expected)
    })
  }

  const images: readonly (readonly [what: string, bytes: string | Uint8Array])[] = [
    ['is truncated', pngBytes().slice(0, 33)],
    ['is truncated in its header', pngBytes().slice(0, 18)],
    ['has no bytes', new Uint8Array(0)],
    ['is a renamed text file', 'not an image at all'],
    ['is a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'],
  ]
  for (const [what, bytes] of images) {
    it(`tells of an image that ${what}, once`, () => {
      assert.deepEqual(rulesOf(auditBeside({ '3_lumi/broken.png': bytes, '3_lumi/broken.txt': 'lumi, smile' })), ['.png unreadable-image'])
    })
  }

  it('tells of a folder that it may not read', async () => {
    const files = new MemoryFiles({ '/set/3_lumi/a.png': pngBytes(), '/set/3_lumi/a.txt': 'lumi, solo, solo', '/set/4_locked/b.png': pngBytes() }).fail('/set/4_locked', 'no-permission')
    const result = await runHere(['audit', '/set', '--format', 'json'], '/', { fileSystem: files })
    assert.equal(result.code, 1)
    assert.deepEqual(problemsOf(result).map(({ rule, file }) => `${file} ${rule}`), ['3_lumi/a.txt duplicate-tag', '4_locked unreadable-folder'])
  })

  it('says that the dataset itself may not be read', async () => {
    const { code, out, err } = await runHere(['audit', '/set'], '/', { fileSystem: new MemoryFiles().addFolder('/set').fail('/set', 'no-permission') })
    assert.deepEqual([code, out, err], [2, '', "taglore: '/set' cannot be read; check its permissions\n"])
  })

  it('tells of a caption that it may not read', async () => {
    const files = new MemoryFiles({ '/set/3_lumi/a.png': pngBytes(), '/set/3_lumi/a.txt': 'lumi' }).fail('/set/3_lumi/a.txt', 'no-permission')
    assert.deepEqual(problemsOf(await runHere(['audit', '/set', '--format', 'json'], '/', { fileSystem: files })).map(({ rule, file }) => `${file} ${rule}`), ['3_lumi/a.txt invalid-encoding'])
  })

  it('walks once around a loop of links', function () {
    const set = cli.write(SOUND)
    mkdirSync(join(set, '2_more'))
    try {
      symlinkSync(set, join(set, '2_more/up'))
      symlinkSync(join(set, '5_self'), join(set, '5_self'))
    } catch {
      // Windows asks for a right to make links
      return
    }
    const { code, out } = cli.run(['audit', set, '--format', 'json'])
    assert.deepEqual([code, (JSON.parse(out) as Report).summary.images], [1, 1])
  })

  it('reads 10,000 files', async () => {
    const files = new MemoryFiles()
    for (let index = 0; index < 5_000; index++) files.put(`/set/3_lumi/${index}.png`, pngBytes()).put(`/set/3_lumi/${index}.txt`, 'lumi, 1girl, solo')
    const { code, out } = await runHere(['query', '/set', 'tag:solo'], '/', { fileSystem: files })
    assert.deepEqual([code, out.split('\n').length], [0, 5_001])
  })

  it('reports under the usual settings when taglore.json is no JSON, and ends in 2', () => {
    const set = cli.write({ ...SOUND, 'taglore.json': '{ "goal": "style", "rules": ' })
    const audit = cli.run(['audit', set, '--format', 'json'])
    assert.equal(audit.code, 2)
    assert.match(audit.err, /^taglore: taglore\.json is not valid JSON \(.* at line 1, column \d+\); its settings are not used\n$/)
    const { problems } = JSON.parse(audit.out) as Report
    assert.deepEqual(problems.map(({ rule, file }) => `${file} ${rule}`), ['3_lumi/sound.txt duplicate-tag', 'taglore.json invalid-settings'])
    assert.equal(cli.run(['check', set]).code, 2)
    const query = cli.run(['query', set, 'tag:solo'])
    assert.deepEqual([query.code, query.out, query.err.split('\n').length], [2, '3_lumi/sound.png\n', 2])
  })

  it('names the file of --settings when that is no JSON', () => {
    const set = cli.write({ ...SOUND, 'mine.json': '[]' })
    const { code, err } = cli.run(['audit', set, '--settings', join(set, 'mine.json')])
    assert.equal(code, 2)
    assert.match(err, /^taglore: mine\.json must hold one object/)
  })

  it('leaves out a setting with a wrong value, and uses the others', () => {
    const set = cli.write({ ...SOUND, 'taglore.json': '{ "goal": "stile", "rules": { "duplicate-tag": "error" }, "colour": 1 }' })
    const problems = problemsOf(cli.run(['audit', set, '--format', 'json']))
    assert.deepEqual(problems.map(({ rule, file, level }) => `${file} ${rule} ${level}`), ['3_lumi/sound.txt duplicate-tag error', 'taglore.json invalid-settings error', 'taglore.json invalid-settings error'])
  })

  it('leaves out rows of a tag list that it cannot read, and says so once', () => {
    const set = cli.write({ ...SOUND, 'tags.csv': 'lumi,0,10,\n"broken,0,\nsolo,zero,many\nsmile,0,5,""\n' })
    const { code, out, err } = cli.run(['check', set, '--tags', join(set, 'tags.csv')])
    assert.deepEqual([code, err.split('\n').length], [1, 2], err)
    assert.match(err, /'tags\.csv'/)
    assert.match(out, /duplicate-tag/)
    assert.equal(cli.run(['check', set, '--tags', join(set, 'tags.csv'), '--quiet']).err, '')
  })

  for (const [what, bytes] of [
    ['is not UTF-8', new Uint8Array([0xb3, 0xa4, 0x2c, 0x30, 0x2c, 0x31])],
    ['is no tag list', '{"colours": "red"}'],
    ['is empty', new Uint8Array(0)],
  ] as const) {
    it(`goes on without a tag list that ${what}`, () => {
      const set = cli.write({ ...SOUND, 'tags.csv': bytes })
      const { code, out, err } = cli.run(['check', set, '--tags', join(set, 'tags.csv')])
      assert.deepEqual([code, err.split('\n').length], [1, 2], err)
      assert.match(out, /duplicate-tag/)
    })
  }

  it('says what is wrong with a caption that is to be counted', () => {
    const set = cli.write({ 'empty.txt': new Uint8Array(0), 'latin.txt': new Uint8Array([0xe9]) })
    assert.deepEqual(cli.run(['tokens', 'empty.txt'], { folder: set }), { code: 2, out: '', err: "taglore: 'empty.txt' is empty (0 bytes): training stops at it\n" })
    assert.match(cli.run(['tokens', 'latin.txt'], { folder: set }).err, /'latin\.txt' is not UTF-8/)
  })
})
