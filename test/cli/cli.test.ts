import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../server/src/audit/report'
import { COMMANDS } from '../../server/src/cli/commands/index'
import { pngBytes } from '../support/memory-files'
import { buildCli, runHere, type BuiltCli, type CliRun } from './run-cli'

describe('the command line', function () {
  // each run is a process of its own
  this.timeout(60_000)
  let cli: BuiltCli
  let set: string

  before(async () => {
    cli = await buildCli()
    set = cli.write({
      '10_lumi girl/01.png': pngBytes(832, 1216),
      '10_lumi girl/01.txt': 'lumi, 1girl, long hair, smile, smile',
      '10_lumi girl/02.png': '',
      '10_lumi girl/02.txt': 'lumi, 1girl, Long_Hair',
      '10_lumi girl/03.png': '',
      '5_koro cat/01.png': '',
      '5_koro cat/01.txt': 'koro, no humans, saber \\(fate\\)',
    })
  })
  after(() => cli.remove())

  const json = <Value>(result: CliRun): Value => JSON.parse(result.out) as Value

  it('has a file for each command, and each command in its list', () => {
    const files = readdirSync(join(__dirname, '../../server/src/cli/commands')).filter((name) => name !== 'index.ts')
    assert.deepEqual(COMMANDS.map(({ name }) => `${name}.ts`).sort(), files.sort())
  })

  describe('audit', () => {
    it('prints the report and ends in 1 for warnings', () => {
      const { code, out, err } = cli.run(['audit', set])
      assert.deepEqual([code, err], [1, ''])
      for (const part of ['duplicate-tag', '10_lumi girl/01.txt:1:32', 'missing-caption', 'lumi girl', '832×1216']) assert.ok(out.includes(part), `${part} is missing in\n${out}`)
    })

    it('gives the keys of the contract as JSON', () => {
      const report = json<Report>(cli.run(['audit', set, '--format', 'json']))
      for (const key of ['version', 'root', 'summary', 'concepts', 'tags', 'buckets', 'problems']) assert.ok(key in report, key)
      assert.equal(report.version, 1)
      assert.deepEqual(Object.keys(report.summary), ['images', 'captions', 'concepts', 'distinctTags', 'problems'])
      assert.deepEqual([report.summary.images, report.summary.captions, report.summary.concepts], [4, 3, 2])
      const [lumi] = report.concepts
      assert.deepEqual({ ...lumi, triggers: [], inferred: true }, { name: 'lumi girl', folder: '10_lumi girl', images: 3, repeats: 10, effective: 30, triggers: [], inferred: true, regularization: false })
      assert.deepEqual(report.tags[0], { tag: '1girl', captions: 2, effective: 20, postCount: report.tags[0]?.postCount, category: 'general' })
      const repeated = report.problems.find(({ rule }) => rule === 'duplicate-tag')
      assert.deepEqual(repeated?.range, { start: { line: 0, character: 31 }, end: { line: 0, character: 36 } })
      assert.deepEqual([repeated?.file, repeated?.level, repeated?.fixes[0]?.safe], ['10_lumi girl/01.txt', 'warning', true])
    })

    it('gives Markdown', () => assert.match(cli.run(['audit', set, '--format', 'markdown']).out, /^# /))

    it('gives the same bytes each time', () => assert.equal(cli.run(['audit', set, '--format', 'json']).out, cli.run(['audit', set, '--format', 'json']).out))

    it('judges from the level that is asked for', () => {
      assert.equal(cli.run(['audit', set, '--fail-on', 'error']).code, 0)
      assert.equal(cli.run(['audit', set, '--fail-on', 'hint']).code, 1)
    })

    it('reports a part of the dataset, with problems found in the light of the whole', () => {
      const report = json<Report>(cli.run(['audit', set, '--format', 'json', '--where', 'name:01 AND concept:"lumi girl"']))
      assert.deepEqual([report.summary.images, report.concepts.map(({ name, images }) => [name, images]), report.summary.distinctTags], [1, [['lumi girl', 1]], 4])
      assert.deepEqual([...new Set(report.problems.map(({ file }) => file))], ['10_lumi girl/01.txt'])
    })

    it('uses the settings and tag lists that are named', () => {
      const settings = cli.write({ 'mine.json': '{ // comment\n"rules": { "duplicate-tag": "off", "missing-caption": "off" } }', 'tags.csv': 'lumi,4,42,\nkoro,4,41,' })
      const report = json<Report>(cli.run(['audit', set, '--format', 'json', '--settings', join(settings, 'mine.json'), '--tags', join(settings, 'tags.csv')]))
      assert.deepEqual(report.problems.filter(({ rule }) => rule === 'duplicate-tag' || rule === 'missing-caption'), [])
      assert.deepEqual(report.tags.find(({ tag }) => tag === 'lumi')?.postCount, 42)
    })

    it('uses relations and translations that are named', () => {
      const lists = cli.write({ 'aliases.csv': 'antecedent,consequent\nlumi,1girl\n', 'zh.csv': '1girl,女孩\n' })
      const { code, out, err } = cli.run(['check', set, '--relations', join(lists, 'aliases.csv'), '--translations', join(lists, 'zh.csv')])
      assert.deepEqual([code, err], [1, ''])
      assert.match(out, /'lumi' is another name of '1girl'/)
    })

    it('tells that an empty folder holds no images, and ends in 0', () => {
      const { code, out } = cli.run(['audit', cli.write({})])
      assert.equal(code, 0)
      assert.match(out, /^No images found/)
    })
  })

  describe('check', () => {
    it('lists the problems of a folder, relative to it', () => {
      const { code, out } = cli.run(['check', set])
      assert.equal(code, 1)
      assert.match(out, /^10_lumi girl\/01\.txt:1:32: warning: .* \[duplicate-tag\]$/m)
    })

    it('lists the same problems as the audit', () => {
      const { problems } = json<{ problems: unknown }>(cli.run(['check', set, '--format', 'json']))
      assert.deepEqual(problems, json<Report>(cli.run(['audit', set, '--format', 'json'])).problems)
    })

    it('checks single captions in the light of their dataset, relative to the current folder', () => {
      const wide = cli.write(Object.fromEntries(Array.from({ length: 8 }, (_, at) => [[`9_lumi/${at}.png`, ''], [`9_lumi/${at}.txt`, at === 3 ? '1girl' : 'lumi, 1girl']] as const).flat()))
      const { out, code } = cli.run(['check', '9_lumi/3.txt', '9_lumi/4.txt', '--format', 'json'], { folder: wide })
      const { problems } = JSON.parse(out) as { problems: readonly { rule: string; file: string }[] }
      assert.deepEqual([code, problems.map(({ rule, file }) => [rule, file])], [1, [['missing-trigger', '9_lumi/3.txt']]])
    })

    it('checks a caption that belongs to no dataset', () => {
      const alone = cli.write({ 'note.txt': 'solo, solo' })
      assert.match(cli.run(['check', 'note.txt'], { folder: alone }).out, /^note\.txt:1:7: warning: .* \[duplicate-tag\]$/m)
    })

    it('says why such a caption cannot be read', () => {
      const alone = cli.write({ 'note.txt': new Uint8Array([0xb3, 0xa4]) })
      const { code, out } = cli.run(['check', 'note.txt'], { folder: alone })
      assert.equal(code, 1)
      assert.match(out, /^note\.txt: error: .* \[invalid-encoding\]$/m)
    })

    it('says when there is nothing', () => {
      const clean = cli.write({ '1_x/a.png': '', '1_x/a.txt': 'solo, smile' })
      const { code, out } = cli.run(['check', clean])
      assert.deepEqual([code, out.split('\n')[0]], [0, 'No problems found'])
    })

    it('gives Markdown', () => assert.match(cli.run(['check', set, '--format', 'markdown']).out, /^- warning `10_lumi girl\/01\.txt:1:32`/m))

    it('keeps control characters of captions from the terminal', () => {
      const nasty = cli.write({ '1_x/a.png': '', '1_x/a.txt': 'a\u001b[31mb, a\u001b[31mb' })
      const { out } = cli.run(['check', nasty])
      assert.ok(!out.includes('\u001b') && out.includes('duplicate-tag'))
    })
  })

  describe('explain', () => {
    it('shows the page of a rule', () => assert.match(cli.run(['explain', 'duplicate-tag']).out, /^# /))

    it('gives id, level and page as JSON', () => {
      const page = json<{ id: string; level: string; page: string }>(cli.run(['explain', 'duplicate-tag', '--format', 'json']))
      assert.deepEqual([page.id, page.level, page.page.startsWith('# ')], ['duplicate-tag', 'warning', true])
    })

    it('knows what was meant', () => {
      const { code, err } = cli.run(['explain', 'duplicate-tags'])
      assert.deepEqual([code, err], [2, "taglore: There is no rule 'duplicate-tags'; did you mean 'duplicate-tag'?\n"])
    })
  })

  describe('query', () => {
    const matches = (query: string): string[] => json<{ matches: string[] }>(cli.run(['query', set, query, '--format', 'json'])).matches

    it('lists matching images, one path a line', () => {
      const { code, out } = cli.run(['query', set, 'tag:long_hair'])
      assert.deepEqual([code, out], [0, '10_lumi girl/01.png\n10_lumi girl/02.png\n'])
    })

    it('knows every key', () => {
      assert.deepEqual(matches('tags:=0'), ['10_lumi girl/03.png'])
      assert.deepEqual(matches('tag:"saber (fate)"'), ['5_koro cat/01.png'])
      assert.deepEqual(matches('concept:koro* AND repeats:=5'), ['5_koro cat/01.png'])
      assert.deepEqual(matches('width:=832 AND bucket:832x1216 AND area:>1000000'), ['10_lumi girl/01.png'])
      assert.deepEqual(matches('rule:duplicate-tag'), ['10_lumi girl/01.png'])
      assert.deepEqual(matches('rule:missing-*'), ['10_lumi girl/03.png'])
      assert.deepEqual(matches('path:lumi AND NOT name:03 AND tokens:>9'), ['10_lumi girl/01.png'])
      assert.deepEqual(matches('chars:>24'), ['10_lumi girl/01.png', '5_koro cat/01.png'])
      assert.equal(matches('').length, 4)
    })

    it('ends in 0 without a match', () => {
      const { code, out } = cli.run(['query', set, 'tag:none'])
      assert.deepEqual([code, out], [0, ''])
    })

    it('ends in 2 for a bad query, and says where', () => {
      const { code, out, err } = cli.run(['query', set, 'tag:long hair'])
      assert.deepEqual([code, out, err], [2, '', "taglore: Bad query at character 10: AND or OR is expected before 'hair'; put words that belong together in quotes\n"])
    })
  })

  describe('tokens', () => {
    it('gives ids and counts of texts', () => {
      const { out } = cli.run(['tokens', '--text', 'lumi, 1girl', '', '--format', 'json'])
      assert.deepEqual(JSON.parse(out), [
        { text: 'lumi, 1girl', ids: [664, 2251, 267, 272, 1611], count: 5 },
        { text: '', ids: [], count: 0 },
      ])
    })

    it('reads a file as the trainer reads it', () => {
      const texts = cli.write({ 'a.txt': '  solo \nsmile', 'wild/taglore.json': '{"captions": {"wildcards": true}}', 'wild/a.txt': 'solo\n\n smile\n' })
      const read = (file: string): unknown => (JSON.parse(cli.run(['tokens', file, '--format', 'json'], { folder: texts }).out) as { text: string }[])[0]?.text
      assert.deepEqual([read('a.txt'), read('wild/a.txt')], ['solo', 'solo\nsmile'])
    })

    it('takes a text that begins with a dash', () => assert.equal(cli.run(['tokens', '--text=-1']).code, 0))
  })

  describe('buckets', () => {
    it('gives the contract as JSON', () => {
      const { out } = cli.run(['buckets', set, '--size', '640x960', '--format', 'json', '--resolution', '512', '--max', '1024'])
      const found = JSON.parse(out) as { table: unknown[]; images: { file?: string; image: unknown; bucket: unknown }[] }
      assert.deepEqual(Object.keys(found), ['resolution', 'min', 'max', 'step', 'noUpscale', 'table', 'images'])
      assert.equal(found.images.length, 5)
      assert.deepEqual(Object.keys(found.images[0] ?? {}), ['file', 'image', 'bucket', 'resized', 'crop', 'arError', 'lost'])
      assert.deepEqual(found.images[4], { image: [640, 960], bucket: [384, 640], resized: [427, 640], crop: { left: 21, top: 0, right: 22, bottom: 0 }, arError: 384 / 640 - 640 / 960, lost: 1 - (384 * 640) / (427 * 640) })
    })

    it('refuses sizes that are none', () => {
      for (const args of [['--size', '640'], ['--size', '0x9'], ['--resolution', 'big'], ['--min', '-1'], ['--step=0']]) {
        const { code, err } = cli.run(['buckets', ...args])
        assert.deepEqual([code, err.split('\n').length], [2, 2], args.join(' '))
      }
    })
  })

  describe('called wrongly', () => {
    const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [[], /Which command\?/],
      [['audt', '.'], /did you mean 'audit'/],
      [['fly'], /There is no command 'fly'/],
      [['audit'], /Which folder\?/],
      [['audit', 'nowhere'], /There is no 'nowhere'; check the path/],
      [['audit', 'package.json'], /'package\.json' is a file/],
      [['audit', '.', 'more'], /'more' is one argument too many/],
      [['audit', '.', '--formt', 'json'], /There is no option '--formt'; did you mean --format\?/],
      [['audit', '.', '--format', 'yaml'], /one of text, json, markdown, html, sarif; 'yaml' is not/],
      [['audit', '.', '--format'], /needs a value: --format text\|json\|markdown/],
      [['audit', '.', '--quiet=yes'], /takes no value/],
      [['audit', '.', '--size', '1x1'], /'taglore audit' has no option --size/],
      [['audit', '.', '--fail-on', 'never'], /one of error, warning, info, hint/],
      [['audit', '.', '--where', 'tag:'], /Bad query at character 5: Nothing stands after 'tag:'/],
      [['audit', '.', '--tags', 'no.csv'], /There is no 'no\.csv'/],
      [['audit', '.', '--settings', 'no.json'], /There is no '.*no\.json'/],
      [['check'], /What is to be checked\?/],
      [['check', 'a.txt'], /There is no 'a\.txt'/],
      [['query', '.'], /Which query\?/],
      [['query'], /Which folder\?/],
      [['tokens'], /Which text\?/],
      [['tokens', 'a.txt'], /There is no 'a\.txt'/],
      [['tokens', '.'], /'\.' is a folder/],
      [['tokens', '--text', '--quiet'], /write --text=--quiet/],
      [['explain'], /Which rule\?/],
    ]
    for (const [args, message] of wrong) {
      it(`taglore ${args.join(' ')}`, async () => {
        const { code, out, err } = await runHere(args, cli.home)
        assert.deepEqual([code, out], [2, ''])
        assert.match(err, message)
        assert.equal(err.split('\n').length, 2, `one line, not\n${err}`)
      })
    }
  })

  it('has a help for itself and for each command', async () => {
    for (const args of [['--help'], ['help'], ['-h'], ...COMMANDS.flatMap(({ name }) => [[name, '--help'], ['help', name]])]) {
      const { code, out, err } = await runHere(args, cli.home)
      assert.deepEqual([code, err], [0, ''])
      assert.match(out, /^Usage: taglore/)
    }
  })

  it('tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }
    assert.equal(cli.run(['--version']).out, `${version}\n`)
  })

  it('speaks the language of the terminal, or the one that is asked for', () => {
    const chinese = '没有问题'
    cli.translate({ 'No problems found': chinese })
    const clean = cli.write({ '1_x/a.png': '', '1_x/a.txt': 'solo' })
    const first = (args: readonly string[], environment: Record<string, string>): string | undefined => cli.run(['check', clean, ...args], { environment }).out.split('\n')[0]
    assert.equal(first([], { LANG: 'zh_CN.UTF-8' }), chinese)
    assert.equal(first(['--locale', 'zh-cn'], {}), chinese)
    assert.equal(first([], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }), 'No problems found')
    assert.equal(first(['--locale', 'en'], { LC_ALL: 'zh_CN' }), 'No problems found')
  })

  it('counts on the error stream where somebody looks, and leaves nothing there', async () => {
    const { err } = await runHere(['check', set], cli.home, { interactive: true })
    const cleared = '\r\u001b[K'
    assert.ok(err.startsWith(`${cleared}Reading 1/4`) && err.endsWith(cleared), JSON.stringify(err))
    assert.equal((await runHere(['check', set, '--quiet'], cli.home, { interactive: true })).err, '')
  })

  it('hands over large outputs whole, through a pipe', () => {
    const large = cli.write({ '1_x/a.png': '', '1_x/a.txt': Array.from({ length: 3_000 }, () => 'solo').join(', ') })
    assert.equal(json<Report>(cli.run(['audit', large, '--format', 'json'])).problems.filter(({ rule }) => rule === 'duplicate-tag').length, 2_999)
  })

  it('does not mind a reader that goes away', async () => {
    const large = cli.write({ '1_x/a.png': '', '1_x/a.txt': Array.from({ length: 3_000 }, () => 'solo').join(', ') })
    const child = spawn(process.execPath, [cli.path, 'audit', large, '--format', 'json'], { env: cli.environment })
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.stdout.once('data', () => child.stdout.destroy())
    await new Promise((resolve) => child.once('close', resolve))
    assert.equal(err, '')
  })
})
