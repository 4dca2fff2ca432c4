import assert from 'node:assert/strict'
import { FULL, TestClient } from '../support/client'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { A, keep, LUMI, serve, SET, stopAll } from './set'
import { toUri } from '../../server/src/lsp/uris'

interface Status {
  root: string | null
  goal: string
  model: string
  triggers: { text: string; declared: boolean }[]
  concept: string | null
}

function statusOf(client: TestClient, path: string): Promise<Status> {
  return client.request('taglore/status', { uri: toUri(path) })
}

/** Waits until the dataset of a file is read. */
function rootOf(client: TestClient, path: string): Promise<string> {
  return client.eventually(`a dataset for ${path}`, async () => (await statusOf(client, path)).root ?? undefined)
}

/** Captions of the dataset that carry the tag at `offset`, as its hover tells. */
async function share(client: TestClient, path: string, offset: number): Promise<string | undefined> {
  return /In [^,]*captions/.exec(JSON.stringify(await client.hover(path, offset)))?.[0]
}

async function seesShare(client: TestClient, path: string, offset: number, expected: string): Promise<void> {
  await client.eventually(expected, async () => (await share(client, path, offset))?.startsWith(expected))
}

describe('datasets over a stream', () => {
  afterEach(stopAll)

  it('several in one workspace are kept apart', async () => {
    const { client } = await serve(`
//- one/10_lumi/{1..3}.png
//- one/10_lumi/{1..3}.txt
lumi, 1girl
//- two/5_koro/{1..4}.png
//- two/5_koro/{1..4}.txt
koro, 1girl
//- two/taglore.json
{ "goal": "style" }
`)
    const [one, two] = [`${SET}/one/10_lumi/1.txt`, `${SET}/two/5_koro/1.txt`]
    assert.equal(await rootOf(client, one), toUri(`${SET}/one`))
    assert.equal(await rootOf(client, two), toUri(`${SET}/two`))
    assert.equal((await statusOf(client, one)).goal, 'character')
    assert.equal((await statusOf(client, two)).goal, 'style')
    await client.open(two, 'koro, 1girl')
    await seesShare(client, two, 8, 'In 4 of 4 captions')
  })

  it('what lies around a dataset is not read when its own folder is asked about', async () => {
    const files = new MemoryFiles().put('/home/holiday.png', pngBytes()).put('/home/holiday.txt', 'beach')
    for (const name of ['1', '2']) files.put(`/home/set/10_lumi/${name}.png`, pngBytes()).put(`/home/set/10_lumi/${name}.txt`, 'lumi, 1girl')
    const client = keep(await TestClient.start({ files, folders: ['/home/set'] }))
    await client.ready()
    assert.equal(await rootOf(client, '/home/set/10_lumi/1.txt'), toUri('/home/set'))
    const renaming = { id: 'rename-tag', args: { from: '1girl', to: 'girl' }, uri: toUri('/home/set'), scope: { kind: 'dataset' } }
    assert.equal((await client.request<{ files: readonly unknown[] }>('taglore/refactor', renaming)).files.length, 2)
    assert.equal((await statusOf(client, '/home/holiday.txt')).root, null)
  })

  it('what lies around a dataset is not read when its own folder is asked about before anything is read', async () => {
    const files = new MemoryFiles().put('/home/holiday.png', pngBytes()).put('/home/holiday.txt', 'beach')
    for (const name of ['1', '2']) files.put(`/home/set/10_lumi/${name}.png`, pngBytes()).put(`/home/set/10_lumi/${name}.txt`, 'lumi, 1girl')
    const client = keep(await TestClient.start({ files, folders: [] }))
    await client.ready()
    const renaming = { id: 'rename-tag', args: { from: '1girl', to: 'girl' }, uri: toUri('/home/set'), scope: { kind: 'dataset' } }
    assert.equal((await client.request<{ files: readonly unknown[] }>('taglore/refactor', renaming)).files.length, 2)
    assert.equal((await statusOf(client, '/home/holiday.txt')).root, null)
  })

  it('several workspace folders have settings of their own and can come and go', async () => {
    const files = new MemoryFiles()
    for (const root of ['/a', '/ab']) files.put(`${root}/10_x/1.png`, pngBytes()).put(`${root}/10_x/1.txt`, 'x, 1girl, 1girl')
    const client = keep(await TestClient.start({ files, folders: ['/a', '/ab'], settings: (uri) => (uri.startsWith('file:///ab') ? { model: 'pony' } : { rules: { 'duplicate-tag': 'error' } }) }))
    await client.ready()
    await rootOf(client, '/a/10_x/1.txt')
    await rootOf(client, '/ab/10_x/1.txt')
    assert.equal((await statusOf(client, '/ab/10_x/1.txt')).model, 'pony')
    assert.equal((await statusOf(client, '/a/10_x/1.txt')).model, 'sdxl')
    await client.open('/a/10_x/1.txt', 'x, 1girl, 1girl')
    assert.equal((await client.problem('/a/10_x/1.txt', 'duplicate-tag'))?.severity, 1)
    await client.close('/a/10_x/1.txt')
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: 'file:///a', name: 'a' }] } })
    await client.eventually('the first is gone', async () => (await statusOf(client, '/a/10_x/1.txt')).root === null)
    assert.equal((await statusOf(client, '/ab/10_x/1.txt')).root, 'file:///ab', 'a folder whose name begins alike stays')
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'file:///a', name: 'a' }], removed: [] } })
    await rootOf(client, '/a/10_x/1.txt')
  })

  it('the nearest taglore.json upwards is the root, also of a dataset within another', async () => {
    const { client } = await serve(`
//- taglore.json
{ "model": "pony" }
//- 10_outer/1.png
//- 10_outer/1.txt
outer, 1girl, blonde hiar
//- sets/inner/taglore.json
{ "model": "flux" }
//- sets/inner/3_x/{1..2}.png
//- sets/inner/3_x/{1..2}.txt
x, 1girl
`)
    const inner = `${SET}/sets/inner/3_x/1.txt`
    await client.open(inner, 'x, 1girl')
    assert.equal(await rootOf(client, `${SET}/10_outer/1.txt`), toUri(SET))
    await client.eventually('the inner one', async () => (await statusOf(client, inner)).root === toUri(`${SET}/sets/inner`))
    assert.equal((await statusOf(client, inner)).model, 'flux')
    await seesShare(client, inner, 5, 'In 2 of 2 captions')
  })

  it('a dataset opened around another one sees unsaved buffers too, and tells nothing twice', async () => {
    const { client } = await serve(`
//- img/10_x/{1..3}.png
//- img/10_x/{1..3}.txt
x, 1girl
//- img/10_x/lost.txt
x, nobody
//- reg/1_girl/{1..3}.png
//- reg/1_girl/{1..3}.txt
1girl
`)
    const path = `${SET}/img/10_x/1.txt`
    const lost = `${SET}/img/10_x/lost.txt`
    await client.problem(lost, 'orphan-caption')
    await client.open(path, 'x, 1girl, red hat')
    const { report } = await client.request<{ report: { tags: { tag: string; captions: number }[]; summary: { captions: number } } }>('taglore/audit', { uri: toUri(SET) })
    assert.equal(report.summary.captions, 6)
    assert.equal(report.tags.find(({ tag }) => tag === 'red hat')?.captions, 1)
    await client.settled()
    assert.deepEqual(client.codes(lost), ['orphan-caption'])
  })

  it('a taglore.json that is changed is in force at once', async () => {
    const { client, files } = await serve(`${LUMI}//- taglore.json\n{ "rules": { "duplicate-tag": "error" } }`)
    await client.open(A, 'lumi, 1girl, 1girl')
    await client.until('an error', () => client.diagnostics(A)[0]?.severity === 1)
    const reads = (): number => files.calls.get(`readEnds ${SET}/10_lumi/1.png`) ?? 0
    const before = reads()
    files.put(`${SET}/taglore.json`, '{ "rules": { "duplicate-tag": "hint" }, "goal": "style" }')
    await client.filesChanged(`${SET}/taglore.json`)
    await client.until('a hint', () => client.diagnostics(A)[0]?.severity === 4)
    assert.equal((await statusOf(client, A)).goal, 'style')
    assert.equal(reads(), before, 'no image is read again')
    files.put(`${SET}/taglore.json`, '{ "exclude": ["10_lumi/2.*"] }')
    await client.filesChanged(`${SET}/taglore.json`)
    await client.open(`${SET}/10_lumi/1.txt`, 'lumi, 1girl, solo, smile')
    await seesShare(client, `${SET}/10_lumi/1.txt`, 8, 'In 4 of 4 captions')
  })

  it('a taglore.json is in force as it stands unsaved in the editor; half-typed JSON changes nothing', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "goal": "style" }`)
    const settings = `${SET}/taglore.json`
    await rootOf(client, A)
    await client.open(settings, '{ "goal": "style" }', 'jsonc')
    await client.change(settings, '{ "goal": "concept" }')
    await client.eventually('the new goal', async () => (await statusOf(client, A)).goal === 'concept')
    await client.change(settings, '{ "goal": "concept", "mod')
    await client.problem(settings, 'invalid-settings')
    assert.equal((await statusOf(client, A)).goal, 'concept')
    await client.change(settings, '{ "goal": "concept", "model": "pony" }')
    await client.problem(settings, 'invalid-settings', false)
    assert.equal((await statusOf(client, A)).model, 'pony')
    await client.close(settings)
    await client.eventually('the disk again', async () => (await statusOf(client, A)).goal === 'style')
  })

  it('a new taglore.json makes a root, and a deleted one no longer does', async () => {
    const { client, files } = await serve(`
//- sets/10_x/{1..2}.png
//- sets/10_x/{1..2}.txt
x, 1girl
`)
    const path = `${SET}/sets/10_x/1.txt`
    await client.open(path, 'x, 1girl')
    assert.equal(await rootOf(client, path), toUri(`${SET}/sets`))
    files.put(`${SET}/taglore.json`, '{ "goal": "style" }')
    await client.filesChanged(`${SET}/taglore.json`)
    await client.eventually('the new root', async () => (await statusOf(client, path)).root === toUri(SET))
    assert.equal((await statusOf(client, path)).goal, 'style')
    files.drop(`${SET}/taglore.json`)
    await client.filesChanged(`${SET}/taglore.json`)
    await client.eventually('the old root', async () => (await statusOf(client, path)).root === toUri(`${SET}/sets`))
  })

  it('settings are layered: initializationOptions, then configuration, then taglore.json', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "model": "pony" }`, {
      initializationOptions: { settings: { goal: 'style', model: 'flux', resolution: 768 } },
      settings: { goal: 'concept', model: 'sd15' },
    })
    await rootOf(client, A)
    const status = await statusOf(client, A)
    assert.deepEqual([status.goal, status.model], ['concept', 'pony'])
    await client.settingsChanged({})
    await client.eventually('the layer below', async () => (await statusOf(client, A)).goal === 'style')
    const preview = await client.request<{ images: { bucket: { resolution: { width: number } } }[] }>('taglore/preview', { uri: toUri(A) })
    assert.equal(preview.images[0]?.bucket.resolution.width, 768)
  })

  it('a client that cannot be asked for settings may push them', async () => {
    const { client } = await serve(LUMI, { capabilities: {} })
    await client.open(A, 'lumi')
    await rootOf(client, A)
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { taglore: { goal: 'style' } } })
    await client.eventually('the pushed goal', async () => (await statusOf(client, A)).goal === 'style')
  })

  it('an untrusted workspace names no files', async () => {
    const prepare = (files: MemoryFiles): MemoryFiles => files.put('/lists/mine.csv', 'quokka_girl,0,4200,""')
    const settings = { tags: { lists: ['/lists/mine.csv'] } }
    const asks = async (client: TestClient): Promise<boolean> => {
      await client.open(A, 'lumi, quokka')
      await client.settled()
      return (await client.complete(A, 12))?.items.some(({ label }) => label === 'quokka girl') === true
    }
    assert.equal(await asks((await serve(LUMI, { prepare, settings })).client), true)
    assert.equal(await asks((await serve(LUMI, { prepare, settings, initializationOptions: { trusted: false } })).client), false)
    const own = `${LUMI}//- taglore.json\n{ "tags": { "lists": ["../lists/mine.csv"] } }`
    assert.equal(await asks((await serve(own, { prepare })).client), true, 'a dataset names lists relative to itself')
    assert.equal(await asks((await serve(own, { prepare, initializationOptions: { trusted: false } })).client), false)
  })

  it('a tag list that is written again is read again', async () => {
    const { client, files } = await serve(LUMI, { prepare: (memory) => memory.put('/lists/mine.csv', 'quokka_girl,0,4200,""'), settings: { tags: { lists: ['/lists/mine.csv'] } } })
    await client.open(A, 'lumi, wombat')
    files.put('/lists/mine.csv', 'wombat_boy,0,4200,""')
    await client.filesChanged('/lists/mine.csv')
    await client.eventually('the new tag', async () => (await client.complete(A, 12))?.items.some(({ label }) => label === 'wombat boy'))
  })

  describe('follow other programs', () => {
    it('that change, add and remove captions and images', async () => {
      const { client, files } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 5 of 5 captions')
      files.put(`${SET}/10_lumi/1.txt`, 'lumi, solo')
      await client.filesChanged(`${SET}/10_lumi/1.txt`)
      await seesShare(client, A, 8, 'In 4 of 5 captions')
      files.put(`${SET}/10_lumi/new.png`, pngBytes()).put(`${SET}/10_lumi/new.txt`, 'lumi, 1girl')
      await client.filesChanged(`${SET}/10_lumi/new.png`, `${SET}/10_lumi/new.txt`)
      await seesShare(client, A, 8, 'In 5 of 6 captions')
      files.drop(`${SET}/10_lumi/2.png`).drop(`${SET}/10_lumi/2.txt`)
      await client.filesChanged(`${SET}/10_lumi/2.png`, `${SET}/10_lumi/2.txt`)
      await seesShare(client, A, 8, 'In 4 of 5 captions')
      files.drop(`${SET}/10_lumi/3.png`)
      await client.filesChanged(`${SET}/10_lumi/3.png`)
      await client.problem(`${SET}/10_lumi/3.txt`, 'orphan-caption')
    })

    it('that rename files, the event for one half of which was missed', async () => {
      const { client, files } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 5 of 5 captions')
      for (const suffix of ['png', 'txt']) files.drop(`${SET}/10_lumi/1.${suffix}`).drop(`${SET}/10_lumi/2.${suffix}`)
      files.put(`${SET}/10_lumi/b.png`, pngBytes()).put(`${SET}/10_lumi/b.txt`, 'lumi, solo')
      await client.filesChanged(`${SET}/10_lumi/b.png`)
      await seesShare(client, A, 8, 'In 3 of 4 captions')
    })

    it('that add, rename and remove folders, each told as one event', async () => {
      const { client, files } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 5 of 5 captions')
      files.put(`${SET}/3_more/1.png`, pngBytes()).put(`${SET}/3_more/1.txt`, 'more, 1girl')
      await client.filesChanged(`${SET}/3_more`)
      await seesShare(client, A, 8, 'In 6 of 6 captions')
      files.drop(`${SET}/3_more`).put(`${SET}/7_more/1.png`, pngBytes()).put(`${SET}/7_more/1.txt`, 'more, solo')
      await client.filesChanged(`${SET}/3_more`, `${SET}/7_more`)
      await seesShare(client, A, 8, 'In 5 of 6 captions')
      files.drop(`${SET}/7_more`)
      await client.filesChanged(`${SET}/7_more`)
      await seesShare(client, A, 8, 'In 5 of 5 captions')
    })

    it('that remove the whole dataset', async () => {
      const { client, files } = await serve(LUMI)
      await rootOf(client, A)
      files.drop(SET)
      await client.filesChanged(SET)
      await client.eventually('no dataset', async () => (await statusOf(client, A)).root === null)
      assert.deepEqual(client.told, [])
    })

    it('that put a dataset into the workspace', async () => {
      const { client, files } = await serve('//- notes.md\nhello')
      files.put(`${SET}/new/10_x/1.png`, pngBytes()).put(`${SET}/new/10_x/1.txt`, 'x')
      await client.filesChanged(`${SET}/new`)
      await rootOf(client, `${SET}/new/10_x/1.txt`)
    })

    it('that train: what is written beside and below costs nothing', async () => {
      const { client, files } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 5 of 5 captions')
      await client.settled()
      const calls = (kind: string): number => [...files.calls].filter(([call]) => call.startsWith(kind)).reduce((sum, [, count]) => sum + count, 0)
      const before = calls('readEnds')
      const outputs = Array.from({ length: 50 }, (_, at) => [`${SET}/10_lumi/${at}.npz`, `${SET}/sample/step-${at}.png`, `${SET}/log/events.${at}`]).flat()
      for (const path of outputs) files.put(path, 'x')
      await client.filesChanged(...outputs)
      await client.settled()
      assert.equal(calls('readEnds'), before)
    })

    it('and never what is excluded', async () => {
      const { client, files } = await serve(`${LUMI}//- taglore.json\n{ "exclude": ["10_lumi/old*", "9_off"] }`)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 5 of 5 captions')
      files.put(`${SET}/10_lumi/old1.png`, pngBytes()).put(`${SET}/10_lumi/old1.txt`, 'lumi, solo')
      files.put(`${SET}/9_off/1.png`, pngBytes()).put(`${SET}/9_off/1.txt`, 'lumi, solo')
      files.put(`${SET}/_excluded/10_lumi/1.png`, pngBytes()).put(`${SET}/_excluded/10_lumi/1.txt`, 'lumi, solo')
      await client.filesChanged(`${SET}/10_lumi/old1.png`, `${SET}/10_lumi/old1.txt`, `${SET}/9_off`, `${SET}/9_off/1.png`, `${SET}/_excluded/10_lumi/1.png`)
      await client.settled()
      assert.match((await share(client, A, 8)) ?? '', /In 5 of 5/)
    })

    it('whose events come while the dataset is being read', async () => {
      const { client, files } = await serve(LUMI)
      await rootOf(client, A)
      files.put(`${SET}/taglore.json`, '{}')
      files.put(`${SET}/10_lumi/1.txt`, 'lumi, solo')
      await client.filesChanged(`${SET}/taglore.json`)
      await client.filesChanged(`${SET}/10_lumi/1.txt`)
      files.put(`${SET}/10_lumi/2.txt`, 'lumi, solo')
      await client.filesChanged(`${SET}/10_lumi/2.txt`)
      await client.open(A, 'lumi, 1girl, solo')
      await seesShare(client, A, 8, 'In 3 of 5 captions')
    })
  })

  it('watch captions, images, settings and folders where the client lets them', async () => {
    const { client } = await serve(LUMI, { capabilities: FULL })
    await client.until('a watcher', () => client.registered.includes('workspace/didChangeWatchedFiles'))
  })

  it('are told of while they are read', async () => {
    const { client } = await serve(LUMI)
    await client.until('progress', () => JSON.stringify(client.progress).includes('Reading dataset'))
    await client.until('its end', () => JSON.stringify(client.progress).includes('"end"'))
  })

  it('are read though the client refuses to show progress', async () => {
    const { client } = await serve(LUMI, { refusesProgress: true })
    await rootOf(client, A)
    await client.until('a line in the log', () => client.log.some((line) => line.includes('workDoneProgress')))
  })
})

describe('training files of a dataset over a stream', () => {
  afterEach(stopAll)
  const config = (extension: string): string => `[general]\ncaption_extension = "${extension}"\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n`

  it('are in force when they come, change and go', async () => {
    const { client, files } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, solo')
    await seesShare(client, A, 8, 'In 5 of 5 captions')
    const path = `${SET}/dataset.toml`
    const format = async (): Promise<unknown> => (await client.request<{ format: unknown }>('taglore/status', { uri: toUri(A) })).format
    files.put(path, config('.tags'))
    await client.filesChanged(path)
    await client.eventually('the configuration', async () => (await format()) === 'dataset configuration of sd-scripts')
    await client.eventually('no captions are read', async () => !(await share(client, A, 8))?.startsWith('In 5'))
    files.put(path, config('.txt'))
    await client.filesChanged(path)
    await seesShare(client, A, 8, 'In 5 of 5 captions')
    files.drop(path)
    await client.filesChanged(path)
    await client.eventually('kohya folders', async () => (await format()) === 'kohya folders')
  })
})
