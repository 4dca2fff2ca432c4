import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import type { Report } from '../../server/src/audit/report'
import { picture } from '../support/pictures'
import { buildCli, type BuiltCli, type CliRun } from './run-cli'

const PRODUCT = join(__dirname, '../..')

describe('taglore with --pixels', () => {
  let cli: BuiltCli
  let home: string
  let set: string
  before(async () => {
    cli = await buildCli()
    await build({ absWorkingDir: PRODUCT, entryPoints: ['server/src/host/image-process/main.ts'], outfile: join(cli.home, 'dist/image-process.js'), bundle: true, platform: 'node', format: 'cjs', external: ['sharp'], logLevel: 'error' })
    symlinkSync(join(PRODUCT, 'node_modules'), join(cli.home, 'node_modules'))
  })
  after(() => cli.remove())

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'taglore-pixels-'))
    set = join(home, 'set')
    mkdirSync(join(set, '5_lumi'), { recursive: true })
    const put = (name: string, bytes: Uint8Array): void => {
      writeFileSync(join(set, '5_lumi', `${name}.png`), bytes)
      writeFileSync(join(set, '5_lumi', `${name}.txt`), `lumi, 1girl, own ${name}`)
    }
    const drawn = await picture({ seed: 1, width: 512, height: 512 }).png().toBuffer()
    put('a', drawn)
    put('b', drawn)
    put('clear', await sharp({ create: { width: 512, height: 512, channels: 4, background: { r: 10, g: 200, b: 30, alpha: 0.1 } } }).png().toBuffer())
    put('damaged', drawn.fill(7, 300, 900))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  const run = (...args: string[]): CliRun => cli.run(args, { environment: { XDG_CACHE_HOME: join(home, 'cache'), XDG_STATE_HOME: join(home, 'state') } })
  const rulesOf = ({ out }: CliRun): string[] => {
    const { problems } = JSON.parse(out) as Pick<Report, 'problems'>
    return problems.filter(({ rule }) => ['duplicate-image', 'transparent-image', 'unreadable-image'].includes(rule)).map(({ rule, file }) => `${rule} ${file}`)
  }

  it('tells what only the pixels tell, and nothing of it without', () => {
    assert.deepEqual(rulesOf(run('audit', set, '--format', 'json')), [])
    const found = ['duplicate-image 5_lumi/a.png', 'transparent-image 5_lumi/clear.png', 'unreadable-image 5_lumi/damaged.png']
    assert.deepEqual(rulesOf(run('audit', set, '--pixels', '--format', 'json')), found)
    assert.deepEqual(rulesOf(run('check', set, '--pixels', '--format', 'json')), found)
  })

  it('keeps what it found in the cache, unless told not to', () => {
    const caches = (): string[] => readdirSync(join(home, 'cache/taglore')).filter((name) => name === 'images.bin')
    mkdirSync(join(home, 'cache/taglore'), { recursive: true })
    run('audit', set, '--pixels', '--no-cache')
    assert.deepEqual(caches(), [])
    run('audit', set, '--pixels')
    assert.deepEqual(caches(), ['images.bin'])
  })

  it('lays an image on white, and undo brings it back byte for byte', async () => {
    const path = join(set, '5_lumi/clear.png')
    const before = readFileSync(path)
    const fixed = run('fix', set, '--pixels', '--unsafe', '--rule', 'transparent-image', '--format', 'json')
    assert.deepEqual((JSON.parse(fixed.out) as { changed: string[] }).changed, ['5_lumi/clear.png'])
    const { hasAlpha } = await sharp(readFileSync(path)).metadata()
    assert.equal(hasAlpha, false)
    run('undo', set)
    assert.deepEqual(readFileSync(path), before)
  })
})
