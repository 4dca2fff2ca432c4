import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Report } from '../../server/src/audit/report'
import { MemoryFiles, pngBytes, type Content } from '../support/memory-files'
import { runHere, type CliRun } from './run-cli'

const FILES: Readonly<Record<string, Content>> = {
  '/set/10_lumi girl/01.png': pngBytes(832, 1216),
  '/set/10_lumi girl/01.txt': 'lumi, 1girl, smile, smile,\n',
  '/set/10_lumi girl/02.png': pngBytes(832, 1216),
  '/set/10_lumi girl/02.txt': '\ufefflumi，1girl, long hair',
  '/set/10_lumi girl/03.png': pngBytes(832, 1216),
  '/set/10_lumi girl/03.txt': 'lumi, 1girl, long_hair, solo',
}

/** One dataset in memory and the journal beside it. */
function open(files: Readonly<Record<string, Content>> = FILES): { files: MemoryFiles; run: (...args: string[]) => Promise<CliRun> } {
  const memory = new MemoryFiles(files)
  return { files: memory, run: (...args) => runHere(args, '/', { fileSystem: memory, environment: { XDG_STATE_HOME: '/state' } }) }
}

const json = <Value>({ out }: CliRun): Value => JSON.parse(out) as Value

describe('taglore fix', () => {
  it('applies safe fixes, says what is left, and undo takes it back byte by byte', async () => {
    const { files, run } = open()
    const { code, out } = await run('fix', '/set', '--format', 'json')
    const { changed, problems } = json<{ changed: string[]; problems: Report['problems'] }>({ code, out, err: '' })
    assert.deepEqual([code, changed], [0, ['10_lumi girl/01.txt', '10_lumi girl/02.txt']])
    assert.equal(files.textOf('/set/10_lumi girl/01.txt'), 'lumi, 1girl, smile\n')
    // without its byte order mark
    assert.equal(Buffer.from(await files.read('/set/10_lumi girl/02.txt')).toString(), 'lumi, 1girl, long hair')
    assert.deepEqual(problems.filter(({ rule }) => ['duplicate-tag', 'empty-tag', 'fullwidth-separator', 'byte-order-mark'].includes(rule)), [])
    assert.match((await run('undo', '/set')).out, /^Undone: Fix all that is safe to fix \(files: 2\)\n$/)
    for (const path of ['/set/10_lumi girl/01.txt', '/set/10_lumi girl/02.txt']) assert.equal(Buffer.from(await files.read(path)).toString(), FILES[path], path)
    assert.equal((await run('undo', '/set')).out, 'There is nothing to undo\n')
  })

  it('fixes only what is asked for: a rule, a part of the dataset', async () => {
    const { files, run } = open()
    await run('fix', '/set', '--rule', 'fullwidth-separator')
    assert.equal(files.textOf('/set/10_lumi girl/01.txt'), FILES['/set/10_lumi girl/01.txt'])
    await run('fix', '/set', '--where', 'name:03')
    assert.equal(files.textOf('/set/10_lumi girl/01.txt'), FILES['/set/10_lumi girl/01.txt'])
    await run('fix', '/set', '--where', 'name:01')
    assert.equal(files.textOf('/set/10_lumi girl/01.txt'), 'lumi, 1girl, smile\n')
  })

  it('changes what is trained only with --unsafe, by rule', async () => {
    const { files, run } = open()
    assert.match((await run('fix', '/set', '--unsafe')).err, /--unsafe needs --rule ID/)
    await run('fix', '/set', '--rule', 'mixed-spelling')
    assert.equal(files.textOf('/set/10_lumi girl/03.txt'), FILES['/set/10_lumi girl/03.txt'])
    await run('fix', '/set', '--unsafe', '--rule', 'mixed-spelling,byte-order-mark')
    assert.equal(files.textOf('/set/10_lumi girl/03.txt'), 'lumi, 1girl, long hair, solo')
  })

  it('runs a rule that is off when its fixes are asked for', async () => {
    const { files, run } = open({ '/set/1_x/a.png': pngBytes(), '/set/1_x/a.txt': 'hair ribbon, very long hair, long hair' })
    await run('fix', '/set', '--unsafe', '--rule', 'implied-tag')
    assert.equal(files.textOf('/set/1_x/a.txt'), 'hair ribbon, very long hair')
  })

  it('writes a diff instead of files with --dry-run, which git applies to the same end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'taglore-diff-'))
    try {
      const { files, run } = open()
      for (const [path, content] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), content)
      }
      const { out } = await run('fix', '/set', '--dry-run')
      assert.equal(files.textOf('/set/10_lumi girl/01.txt'), FILES['/set/10_lumi girl/01.txt'])
      assert.equal(spawnSync('git', ['apply', '-'], { cwd: join(folder, 'set'), input: out }).status, 0, out)
      await run('fix', '/set')
      for (const name of ['01', '02', '03']) assert.deepEqual(readFileSync(join(folder, `set/10_lumi girl/${name}.txt`)), Buffer.from(await files.read(`/set/10_lumi girl/${name}.txt`)), name)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says so when there is nothing to fix', async () => {
    const { run } = open({ '/set/1_x/a.png': pngBytes(), '/set/1_x/a.txt': 'solo' })
    assert.deepEqual(json(await run('fix', '/set', '--format', 'json', '--rule', 'duplicate-tag')), { changed: [], problems: [] })
  })
})

describe('taglore rename', () => {
  it('renames all spellings of a tag, and the trigger where it is declared', async () => {
    const { files, run } = open({ ...FILES, '/set/taglore.json': '{ "concepts": [{ "name": "lumi girl", "triggers": ["lumi"] }] }\n' })
    assert.deepEqual(json(await run('rename', '/set', 'Long Hair', 'very long hair', '--format', 'json')), { changed: ['10_lumi girl/02.txt', '10_lumi girl/03.txt'] })
    assert.equal(files.textOf('/set/10_lumi girl/03.txt'), 'lumi, 1girl, very long hair, solo')
    await run('rename', '/set', 'lumi', 'lumikoro')
    assert.match(files.textOf('/set/taglore.json') ?? '', /"triggers": \[\s*"lumikoro"/)
    await run('undo', '/set')
    await run('undo', '/set')
    assert.equal(files.textOf('/set/10_lumi girl/03.txt'), FILES['/set/10_lumi girl/03.txt'])
  })

  it('shows a diff with --dry-run and says when no caption has the tag', async () => {
    const { run } = open()
    assert.match((await run('rename', '/set', 'solo', '1person', '--dry-run')).out, /^-lumi, 1girl, long_hair, solo\n.*\n\+lumi, 1girl, long_hair, 1person$/m)
    assert.equal((await run('rename', '/set', 'nothing', 'something')).out, "No caption has 'nothing'\n")
  })

  it('refuses a new name that is none', async () => {
    const { code, err } = await open().run('rename', '/set', 'solo', 'a, b')
    assert.deepEqual([code, err], [2, "taglore: 'a, b' is more than one tag\n"])
  })
})

describe('taglore undo', () => {
  it('takes nothing back where a file has changed meanwhile', async () => {
    const { files, run } = open()
    await run('rename', '/set', 'lumi', 'lumikoro')
    files.put('/set/10_lumi girl/03.txt', 'written by hand')
    const { code, out, err } = await run('undo', '/set')
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /^taglore: Nothing was undone: .*'10_lumi girl\/03\.txt'\n$/)
    assert.match(files.textOf('/set/10_lumi girl/01.txt') ?? '', /^lumikoro/)
  })
})
