import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildReport } from '../../server/src/audit/build-report'
import { packRows, unpackRows } from '../../server/src/audit/pack-rows'
import { renderJson } from '../../server/src/audit/render-json'
import type { ReportProblem } from '../../server/src/audit/report'
import { streamRows } from '../../server/src/audit/stream-rows'
import { formatMessage } from '../../server/src/base/message'
import type { Dataset } from '../../server/src/dataset/dataset'
import { partOf } from '../../server/src/dataset/part-of'
import { disk as realDisk, fromNative } from '../../server/src/host/disk'
import { FindingsCache } from '../../server/src/host/findings-cache'
import { loadDataset } from '../../server/src/host/load-dataset'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { MemoryFiles } from '../support/memory-files'
import { pngBytes } from '../support/memory-files'
import { fullKnowledge, smallKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'

const TEXTS = ['mizune, 1girl, solo, long hair, blue hair', 'mizune, 1girl, blue eyes, blue eyes', '1girl, very long hiar, red eyes, green eyes', 'mizune, school_uniform, from behind, facing away, red eyes', 'mizune, , smile', '猫，犬', '']

/** 1,100 pairs in two folders, right and wrong. */
function drawFiles(): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = 0; at < 1100; at++) {
    const stem = `${at % 2 === 0 ? '10_mizune' : '5_other hat'}/${String(at).padStart(4, '0')}`
    files.set(`${stem}.png`, at % 50 === 0 ? '100x90' : '1024x1024')
    files.set(`${stem}.txt`, `${TEXTS[at % TEXTS.length]}${at % 9 === 0 ? `, tag ${at}` : ''}`)
  }
  return files
}

describe('what rules found, kept for the next start', () => {
  const folder = '/caches'
  let disk: MemoryFiles
  beforeEach(() => void (disk = new MemoryFiles()))

  interface Start {
    readonly files?: ReadonlyMap<string, string>
    readonly settings?: object
    readonly knowledge?: Knowledge
    readonly world?: string
    readonly change?: (dataset: Dataset) => void
  }

  /** A start with the cache: whether it had the rows, and that its report is, byte for byte, that of one without. */
  async function start({ files = drawFiles(), settings, knowledge = smallKnowledge, world = 'lists of today', change }: Start = {}): Promise<boolean> {
    const open = async (): Promise<Dataset> => {
      const { dataset } = await openDataset(files, { settings: settings ?? {}, knowledge })
      change?.(dataset)
      return dataset
    }
    const fresh = await buildReport(await open(), knowledge, { translate: formatMessage })
    const dataset = await open()
    const kept = await FindingsCache.open(disk, folder, dataset, world)
    assert.equal(renderJson(await buildReport(dataset, knowledge, { translate: formatMessage, kept })), renderJson(fresh))
    assert.ok(fresh.problems.length > 500)
    return kept.rows !== undefined
  }

  it('is what a fresh look finds, byte for byte', async () => {
    assert.equal(await start(), false)
    assert.equal(await start(), true)
    assert.equal(await start(), true)
  })

  it('is the same for files that were read, and for those that another cache knows', async () => {
    const home = mkdtempSync(join(tmpdir(), 'taglore-findings-'))
    try {
      const [root, caches] = [fromNative(join(home, 'set')), fromNative(join(home, 'caches'))]
      const long = new Date(Date.now() - 3_600_000)
      for (const [name, content] of drawFiles()) {
        const path = join(home, 'set', name)
        mkdirSync(dirname(path), { recursive: true })
        const [, width, height] = /^(\d+)x(\d+)$/.exec(content) ?? []
        writeFileSync(path, width === undefined ? content : pngBytes(Number(width), Number(height)))
        utimesSync(path, long, long)
      }
      const open = async (): Promise<FindingsCache> => {
        const { scan, settings } = await loadDataset(realDisk, root, { layers: [], trusted: true, cacheFolder: caches })
        const workspace = new Workspace(smallKnowledge, settings)
        workspace.apply({ kind: 'dataset', scan, settings })
        const [dataset] = workspace.datasets
        assert.ok(dataset)
        const kept = await FindingsCache.open(realDisk, caches, dataset, '')
        await buildReport(dataset, smallKnowledge, { translate: formatMessage, kept })
        return kept
      }
      assert.equal((await open()).rows, undefined)
      const { rows } = await open()
      assert.ok(rows && rows.flat().length > 500)
      assert.deepEqual((await open()).rows, rows)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  it('comes in the same lists, one after the other, and for a part of the dataset too', async () => {
    await start()
    const { dataset } = await openDataset(drawFiles())
    const kept = await FindingsCache.open(disk, folder, dataset, 'lists of today')
    const listsOf = async (options: { kept?: FindingsCache }): Promise<readonly (readonly ReportProblem[])[]> => {
      const lists: (readonly ReportProblem[])[] = []
      for await (const some of streamRows(dataset, smallKnowledge, { translate: formatMessage, ...options })) lists.push(...some)
      return lists
    }
    assert.ok(kept.rows)
    assert.deepEqual(await listsOf({ kept }), await listsOf({}))
    const shown = partOf(dataset, [...dataset.samples.values()].filter((_, at) => at % 3 === 0).flatMap(({ images }) => images.map(({ path }) => path)))
    const report = (given: { kept?: FindingsCache }): Promise<unknown> => buildReport(dataset, smallKnowledge, { translate: formatMessage, shown, ...given })
    assert.deepEqual(await report({ kept }), await report({}))
  })

  it('is looked for again when a caption, an image, a file, a setting or the lists have changed', async () => {
    const changes: Record<string, Start> = {
      caption: { files: drawFiles().set('10_mizune/0002.txt', 'mizune, 1girl, 1girl') },
      'caption that only swaps two tags': { files: drawFiles().set('10_mizune/0000.txt', '1girl, mizune, solo, long hair, blue hair, tag 0') },
      image: { files: drawFiles().set('10_mizune/0004.png', '64x64') },
      'caption without image': { files: drawFiles().set('10_mizune/lonely.txt', 'mizune') },
      'file that is none of the trainer’s': { files: drawFiles().set('10_mizune/notes.md', '') },
      'settings file': { files: drawFiles().set('taglore.json', '{"goal": "style"}') },
      'setting of the editor': { settings: { goal: 'style' } },
      'same setting, said by another': { settings: { goal: 'character' } },
      rule: { settings: { rules: { 'unknown-tag': 'off' } } },
      lists: { knowledge: await fullKnowledge(), world: 'lists of tomorrow' },
      looks: { change: (dataset) => void Object.assign(dataset, { looks: new Map([[`${dataset.root}/10_mizune/0000.png`, { size: 1, damaged: true }]]) }) },
    }
    for (const [what, changed] of Object.entries(changes)) {
      await start()
      assert.equal(await start(), true)
      assert.equal(await start(changed), false, `${what}: at once`)
      assert.equal(await start(changed), true, `${what}: the next time`)
    }
  })

  it('is not taken from a file that is damaged, cut off or another’s', async () => {
    await start()
    const [name = ''] = (await disk.list(folder)).map((entry) => entry.name)
    const path = `${folder}/${name}`
    const whole = await disk.read(path)
    for (const bytes of [whole.with(whole.length >> 1, 255 - (whole[whole.length >> 1] ?? 0)), whole.slice(0, -4), whole.slice(0, 10), new Uint8Array()]) {
      disk.put(path, bytes)
      assert.equal(await start(), false)
    }
    assert.equal(await start(), true)
  })

  it('is kept for eight datasets, none of them small, and missed by nobody where the disk refuses', async () => {
    assert.equal((await disk.list(folder).catch(() => [])).length, 0)
    const few = new Map([...drawFiles()].slice(0, 400))
    await openDataset(few).then(async ({ dataset }) => {
      const kept = await FindingsCache.open(disk, folder, dataset, '')
      await kept.keep([[]])
    })
    assert.equal((await disk.list(folder).catch(() => [])).length, 0)
    const { dataset } = await openDataset(drawFiles())
    for (let at = 0; at < 10; at++) await (await FindingsCache.open(disk, folder, { ...view(dataset), root: `/set${at}` }, '')).keep([[]])
    assert.equal((await disk.list(folder)).length, 8)
    const [name = ''] = (await disk.list(folder)).map((entry) => entry.name)
    for (const code of ['no-permission', 'disk-full'] as const) {
      disk.fail(`${folder}/${name}`, code)
      for (let at = 0; at < 10; at++) await (await FindingsCache.open(disk, folder, { ...view(dataset), root: `/set${at}` }, 'another')).keep([[]])
    }
  })

  it('packs any rows as they are', () => {
    const range = { start: { line: 3, character: 70_000 }, end: { line: 4, character: 0 } }
    const row: ReportProblem = { rule: 'a', level: 'hint', file: '.', range, message: 'm', fixes: [{ title: 't', safe: true }, { title: 'm', safe: false }], related: ['x', '.'] }
    const { related: _, ...plain } = row
    const lists = [[], [row, plain, { ...plain, level: 'error', fixes: [] } as const], [], [{ ...row, related: [] }]]
    assert.deepEqual(unpackRows(packRows(lists)), lists)
  })
})

/** A dataset whose fields can be spread. */
function view(dataset: Dataset): Dataset {
  const { format, settings, hasSettingsFile, folders, faults, explanation, training, trainingFiles, describedBy, unread, ignored, contents, looks, samples } = dataset
  return { format, settings, hasSettingsFile, folders, faults, explanation, training, trainingFiles, describedBy, unread, ignored, contents, looks, samples } as unknown as Dataset
}
