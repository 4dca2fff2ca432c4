// Loading tag knowledge: first start (lists are read and indexed by the worker), second start (from the cache) against
// reading the cache file alone, and memory over a process that knows nothing. Each measurement is a process of its own.
// Run: npx tsx test/bench/knowledge.bench.ts [--tags FILE]… [--relations FILE]… [--translations FILE]… [--rows N] [--runs N]
// --rows N: then the same for N synthetic rows; a million without it, 0 for none.
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ListFiles } from '../../server/src/host/knowledge-build'
import { makeRandom } from './draw-queries'
import type { ProbeResult, ProbeTask } from './knowledge-probe'

const targetRatio = 2
const targetMegabytes = 60
const root = join(__dirname, '../..')
const many = { type: 'string', multiple: true } as const
const { values } = parseArgs({ options: { tags: many, relations: many, translations: many, captions: { type: 'string' }, rows: { type: 'string' }, runs: { type: 'string' } } })
const runs = Number(values.runs ?? 5)
const scratch = mkdtempSync(join(tmpdir(), 'taglore-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const absolute = (paths: readonly string[] = []) => paths.map(path => resolve(path))
const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const ms = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function probe(task: ProbeTask): ProbeResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(scratch, 'dist/probe.js'), JSON.stringify(task)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as ProbeResult // what the probe prints
}

function bench(title: string, files: ListFiles): void {
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
  console.log(`\n${title}: ${first.tags} tags`)
  console.log(`first start                  ${ms(first.milliseconds)} until ready, by the worker; ${ms(without.milliseconds)} where nothing is kept`)
  console.log(`cache                        ${mb(statSync(cache).size)}`)
  console.log(`second start                 ${ms(loading)}; reading the file alone ${ms(reading)}: ${ratio.toFixed(2)} times, target ${targetRatio}: ${ratio <= targetRatio ? 'met' : 'MISSED'}`)
  console.log(`memory over a bare process   ${mb(over)} resident, ${mb(of(2, 'used') - of(0, 'used'))} in use; target ${targetMegabytes} MB: ${over <= targetMegabytes * 1e6 ? 'met' : 'MISSED'}`)
  console.log(`after thousands of keys      ${mb(of(3, 'resident') - of(0, 'resident'))} resident, ${mb(of(3, 'used') - of(0, 'used'))} in use`)
}

/** Names of one to four made-up words, posts as rare as Zipf has them. */
function syntheticList(rows: number): string {
  const random = makeRandom(1)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  const syllable = () => pick([...'bdfghklmnprstvz', '', 'ch', 'sh']) + pick([...'aeiou']) + pick(['', '', 'n', 'r', 's'])
  const words = Array.from({ length: 30_000 }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, syllable).join(''))
  const lines = Array.from({ length: rows }, (_, place) => {
    const name = `${Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(words)).join('_')}_${place.toString(36)}`
    return `${name},${place % 5 === 0 ? 4 : 0},${Math.round(6e6 / (place + 1))},${place % 6 === 0 ? `${pick(words)}_${place}` : ''}`
  })
  return `${lines.join('\n')}\n`
}

async function main(): Promise<void> {
  mkdirSync(join(scratch, 'dist'))
  if (!existsSync(join(root, 'dist/vocabulary.json'))) throw new Error('npm run build comes first')
  copyFileSync(join(root, 'dist/vocabulary.json'), join(scratch, 'dist/vocabulary.json'))
  const entryPoints = { 'knowledge-worker': 'server/src/host/knowledge-worker.ts', probe: 'test/bench/knowledge-probe.ts' }
  await build({ absWorkingDir: root, entryPoints, outdir: join(scratch, 'dist'), bundle: true, minify: true, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'error' })
  bench('the vocabulary alone', { lists: [], relations: [], translations: [] })
  if (values.tags) {
    const relations = absolute(values.relations).map(path => ({ path }))
    bench('lists and vocabulary', { lists: absolute(values.tags), relations, translations: absolute(values.translations) })
  }
  const rows = Number(values.rows ?? 1_000_000)
  if (rows === 0) return
  const path = join(scratch, 'synthetic.csv')
  writeFileSync(path, syntheticList(rows))
  bench(`${rows} synthetic rows`, { lists: [path], relations: [], translations: [] })
}

void main()
