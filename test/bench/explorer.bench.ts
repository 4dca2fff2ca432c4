// The trees of the side bar over a dataset of many images, over stdio to `dist/server.js` (npm run build first): the first levels, a page of
// images, filters and the tags under them; at once when the dataset is there, while the rules look at it, and after that. Against a question
// that is answered with nothing (the floor), and filters against reading every caption anew (the alternative). Such a question is asked
// all the time meanwhile: the longest that one waits is the longest that the server does not listen.
// Run: npx tsx test/bench/explorer.bench.ts [--captions N] [--kept DIR] (a set that is written once and left there)
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { parseCaption } from '../../server/src/caption/parse'
import { compileQuery } from '../../server/src/dataset/query/compile-query'
import { parseQuery } from '../../server/src/dataset/query/parse-query'
import { loadKnowledge } from '../../server/src/host/load-knowledge'
import { toUri } from '../../server/src/lsp/uris'
import type { ExplorerConceptsResult, ExplorerDatasetsResult, ExplorerImagesParams, ExplorerImagesResult, ExplorerTagsResult } from '../../server/src/protocol/explorer'
import type { QueryImage } from '../../server/src/dataset/query/compile-query'
import { FULL, TestClient } from '../support/client'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { numberOf, textOf } from './bench-options'
import { drawPairs, type DrawnPair } from './draw-dataset'

const server = join(__dirname, '../../dist/server.js')
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-bench-')))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const count = numberOf('captions', 100_000)
const set = textOf('kept') ?? join(scratch, 'set')
/** Milliseconds between two questions that are answered with nothing. */
const BEAT = 5

function write(pairs: readonly DrawnPair[]): void {
  if (existsSync(set)) return
  const bytes = pngBytes()
  for (const folder of new Set(pairs.map(({ name }) => dirname(name)))) mkdirSync(join(set, folder), { recursive: true })
  for (const { name, caption } of pairs) {
    writeFileSync(join(set, `${name}.txt`), caption)
    writeFileSync(join(set, `${name}.png`), bytes)
  }
}

/** The server under test, and whoever asks it nothing all the time. */
class Asked {
  private waits: number[] = []
  private beating = true

  private constructor(readonly client: TestClient, readonly process: number, private readonly notes: string) {}

  static async start(): Promise<Asked> {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const client = await TestClient.connect(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), { folders: [set], capabilities: FULL, initializationOptions: { cacheFolder: join(scratch, 'cache') } })
    const asked = new Asked(client, child.pid ?? 0, join(scratch, 'notes.md'))
    await client.open(asked.notes, '', 'markdown')
    void asked.beat()
    return asked
  }

  private async beat(): Promise<void> {
    while (this.beating) {
      const start = performance.now()
      await this.client.hover(this.notes, 0)
      this.waits.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, BEAT))
    }
  }

  /** The longest that nothing was answered since the last time this was asked, and the usual. */
  waited(what: string): number {
    const sorted = this.waits.sort((a, b) => a - b)
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    console.log(`explorer: ${what}: an empty answer takes ${at(0.5).toFixed(1)} ms, 99 % below ${at(0.99).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`)
    this.waits = []
    return at(0.5)
  }

  async stop(): Promise<void> {
    this.beating = false
    await this.client.stop()
  }
}

/** Milliseconds that a process has worked, where the system tells (Linux); other processes do not stretch them. */
function workOf(process: number): number {
  const stat = existsSync(`/proc/${process}/stat`) ? readFileSync(`/proc/${process}/stat`, 'utf8') : ''
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
  return (user + system) * 10
}

async function time<Result>({ process }: Asked, name: string, work: () => Promise<Result>): Promise<Result> {
  const [start, before] = [performance.now(), workOf(process)]
  const result = await work()
  const spent = performance.now() - start
  console.log(`explorer:   ${name.padEnd(44)} ${spent.toFixed(0).padStart(6)} ms, of which the server works ${(workOf(process) - before).toFixed(0).padStart(5)} ms`)
  return result
}

const FILTERS = ['tag:smile AND NOT tag:"long hair"', 'tag:*hair* AND tags:>12', 'concept:mizune7 AND width:<2000', 'caption:blush']

/** What the side bar asks when it is opened, and then when somebody looks around. */
async function lookAround(asked: Asked, folder: string): Promise<void> {
  const { client } = asked
  const root = toUri(set)
  const images = (params: Partial<ExplorerImagesParams>): Promise<ExplorerImagesResult> => client.request('taglore/explorerImages', { root, folder: toUri(join(set, folder)), order: 'name', ...params })
  await time(asked, 'datasets', () => client.request<ExplorerDatasetsResult>('taglore/explorerDatasets', {}))
  await time(asked, 'concepts', () => client.request<ExplorerConceptsResult>('taglore/explorerConcepts', { root }))
  const first = await time(asked, 'images of a concept', () => images({}))
  if (first.pages.length > 0) await time(asked, 'its first page', () => images({ page: 0 }))
  await time(asked, 'the same with all problems', () => images({ ...(first.pages.length > 0 && { page: 0 }), problems: 'all' }))
  await time(asked, 'tags', () => client.request<ExplorerTagsResult>('taglore/explorerTags', { root, order: 'count' }))
  for (const filter of FILTERS) await time(asked, filter, () => client.request<ExplorerConceptsResult>('taglore/explorerConcepts', { root, filter }))
  await time(asked, 'tags under the last filter', () => client.request<ExplorerTagsResult>('taglore/explorerTags', { root, order: 'count', filter: FILTERS.at(-1) }))
}

/** The other way: each caption is parsed for each query. */
function filterAnew(pairs: readonly DrawnPair[]): void {
  for (const filter of FILTERS) {
    const parsed = parseQuery(filter)
    if ('error' in parsed) throw new Error(filter)
    const test = compileQuery(parsed.query)
    const start = performance.now()
    let found = 0
    for (const { name, caption } of pairs) {
      const image: QueryImage = { tags: parseCaption(caption).tags.map(({ key }) => key), caption, name, path: name, concepts: [dirname(name)], repeats: 10, size: [1, 1], bucket: [1, 1], tokens: () => 0, rules: () => [] }
      if (test(image)) found++
    }
    console.log(`explorer:   ${filter.padEnd(44)} ${(performance.now() - start).toFixed(0).padStart(6)} ms  (${found})`)
  }
}

async function main(): Promise<void> {
  const { knowledge } = await loadKnowledge(new MemoryFiles(), { lists: [] }, '/')
  const pairs = drawPairs(count, knowledge)
  write(pairs)
  const folders = readdirSync(set).sort()
  console.log(`explorer: ${count} images in ${folders.length} folders`)
  const start = performance.now()
  const asked = await Asked.start()
  const { client } = asked
  await client.request<ExplorerDatasetsResult>('taglore/explorerDatasets', {})
  console.log(`explorer: there after ${(performance.now() - start).toFixed(0)} ms`)
  asked.waited('until then')
  const before = client.changes
  await lookAround(asked, folders[0] ?? '')
  asked.waited(client.changes === before ? 'beside that, while rules look at it' : 'beside that')
  const linting = performance.now()
  if (client.changes === before) await client.until('the dataset looked at', () => client.changes > before)
  console.log(`explorer: rules are through ${(performance.now() - linting).toFixed(0)} ms later`)
  asked.waited('until then')
  await lookAround(asked, folders[1] ?? '')
  asked.waited('beside that, when all is quiet')
  const [{ name, caption } = { name: '', caption: '' }] = pairs
  await client.open(join(set, `${name}.txt`), `${caption}, sitting`)
  await lookAround(asked, folders[0] ?? '')
  asked.waited('after an edit')
  await asked.stop()
  console.log('explorer: filters that parse every caption, in this process')
  filterAnew(pairs)
}

void main().then(() => process.exit())
