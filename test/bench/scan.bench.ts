// A whole dataset from the disk: listing, headers, captions, index, all default rules, against listing and reading the same bytes in the same run;
// the second start from the cache; memory; what one changed file costs.
// Run: npm run bench -- --only scan [--count N] [--folder DIR] (an empty place for the set, which is removed afterwards; 100,000 pairs take 2 GB)
import { spawnSync } from 'node:child_process'
import { close, closeSync, fstat, fstatSync, mkdtempSync, open, openSync, read, readdirSync, readFile, readFileSync, readSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { mapBounded } from '../../server/src/base/concurrency'
import { streamProblems } from '../../server/src/audit/build-report'
import { streamRows } from '../../server/src/audit/stream-rows'
import { formatMessage } from '../../server/src/base/message'
import { FindingsCache } from '../../server/src/host/findings-cache'
import { disk, fromNative } from '../../server/src/host/disk'
import { loadDataset } from '../../server/src/host/load-dataset'
import { loadKnowledge } from '../../server/src/host/load-knowledge'
import { layerSettings } from '../../server/src/settings'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { drawPairs, writeDataset } from './draw-dataset'

const calls = { open: promisify(open), stat: promisify(fstat), read: promisify(read), close: promisify(close), readFile: promisify(readFile) }
/** What is read of an image at most. */
const HEAD = 64 * 1024
const EDITS = 2000

/** The floor: lists the folders and reads what a scan reads, as many at once. Bytes. */
async function readAll(root: string): Promise<number> {
  const paths = readdirSync(root).flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  let bytes = 0
  await mapBounded(paths, 16, async (path) => {
    if (path.endsWith('.txt')) {
      bytes += (await calls.readFile(path)).length
      return
    }
    const file = await calls.open(path, 'r')
    const { size } = await calls.stat(file)
    bytes += (await calls.read(file, Buffer.allocUnsafe(Math.min(HEAD, size)), 0, Math.min(HEAD, size), 0)).bytesRead
    await calls.close(file)
  })
  return bytes
}

/** The same, one after the other while everything else waits: the least where the disk has it all in memory. */
function readAllAtOnce(root: string): void {
  const buffer = Buffer.allocUnsafe(HEAD)
  for (const folder of readdirSync(root)) {
    for (const name of readdirSync(join(root, folder))) {
      const path = join(root, folder, name)
      if (path.endsWith('.txt')) {
        readFileSync(path)
        continue
      }
      const file = openSync(path, 'r')
      readSync(file, buffer, 0, Math.min(HEAD, fstatSync(file).size), 0)
      closeSync(file)
    }
  }
}

/** Milliseconds that pass, and those that the processor works. */
interface Cost {
  readonly time: number
  readonly work: number
}

async function timed<Value>(task: () => Promise<Value>): Promise<[Value, Cost]> {
  const start = performance.now()
  const before = process.cpuUsage()
  const value = await task()
  const { user, system } = process.cpuUsage(before)
  return [value, { time: performance.now() - start, work: (user + system) / 1000 }]
}

function sum(...costs: readonly Cost[]): Cost {
  return { time: costs.reduce((all, { time }) => all + time, 0), work: costs.reduce((all, { work }) => all + work, 0) }
}

function heap(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

interface Start {
  readonly workspace: Workspace
  readonly read: Cost
  readonly index: Cost
}

/** What opens a dataset: read, index. */
async function start(root: string, knowledge: Knowledge, cacheFolder: string | undefined): Promise<Start> {
  const [{ scan, settings }, reading] = await timed(() => loadDataset(disk, root, { layers: [], trusted: true, ...(cacheFolder === undefined ? {} : { cacheFolder }) }))
  const workspace = new Workspace(knowledge, layerSettings([]))
  const [, indexing] = await timed(async () => workspace.apply({ kind: 'dataset', scan, settings }))
  return { workspace, read: reading, index: indexing }
}

async function lintAll({ workspace }: Start): Promise<number> {
  const [dataset] = workspace.datasets
  let problems = 0
  if (dataset) for await (const some of streamProblems(dataset, workspace.knowledge, {})) problems += some.flat().length
  return problems
}

/** What the rules find, as rows: from the cache where it has them. The rows, and whether they were there. */
async function rowsOf({ workspace }: Start, cacheFolder: string): Promise<readonly [number, boolean]> {
  const [dataset] = workspace.datasets
  if (!dataset) return [0, false]
  const kept = await FindingsCache.open(disk, cacheFolder, dataset, 'one world')
  let count = 0
  for await (const some of streamRows(dataset, workspace.knowledge, { translate: formatMessage, kept })) count += some.flat().length
  return [count, kept.rows !== undefined]
}

/** A caption that is another now; milliseconds of the middle one, and of the one that 95 % stay below. */
function changeFiles({ workspace }: Start): readonly [number, number] {
  const [dataset] = workspace.datasets
  const samples = [...(dataset?.samples.values() ?? [])].filter((_, index, all) => index % Math.ceil(all.length / EDITS) === 0)
  const times = samples.map((sample, index) => {
    const text = `${sample.caption?.text ?? ''}, another word ${index % 7}`
    const before = performance.now()
    if (sample.caption) workspace.apply({ kind: 'sample', root: dataset?.root ?? '', sample: { ...sample, caption: { ...sample.caption, text } } })
    return performance.now() - before
  }).sort((a, b) => a - b)
  return [times[times.length >> 1] ?? 0, times[Math.floor(times.length * 0.95)] ?? 0]
}

async function bench(root: string, cacheFolder: string, knowledge: Knowledge, count: number): Promise<void> {
  const readFloor = async (): Promise<Cost> => (await timed(() => readAll(root)))[1]
  const ratio = (cost: Cost, other: Cost): string => `× ${(cost.time / other.time).toFixed(2)} (work × ${(cost.work / other.work).toFixed(2)})`
  const line = (what: string, cost: Cost, floor: Cost): void => console.log(`${what.padEnd(52)} ${cost.time.toFixed(0).padStart(7)} ms  ${ratio(cost, floor)} of the floor`)
  const bytes = await readAll(root)
  console.log(`${count} pairs, ${(bytes / 1e6).toFixed(0)} MB read; the floor is that of right before and right after, for machines get slower and faster`)

  const before = await readFloor()
  const base = heap()
  const cold = await start(root, knowledge, undefined)
  const memory = (heap() - base) / count
  const [problems, linted] = await timed(() => lintAll(cold))
  const between = await readFloor()
  const floor = mean(before, between)
  const whole = sum(cold.read, cold.index, linted)
  line('floor: listed and read', floor, floor)
  const [, least] = await timed(async () => readAllAtOnce(root))
  line('the same, one after the other', least, floor)
  line('cold: headers and captions read', cold.read, floor)
  line('cold: indexed', cold.index, floor)
  line(`cold: all default rules (${problems} problems)`, linted, floor)
  line('cold: all of it', whole, floor)
  const [middle, most] = changeFiles(cold)
  console.log(`memory over the base: ${(memory / 1024).toFixed(2)} KB a sample`)
  console.log(`one file changed: index current after ${(middle * 1000).toFixed(0)} µs, 95 % below ${(most * 1000).toFixed(0)} µs`)

  const kept = await start(root, knowledge, cacheFolder)
  const [[rows], keeping] = await timed(() => rowsOf(kept, cacheFolder))
  const after = await readFloor()
  line('cold: read, and kept in the cache', kept.read, mean(between, after))
  line(`cold: all default rules as rows, kept (${rows})`, keeping, mean(between, after))

  const { read: reading, index: indexing, knowing, rows: again, known } = secondStart(root, cacheFolder)
  if (!known || again !== rows) throw new Error('the second start has other rows')
  const last = mean(after, await readFloor())
  const second = sum(reading, indexing)
  line('second start: read', reading, last)
  line('second start: read and indexed', second, last)
  line('second start: what all rules found', knowing, last)
  line('second start: all of it', sum(second, knowing), last)
  const share = (cost: Cost): Cost => ({ time: cost.time / last.time, work: cost.work / last.work })
  const coldShare: Cost = { time: whole.time / floor.time, work: whole.work / floor.work }
  console.log(`second start ${ratio(share(sum(second, knowing)), coldShare)} of the cold one, both with what all rules found; ${ratio(share(second), coldShare)} until it shows its index; each by its own floor`)
}

interface Second {
  readonly read: Cost
  readonly index: Cost
  readonly knowing: Cost
  readonly rows: number
  readonly known: boolean
}

/** In a process of its own, as a second start is: without the datasets that are in memory here. */
function secondStart(root: string, cacheFolder: string): Second {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', __filename, '--second', root, '--cache', cacheFolder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  // written by `measureSecond`
  return JSON.parse(stdout) as Second
}

async function measureSecond(root: string, cacheFolder: string): Promise<Second> {
  const { knowledge } = await loadKnowledge(disk, { lists: [] }, '/')
  const warm = await start(root, knowledge, cacheFolder)
  const [[rows, known], knowing] = await timed(() => rowsOf(warm, cacheFolder))
  return { read: warm.read, index: warm.index, knowing, rows, known }
}

function mean(...costs: readonly Cost[]): Cost {
  const { time, work } = sum(...costs)
  return { time: time / costs.length, work: work / costs.length }
}

async function main(): Promise<void> {
  // other options are for other benchmarks
  const { values } = parseArgs({ options: { count: { type: 'string' }, folder: { type: 'string' }, second: { type: 'string' }, cache: { type: 'string' } }, strict: false })
  if (values['second'] !== undefined) return console.log(JSON.stringify(await measureSecond(String(values['second']), String(values['cache']))))
  const count = Number(values['count'] ?? 100_000)
  const home = mkdtempSync(join(String(values['folder'] ?? tmpdir()), 'taglore-scan-'))
  try {
    const { knowledge } = await loadKnowledge(disk, { lists: [] }, '/')
    const root = join(home, 'set')
    const long = new Date(Date.now() - 3_600_000)
    // as old as a dataset is: what was written just now is not kept
    await writeDataset(root, drawPairs(count, knowledge))
    for (const folder of readdirSync(root)) for (const name of readdirSync(join(root, folder))) utimesSync(join(root, folder, name), long, long)
    await bench(fromNative(root), fromNative(join(home, 'cache')), knowledge, count)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

void main()
