import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../../server/src/cli/run'
import { disk } from '../../server/src/host/disk'
import { pngBytes } from '../support/memory-files'

describe('taglore tag', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'taglore-tag-'))
    mkdirSync(join(root, 'set/1_lumi'), { recursive: true })
    for (const name of ['a', 'b']) {
      writeFileSync(join(root, `set/1_lumi/${name}.png`), pngBytes())
      writeFileSync(join(root, `set/1_lumi/${name}.txt`), 'lumi, 1girl')
    }
    const says = (text: string) => ['-e', `require('node:fs').appendFileSync(${JSON.stringify(join(root, 'asked'))}, 'x'); console.log(${JSON.stringify(text)})`, '{image}']
    const taggers = [['one', '1girl, solo, (hat:0.4)'], ['two', 'solo, smile']].map(([name = '', text = '']) => ({ name, kind: 'command', command: process.execPath, arguments: says(text) }))
    writeFileSync(join(root, 'taggers.json'), JSON.stringify({ 'taglore.taggers': taggers }))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string; captions: readonly string[] }> {
    let out = ''
    let err = ''
    const environment = { XDG_CACHE_HOME: join(root, 'cache'), XDG_STATE_HOME: join(root, 'state'), LOCALAPPDATA: join(root, 'cache'), HOME: root }
    const code = await runCli(['tag', join(root, 'set'), '--taggers', join(root, 'taggers.json'), ...args], { fileSystem: disk, folder: root, environment, interactive: false, write: async (text) => void (out += text), tell: (text) => (err += text) })
    return { code, out, err, captions: ['a', 'b'].map((name) => readFileSync(join(root, `set/1_lumi/${name}.txt`), 'utf8')) }
  }

  it('adds what any tagger sees, and asks each image once', async () => {
    const { code, err, captions } = await run('--tagger', 'one', '--tagger', 'two')
    assert.deepEqual([code, err], [0, ''])
    for (const caption of captions) assert.deepEqual(caption.split(', ').slice(0, 2).concat(caption.split(', ').slice(2).sort()), ['lumi', '1girl', 'hat', 'smile', 'solo'])
    assert.equal(readFileSync(join(root, 'asked'), 'utf8').length, 4)
    assert.match((await run('--tagger', 'one', '--tagger', 'two')).out, /captions have it all/)
    assert.equal(readFileSync(join(root, 'asked'), 'utf8').length, 4)
  })

  it('takes what all see, above the threshold, and only shows it', async () => {
    const both = await run('--tagger', 'one', '--tagger', 'two', '--merge', 'intersection', '--dry-run')
    assert.deepEqual([both.code, both.captions], [0, ['lumi, 1girl', 'lumi, 1girl']])
    assert.match(both.out, /^\+lumi, 1girl, solo$/m)
    assert.match((await run('--tagger', 'one', '--threshold', 'general=0.5', '--dry-run')).out, /^\+lumi, 1girl, solo$/m)
    assert.match((await run('--tagger', 'one', '--threshold', 'general=0.5,hat=0.3', '--dry-run')).out, /hat/)
  })

  it('says what is wrong with the question', async () => {
    for (const [args, message] of [[[], /Which taggers/], [['--tagger', 'none'], /no tagger 'none'.*one, two/], [['--tagger', 'one', '--threshold', 'general'], /is written as general=0\.35/], [['--tagger', 'one', '--merge', 'all'], /one of union/]] as const) {
      const { code, err } = await run(...args)
      assert.equal(code, 2)
      assert.match(err, message)
    }
  })
})
