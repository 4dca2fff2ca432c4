// Loading tag knowledge: first start (lists are read and indexed by the worker), second start (from the cache) against
// reading the cache file alone, and memory over a process that knows nothing. Each measurement is a process of its own.
// Run: npx tsx test/bench/knowledge.bench.ts [--tags FILE]… [--relations FILE]… [--translations FILE]… [--rows N] [--runs N]
// Then the same for 150,000 synthetic rows with 30,000 aliases, 30,000 implications and 10,000 translations, and for --rows N
// (a million without it, 0 for none).
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ListFiles } from '../../server/src/host/knowledge-build'
import { numberOf, pathsOf } from './bench-options'
import { makeRandom } from './draw-queries'
import type { ProbeResult, ProbeTask } from './knowledge-probe'

const targetRatio = 2
const targetMegabytes = 60
const root = join(__dirname, '../..')
const runs = numberOf('runs', 5)
const scratch = mkdtempSync(join(tmpdir(), 'taglore-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const absolute = (name: Parameters<typeof pathsOf>[0]) => pathsOf(name).map(path => resolve(path))
const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const ms = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function probe(task: ProbeTask): ProbeResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(scratch, 'dist/probe.js'), JSON.stringify(task)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as ProbeResult // what the probe prints
}

/** `target`: whether the figures are held against the targets, which are for lists of 150,000 tags. */
function bench(title: string, files: ListFiles, target = true): void {
  const cacheFolder = join(scratch, title.replaceAll(/\W/g, '-'))
  const base = { files, cacheFolder, worker: join(scratch, 'dist/knowledge-worker.js'), cache: '' }
  const without = probe({ ...base, mode: 'load', cacheFolder: '' })
  const first = probe({ ...base, mode: 'load' })
  const cache = join(cacheFolder, readdirSync(cacheFolder)[0] ?? '')
  const tasks = (['bare', 'read', 'load', 'use'] as const).map(mode => ({ ...base, cache, mode }))
  const all = Array.from({ length: runs }, () => tasks.map(probe))
  const of = (at: number, value: keyof ProbeResult) => median(all.map(row => row[at]?.[value] ?? 0))
  const [reading, loading] = [of(1, 'milliseconds'), of(2, 'milliseconds')]
  const ratio = loading / reading
  const over = of(2, 'resident') - of(0, 'resident')
  const verdict = (limit: string, met: boolean) => (target ? `; target ${limit}: ${met ? 'met' : 'MISSED'}` : '')
  console.log(`\n${title}: ${first.tags} tags`)
  console.log(`first start                  ${ms(first.milliseconds)} until ready, by the worker; ${ms(without.milliseconds)} where nothing is kept`)
  console.log(`longest pause of the loop    ${ms(first.pause)} at the first start, ${ms(of(2, 'pause'))} at the second`)
  console.log(`cache                        ${mb(statSync(cache).size)}`)
  console.log(`second start                 ${ms(loading)}; reading the file alone ${ms(reading)}: ${ratio.toFixed(2)} times${verdict(`${targetRatio} times`, ratio <= targetRatio)}`)
  console.log(`memory over a bare process   ${mb(over)} resident, ${mb(of(2, 'used') - of(0, 'used'))} in use${verdict(`${targetMegabytes} MB`, over <= targetMegabytes * 1e6)}`)
  console.log(`after thousands of keys      ${mb(of(3, 'resident') - of(0, 'resident'))} resident, ${mb(of(3, 'used') - of(0, 'used'))} in use`)
}

interface Synthetic {
  readonly tags: string
  readonly aliases: string
  readonly implications: string
  readonly translations: string
}

/** Names of one to four made-up words, posts as rare as Zipf has them; a fifth as many relations of each kind, a fifteenth as many names. */
function synthesise(rows: number): Synthetic {
  const random = makeRandom(1)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  const syllable = () => pick([...'bdfghklmnprstvz', '', 'ch', 'sh']) + pick([...'aeiou']) + pick(['', '', 'n', 'r', 's'])
  const words = Array.from({ length: 30_000 }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, syllable).join(''))
  const names = Array.from({ length: rows }, (_, place) => `${Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(words)).join('_')}_${place.toString(36)}`)
  const every = (step: number, line: (name: string, place: number) => string) => names.flatMap((name, place) => (place % step === 0 ? line(name, place) : [])).join('\n')
  return {
    tags: every(1, (name, place) => `${name},${place % 5 === 0 ? 4 : 0},${Math.round(6e6 / (place + 1))},`),
    aliases: every(5, (name, place) => `${pick(words)}_${pick(words)}_${place},${name}`),
    implications: every(5, (name) => `${name},${pick(names)}`),
    translations: every(15, (name) => `${name},${Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick([...'长短发眼睛裙子帽红蓝绿色大小手花树天空水'])).join('')}`),
  }
}

function benchSynthetic(rows: number, target: boolean): void {
  const texts = synthesise(rows)
  const write = (name: string, text: string) => {
    const path = join(scratch, `${name}.csv`)
    writeFileSync(path, `${text}\n`)
    return path
  }
  const relations = [{ path: write('aliases', texts.aliases) }, { path: write('implications', texts.implications) }]
  bench(`${rows} synthetic rows`, { lists: [write('tags', texts.tags)], relations, translations: [write('zh', texts.translations)] }, target)
}

async function main(): Promise<void> {
  mkdirSync(join(scratch, 'dist'))
  if (!existsSync(join(root, 'dist/vocabulary.json'))) throw new Error('npm run build comes first')
  copyFileSync(join(root, 'dist/vocabulary.json'), join(scratch, 'dist/vocabulary.json'))
  const entryPoints = { 'knowledge-worker': 'server/src/host/knowledge-worker.ts', probe: 'test/bench/knowledge-probe.ts' }
  await build({ absWorkingDir: root, entryPoints, outdir: join(scratch, 'dist'), bundle: true, minify: true, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'error' })
  bench('the vocabulary alone', { lists: [], relations: [], translations: [] }, false)
  if (pathsOf('tags').length > 0) {
    const relations = absolute('relations').map(path => ({ path }))
    bench('lists and vocabulary', { lists: absolute('tags'), relations, translations: absolute('translations') })
  }
  benchSynthetic(150_000, true)
  const rows = numberOf('rows', 1_000_000)
  if (rows > 0) benchSynthetic(rows, false)
}

void main()
