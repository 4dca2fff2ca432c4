// The trees of the side bar over a dataset of many images, over stdio to `dist/server.js` (npm run build first): the first levels, a page of
// images, a filter and the tags under it, and a page again after an edit; against listing the same folders on the disk.
// Run: npx tsx test/bench/explorer.bench.ts [--captions N]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { toUri } from '../../server/src/lsp/uris'
import type { ExplorerConceptsResult, ExplorerDatasetsResult, ExplorerImagesResult, ExplorerTagsResult } from '../../server/src/protocol/explorer'
import { FULL, TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'
import { numberOf } from './bench-options'

const server = join(__dirname, '../../dist/server.js')
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-bench-')))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const FOLDERS = 20
const count = numberOf('captions', 100_000)
const set = join(scratch, 'set')
const folderOf = (index: number): string => join(set, `${(index % FOLDERS) + 1}_folder`)
const TAGS = 'solo|long hair|blue eyes|school uniform|looking at viewer|smile|simple background|blonde hair|standing|outdoors|holding sword|cowboy shot|ribbon'.split('|')
const textOf = (index: number): string => `1girl, hatsune miku, ${TAGS.filter((_, at) => (index * 7 + at) % 3 > 0).join(', ')}, own ${index % 3000}`

async function time<Result>(name: string, floor: number, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now()
  const result = await work()
  const spent = performance.now() - start
  const again = performance.now()
  await work()
  console.log(`explorer: ${name} ${spent.toFixed(0)} ms (${(spent / floor).toFixed(1)} × floor), again ${(performance.now() - again).toFixed(0)} ms`)
  return result
}

async function main(): Promise<void> {
  for (let folder = 0; folder < FOLDERS; folder++) mkdirSync(folderOf(folder), { recursive: true })
  const bytes = pngBytes()
  for (let index = 0; index < count; index++) {
    writeFileSync(join(folderOf(index), `${index}.txt`), textOf(index))
    writeFileSync(join(folderOf(index), `${index}.png`), bytes)
  }
  const listing = performance.now()
  for (let folder = 0; folder < FOLDERS; folder++) readdirSync(folderOf(folder))
  const floor = performance.now() - listing
  console.log(`explorer: ${count} images, floor ${floor.toFixed(0)} ms (names of ${FOLDERS} folders)`)
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const client = await TestClient.connect(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), { folders: [set], capabilities: FULL, initializationOptions: { cacheFolder: join(scratch, 'cache') } })
  const root = toUri(set)
  const folder = toUri(folderOf(0))
  const start = performance.now()
  await client.request<ExplorerDatasetsResult>('taglore/explorerDatasets', {})
  console.log(`explorer: read and shown first ${(performance.now() - start).toFixed(0)} ms`)
  await client.ready(set)
  await time('datasets', floor, () => client.request<ExplorerDatasetsResult>('taglore/explorerDatasets', {}))
  await time('concepts', floor, () => client.request<ExplorerConceptsResult>('taglore/explorerConcepts', { root }))
  const { pages } = await time('pages of a concept', floor, () => client.request<ExplorerImagesResult>('taglore/explorerImages', { root, folder, order: 'name' }))
  if (pages.length === 0) throw new Error('a concept without pages')
  await time('a page of images', floor, () => client.request<ExplorerImagesResult>('taglore/explorerImages', { root, folder, order: 'name', page: 3 }))
  await time('tags', floor, () => client.request<ExplorerTagsResult>('taglore/explorerTags', { root, order: 'count' }))
  const filter = 'tag:smile AND NOT tag:"long hair"'
  await time('concepts under a filter', floor, () => client.request<ExplorerConceptsResult>('taglore/explorerConcepts', { root, filter }))
  await time('tags under the filter', floor, () => client.request<ExplorerTagsResult>('taglore/explorerTags', { root, order: 'count', filter }))
  await client.open(join(folderOf(0), '0.txt'), `${textOf(0)}, sitting`)
  await time('a page after an edit', floor, () => client.request<ExplorerImagesResult>('taglore/explorerImages', { root, folder, order: 'name', page: 3 }))
  await time('concepts under the filter after an edit', floor, () => client.request<ExplorerConceptsResult>('taglore/explorerConcepts', { root, filter }))
  await client.stop()
  child.kill()
}

void main()
