import assert from 'node:assert/strict'
import type { BalanceReport } from '../../server/src/audit/balance-report'
import { MemoryFiles, pngBytes, type Content } from '../support/memory-files'
import { runHere, type CliRun } from './run-cli'

const images = (folder: string, count: number, caption: (at: number) => string): Record<string, Content> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [[`/set/${folder}/${at}.png`, pngBytes()], [`/set/${folder}/${at}.txt`, caption(at)]]).flat(1) as [string, Content][])

const FILES: Readonly<Record<string, Content>> = { ...images('10_lumi', 12, (at) => `lumi, 1girl, ${at < 3 ? 'bikini' : 'serafuku'}`), ...images('10_koro', 4, () => 'koro, no humans') }

function open(files: Readonly<Record<string, Content>> = FILES): { files: MemoryFiles; run: (...args: string[]) => Promise<CliRun> } {
  const memory = new MemoryFiles(files)
  return { files: memory, run: (...args) => runHere(args, '/', { fileSystem: memory, environment: { XDG_STATE_HOME: '/state' } }) }
}

const parse = ({ out }: CliRun): BalanceReport & { changed?: string[] } => JSON.parse(out) as BalanceReport & { changed?: string[] }
const repeatsOf = ({ concepts }: BalanceReport): unknown => concepts.flatMap(({ name, parts }) => parts.map((part) => [name, part.folder, part.tag, part.images, part.repeats, part.proposed]))

describe('taglore balance', () => {
  it('proposes the smallest epoch and writes nothing', async () => {
    const { files, run } = open()
    const report = parse(await run('balance', '/set', '--format', 'json'))
    assert.deepEqual(repeatsOf(report), [['koro', '10_koro', null, 4, 10, 3], ['lumi', '10_lumi', null, 12, 10, 1]])
    assert.deepEqual([report.samples, report.ratio, report.reached], [{ before: 160, after: 24 }, { before: 3, after: 1 }, true])
    const { out } = await run('balance', '/set')
    for (const part of ['160 → 24', '3.00 → 1.00', '10 → 3', '40 → 12', 'train 6.7 times as many epochs']) assert.ok(out.includes(part), `${part} in\n${out}`)
    assert.ok(files.textOf('/set/10_koro/0.txt'))
  })

  it('keeps the tolerance and the limit, and says when both cannot be', async () => {
    const { run } = open()
    assert.deepEqual(repeatsOf(parse(await run('balance', '/set', '--tolerance', '200', '--format', 'json'))), [['koro', '10_koro', null, 4, 10, 1], ['lumi', '10_lumi', null, 12, 10, 1]])
    assert.match((await run('balance', '/set', '--max-samples', '20')).out, /this comes nearest/)
    assert.deepEqual(repeatsOf(parse(await run('balance', '/set', '--max-samples', '20', '--format', 'json'))), [['koro', '10_koro', null, 4, 10, 2], ['lumi', '10_lumi', null, 12, 10, 1]])
  })

  it('renames folders, also where taglore.json names them, and undo puts all back', async () => {
    const settings = '{ "concepts": [{ "name": "lumi", "folders": ["10_lumi"] }, { "name": "koro", "folders": ["10_koro"] }] }\n'
    const { files, run } = open({ ...FILES, '/set/taglore.json': settings })
    assert.deepEqual(parse(await run('balance', '/set', '--apply', '--format', 'json')).changed, ['1_lumi', '3_koro', 'taglore.json'])
    assert.deepEqual([files.textOf('/set/3_koro/0.txt'), files.textOf('/set/10_koro/0.txt')], ['koro, no humans', undefined])
    assert.match(files.textOf('/set/taglore.json') ?? '', /"1_lumi"[^]*"3_koro"/)
    await run('undo', '/set')
    assert.deepEqual([files.textOf('/set/10_koro/0.txt'), files.textOf('/set/taglore.json')], ['koro, no humans', settings])
  })

  it('moves the images of a minority tag to a folder of their own with more repeats', async () => {
    const { files, run } = open(images('10_lumi', 12, (at) => `lumi, 1girl, ${at < 3 ? 'bikini' : 'serafuku'}`))
    const report = parse(await run('balance', '/set', '--tag', 'Bikini', '--apply', '--format', 'json'))
    assert.deepEqual(repeatsOf(report), [['lumi', '10_lumi', null, 9, 10, 1], ['Bikini', '10_lumi', 'Bikini', 3, 10, 3]])
    assert.equal(files.textOf('/set/3_lumi Bikini/0.txt'), 'lumi, 1girl, bikini')
    assert.deepEqual([files.textOf('/set/1_lumi/0.txt'), files.textOf('/set/1_lumi/3.txt')], [undefined, 'lumi, 1girl, serafuku'])
    await run('undo', '/set')
    assert.equal(files.textOf('/set/10_lumi/0.txt'), 'lumi, 1girl, bikini')
  })

  it('takes tags that taglore.json declares as concepts', async () => {
    const { run } = open({ ...FILES, '/set/taglore.json': '{ "concepts": [{ "name": "swimming", "tags": ["bikini"] }] }' })
    assert.deepEqual(repeatsOf(parse(await run('balance', '/set', '--format', 'json', '--tolerance', '0'))), [
      ['koro', '10_koro', null, 4, 10, 9],
      ['lumi', '10_lumi', null, 9, 10, 2],
      ['bikini', '10_lumi', 'bikini', 3, 10, 6],
    ])
  })

  it('sets num_repeats where a dataset configuration lists the folders', async () => {
    const toml = ['[general]', 'caption_extension = ".txt"', 'resolution = 1024', '', '[[datasets]]', '', '  [[datasets.subsets]]', "  image_dir = '/set/lumi'", '  num_repeats = 10 # as before', '', '  [[datasets.subsets]]', "  image_dir = '/set/koro'", ''].join('\r\n')
    const { files, run } = open({ ...images('lumi', 12, () => 'lumi, 1girl'), ...images('koro', 4, () => 'koro, no humans'), '/set/dataset.toml': toml })
    assert.deepEqual(parse(await run('balance', '/set', '--apply', '--format', 'json')).changed, ['dataset.toml'])
    assert.equal(files.textOf('/set/dataset.toml'), toml.replace('num_repeats = 10', 'num_repeats = 1').replace("  image_dir = '/set/koro'", "  num_repeats = 3\r\n  image_dir = '/set/koro'"))
    assert.match((await run('balance', '/set', '--tag', '1girl', '--apply')).out, /1\.00 → 1\.00/)
  })

  it('gives a folder the name that another one leaves, and refuses one that stays', async () => {
    const swap = open({ ...FILES, ...images('3_koro', 12, () => 'other, no humans') })
    assert.deepEqual(parse(await swap.run('balance', '/set', '--apply', '--format', 'json')).changed, ['1_koro', '1_lumi', '3_koro'])
    assert.deepEqual([swap.files.textOf('/set/3_koro/0.txt'), swap.files.textOf('/set/1_koro/0.txt')], ['koro, no humans', 'other, no humans'])
    const taken = open({ ...FILES, ...images('3_koro', 4, () => 'other, no humans') })
    assert.deepEqual(await taken.run('balance', '/set', '--apply'), { code: 2, out: '', err: "taglore: Two folders would be called '3_koro'; rename one of them first\n" })
  })

  it('leaves folders alone whose names carry no repeats', async () => {
    const { run } = open(Object.fromEntries(Object.entries(FILES).map(([path, content]) => [path.replace('10_', ''), content])))
    const { code, err } = await run('balance', '/set', '--apply')
    assert.deepEqual([code, err], [2, 'taglore: These folders carry no repeats in their names; set the repeats where your trainer reads them\n'])
  })

  it('wants numbers', async () => {
    assert.match((await open().run('balance', '/set', '--tolerance', 'much')).err, /'--tolerance' needs a number from 0 on; 'much' is none/)
    assert.match((await open().run('balance', '/set', '--max-samples', '0')).err, /needs a number from 1 on/)
  })
})
