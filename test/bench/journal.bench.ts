// A rename of a tag over many captions: preview, apply, undo, redo, against writing the same bytes atomically. Run: npx tsx test/bench/journal.bench.ts [--captions N] [--folder DIR]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mapBounded } from '../../server/src/base/concurrency'
import { say } from '../../server/src/base/message'
import { applySpanEdits } from '../../server/src/base/span'
import { tagKey } from '../../server/src/caption/tag-key'
import type { Change } from '../../server/src/changes/change'
import { previewChange } from '../../server/src/changes/preview-change'
import { planTagChange, replaceTag } from '../../server/src/changes/tag-change'
import type { Sample } from '../../server/src/dataset/sample'
import { disk, fromNative } from '../../server/src/host/disk'
import { applyChange } from '../../server/src/host/journal/apply-change'
import type { JournalOptions } from '../../server/src/host/journal/journal'
import { redoChange, undoChange } from '../../server/src/host/journal/undo-change'

const TAGS = 'solo long hair|blue eyes|school uniform|looking at viewer|smile|simple background|blonde hair|standing|outdoors|holding sword|cowboy shot|ribbon'.split('|')
const ROUNDS = 3

function makeSamples(root: string, count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => {
    const folder = join(root, `10_folder ${index % 20}`)
    const text = `1girl, hatsune miku, ${TAGS.map((tag, at) => `${tag} ${(index * 7 + at) % 5}`).join(', ')}`
    const path = fromNative(join(folder, `${index}.txt`))
    return { id: path, folder, images: [], caption: { path, text, size: text.length, byteOrderMark: false } }
  })
}

/** The floor: every file through a draft and a rename, at once like the journal does, flushed or not. */
function writeAll({ files }: Change, flush: boolean): Promise<unknown> {
  return mapBounded(files, 16, async (file) => {
    if (file.kind !== 'edit') return
    const bytes = Buffer.from(applySpanEdits(file.text, file.edits))
    if (flush) return disk.write(file.path, bytes)
    await writeFile(`${file.path}.tmp`, bytes, { flag: 'wx' })
    await rename(`${file.path}.tmp`, file.path)
  })
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function timeStep(work: () => Promise<{ readonly kind: string }>): Promise<number> {
  globalThis.gc?.()
  return time(() => demand(work))
}

async function demand(work: () => Promise<{ readonly kind: string }>): Promise<void> {
  const { kind } = await work()
  if (kind !== 'applied' && kind !== 'done') throw new Error(`The journal says '${kind}'`)
}

/** The most bytes that were held at once beyond those at the start. Looking takes time: not for a run whose time is measured. */
async function measureMemory(work: () => Promise<{ readonly kind: string }>): Promise<number> {
  globalThis.gc?.()
  const start = process.memoryUsage()
  const base = start.heapUsed + start.external
  let memory = 0
  // collecting everything takes its time: the journal gets most of it all the same
  const look = (): void => {
    const begun = performance.now()
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    memory = Math.max(memory, heapUsed + external - base)
    timer = setTimeout(look, Math.max(100, 5 * (performance.now() - begun)))
  }
  let timer = setTimeout(look, 100)
  await demand(work)
  clearTimeout(timer)
  return memory
}

async function main(): Promise<void> {
  // other options are for other benchmarks
  const { values } = parseArgs({ options: { captions: { type: 'string' }, folder: { type: 'string' } }, strict: false })
  const count = Number(values['captions'] ?? 10_000)
  const home = mkdtempSync(join(String(values['folder'] ?? tmpdir()), 'taglore-bench-'))
  try {
    const root = fromNative(join(home, 'data'))
    const samples = makeSamples(root, count)
    for (const { folder } of samples.slice(0, 20)) mkdirSync(folder, { recursive: true })
    const restore = (): void => samples.forEach(({ caption }) => caption && writeFileSync(caption.path, caption.text))
    restore()
    let change: Change = { title: say``, files: [] }
    const planned = await time(async () => void (change = planTagChange(say`Rename`, samples, replaceTag(tagKey('hatsune miku'), 'kagamine rin', tagKey('kagamine rin')))))
    const previewed = await time(async () => previewChange(change))
    console.log(`journal: ${count} captions: planned in ${planned.toFixed(0)} ms, previewed in ${previewed.toFixed(0)} ms`)

    const options: JournalOptions = { fileSystem: disk, root, journalFolder: fromNative(join(home, 'journal')) }
    const best = { floor: Infinity, apply: Infinity, undo: Infinity, redo: Infinity }
    for (let round = 0; round < ROUNDS; round++) {
      best.floor = Math.min(best.floor, await time(() => writeAll(change, false)))
      restore()
      best.apply = Math.min(best.apply, await timeStep(() => applyChange(change, options)))
      best.undo = Math.min(best.undo, await timeStep(() => undoChange(options)))
      best.redo = Math.min(best.redo, await timeStep(() => redoChange(options)))
      await undoChange(options)
    }
    const memory = Math.max(await measureMemory(() => applyChange(change, options)), await measureMemory(() => undoChange(options)))
    const some = { ...change, files: change.files.slice(0, 500) }
    const flushed = (await time(() => writeAll(some, true))) * (change.files.length / Math.max(1, some.files.length))
    const line = (name: string, spent: number): string => `${name} ${spent.toFixed(0)} ms (${(spent / best.floor).toFixed(2)} × floor, ${(spent / flushed).toFixed(2)} × flushed)`
    console.log(`journal: floor ${best.floor.toFixed(0)} ms (draft and rename, 16 at once), flushed one by one ${flushed.toFixed(0)} ms`)
    console.log(`journal: ${line('apply', best.apply)}, ${line('undo', best.undo)}, ${line('redo', best.redo)}`)
    console.log(`journal: at most ${(memory / 1024 / 1024).toFixed(1)} MB held beyond the change itself`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

void main()
