// A rename of a tag in 10,000 captions as an editor meets it, over stdio to `dist/server.js` (npm run build first): the plan with its
// preview, the change through the journal with the dataset read again, undo and redo; against writing the same files one by one, unsafely.
// Run: npx tsx test/bench/changes.bench.ts [--captions N]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { mapBounded } from '../../server/src/base/concurrency'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import { FULL, TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'
import { numberOf } from './bench-options'

const server = join(__dirname, '../../dist/server.js')
const target = { preview: 1000, apply: 3000 }
const ROUNDS = 3
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-bench-')))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const set = join(scratch, 'set')
const count = numberOf('captions', 10_000)
const TAGS = 'solo|long hair|blue eyes|school uniform|looking at viewer|smile|simple background|blonde hair|standing|outdoors|holding sword|cowboy shot|ribbon'.split('|')
const paths = Array.from({ length: count }, (_, index) => join(set, `${(index % 20) + 1}_folder`, `${index}.txt`))
const textOf = (index: number): string => `1girl, hatsune miku, ${TAGS.filter((_, at) => (index * 7 + at) % 3 > 0).join(', ')}`

async function time<Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

async function step(ask: () => Promise<ChangeOutcome>): Promise<number> {
  const [spent, outcome] = await time(ask)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return spent
}

async function main(): Promise<void> {
  for (let folder = 1; folder <= 20; folder++) mkdirSync(join(set, `${folder}_folder`), { recursive: true })
  paths.forEach((path, index) => {
    writeFileSync(path, textOf(index))
    writeFileSync(path.replace('.txt', '.png'), pngBytes())
  })
  const [floor] = await time(() => mapBounded(paths, 16, (path) => writeFile(path, readFileSync(path))))
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const initializationOptions = { cacheFolder: join(scratch, 'cache') }
  const client = await TestClient.connect(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), { folders: [set], capabilities: FULL, initializationOptions })
  const [first = ''] = paths
  await client.request('taglore/changeHistory', {})
  await client.open(first, readFileSync(first, 'utf8'))
  const best = { preview: Infinity, apply: Infinity, undo: Infinity, redo: Infinity }
  const root = toUri(set)
  for (let round = 0; round < ROUNDS; round++) {
    const [preview, planned] = await time(() => client.request<PlannedChange>('taglore/planRename', { uri: toUri(first), position: { line: 0, character: 10 }, newName: 'kagamine rin' }))
    if (planned.files.length !== count) throw new Error(`${planned.files.length} of ${count} files`)
    best.preview = Math.min(best.preview, preview)
    best.apply = Math.min(best.apply, await step(() => client.request('taglore/applyChange', { plan: planned.plan, unsaved: [] })))
    best.undo = Math.min(best.undo, await step(() => client.request('taglore/undoChange', { root, unsaved: [] })))
    best.redo = Math.min(best.redo, await step(() => client.request('taglore/redoChange', { root, unsaved: [] })))
    await client.request('taglore/undoChange', { root, unsaved: [] })
  }
  const line = (name: keyof typeof best, most: number): string => `${name} ${best[name].toFixed(0)} ms (${(best[name] / floor).toFixed(2)} × floor, ${best[name] <= most ? 'within' : 'BEYOND'} ${most})`
  console.log(`changes: ${count} captions, floor ${floor.toFixed(0)} ms (written in place, 16 at once), best of ${ROUNDS}`)
  console.log(`changes: ${line('preview', target.preview)}; ${line('apply', target.apply)}; ${line('undo', target.apply)}; ${line('redo', target.apply)}`)
  await client.stop()
  child.kill()
}

void main()
