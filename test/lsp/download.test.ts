import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol/node'
import { disk, fromNative } from '../../server/src/host/disk'
import { createFetch } from '../../server/src/host/download/create-fetch'
import { realWorld } from '../../server/src/host/download/real-world'
import type { WorldFor } from '../../server/src/lsp/download'
import { toUri } from '../../server/src/lsp/uris'
import { DANBOORU, type DownloadParams, type DownloadProgressParams, type DownloadResult, type DownloadStateResult } from '../../server/src/protocol/download'
import { BooruServer, drip, status, type Relation, type Tag } from '../host/download/booru-server'
import { TestClient } from '../support/client'

const TAGS: readonly Tag[] = [
  { id: 1, name: '1girl', category: 0, posts: 600 },
  { id: 2, name: 'solo', category: 0, posts: 500 },
  { id: 3, name: 'zorblax_hat', category: 0, posts: 400 },
  { id: 4, name: 'very_zorblax_hat', category: 0, posts: 90 },
]
const ALIASES: readonly Relation[] = [{ id: 1, from: 'zorbhat', to: 'zorblax_hat' }]
const IMPLICATIONS: readonly Relation[] = [{ id: 1, from: 'very_zorblax_hat', to: 'zorblax_hat' }]
const CSV = '1girl,0,600,\nzorblax_hat,0,400,"zorbhat"\n'

describe('downloads, over the protocol', () => {
  let folder: string
  let list: string
  let server: BooruServer
  let client: TestClient
  let progress: DownloadProgressParams[]
  let asked: { readonly proxies: unknown[]; readonly urls: string[] }

  /** The real disk and network, where the booru's own address is the local server's and waits take no time. */
  const world: WorldFor = (proxies) => {
    const fetch = createFetch()
    asked.proxies.push(proxies.own)
    return { ...realWorld(proxies), sleep: async (_, signal) => signal?.throwIfAborted(), fetch: (url, request) => {
      asked.urls.push(url)
      return fetch(url.replace(DANBOORU, server.url), request)
    } }
  }

  const start = async (settings: object = {}): Promise<void> => {
    client = await TestClient.start({ files: disk, folders: [folder], settings, server: { world } })
    client.connection.onNotification('taglore/downloadProgress', (params: DownloadProgressParams) => void progress.push(params))
    await client.ready(folder)
  }

  const download = (params: Partial<DownloadParams> = {}, cancellation?: CancellationTokenSource): Promise<DownloadResult> => {
    const whole: DownloadParams = { source: { kind: 'api', minimumCount: 50, mirrors: [] }, list: toUri(list), explicit: false, token: 't1', ...params }
    return client.connection.sendRequest('taglore/downloadTags', whole, cancellation?.token ?? CancellationToken.None)
  }
  const state = (reminded?: string): Promise<DownloadStateResult> => client.request('taglore/downloadState', { list: toUri(list), reminded })
  const knows = async (name: string): Promise<boolean> => {
    const path = `${folder}/caption.txt`
    await client.open(path, name.slice(0, 4))
    const found = await client.complete(path, 4)
    await client.close(path)
    return found?.items.some(({ label }) => label === name) ?? false
  }

  beforeEach(async () => {
    folder = fromNative(mkdtempSync(join(tmpdir(), 'taglore-lsp-download-')))
    list = `${folder}/lists/danbooru-api.csv`
    progress = []
    asked = { proxies: [], urls: [] }
    server = await new BooruServer(TAGS, ALIASES, IMPLICATIONS).start()
  })
  afterEach(async () => {
    await client.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('bring the list, its relations and its age', async () => {
    await start()
    const result = await download()
    assert.equal(result.kind, 'done')
    if (result.kind !== 'done') return
    assert.deepEqual([result.list, result.relations], [toUri(list), toUri(`${folder}/lists/danbooru-api_implications.csv`)])
    assert.deepEqual([result.info.rows, result.info.relations], [4, 1])
    assert.match(readFileSync(list, 'utf8'), /^1girl,0,600,$/m)
    assert.ok(progress.length > 0 && progress.every(({ token }) => token === 't1'))
    const { info, ageDays, reminderDue, unfinished } = await state()
    assert.deepEqual([info?.rows, ageDays, reminderDue, unfinished], [4, 0, false, null])
  })

  it('are known at once where the settings name the list', async () => {
    await start({ tags: { lists: ['lists/danbooru-api.csv'] } })
    assert.equal(await knows('zorblax hat'), false)
    assert.equal((await download()).kind, 'done')
    assert.equal(await knows('zorblax hat'), true)
  })

  it('end when the user cancels, and go on with what is there', async () => {
    await start()
    server.pageSize = 1
    const cancellation = new CancellationTokenSource()
    server.faults.push(undefined, undefined, drip(() => cancellation.cancel()))
    assert.deepEqual(await download({}, cancellation), { kind: 'cancelled', resumable: true })
    assert.ok(!existsSync(list))
    assert.deepEqual((await state()).unfinished, { minimumCount: 50, explicit: false, rows: 2 })
    server.requests.length = 0
    assert.equal((await download()).kind, 'done')
    assert.ok(!server.requests.some(({ path }) => path.includes('page=a0') && path.startsWith('/tags')), 'the first page is not asked for again')
    assert.equal((await state()).unfinished, null)
  })

  it('run once at a time for each list', async () => {
    await start()
    const cancellation = new CancellationTokenSource()
    const second = new Promise<DownloadResult>((resolve, reject) => {
      server.faults.push(drip(() => void download().then(resolve, reject)))
    })
    const first = download({}, cancellation)
    const refused = await second
    assert.ok(refused.kind === 'failed' && refused.code === 'running')
    cancellation.cancel()
    assert.equal((await first).kind, 'cancelled')
  })

  it('tell in words why they failed, and leave the old list', async () => {
    await start()
    const url = `${server.url}/danbooru.csv`
    server.files.set('/danbooru.csv', Buffer.from(CSV))
    assert.equal((await download({ source: { kind: 'csv', url, mirrors: [] } })).kind, 'done')
    const failed = await download({ source: { kind: 'csv', url, mirrors: [], sha256: '0'.repeat(64) } })
    assert.ok(failed.kind === 'failed' && failed.code === 'wrong-hash' && !failed.resumable)
    assert.match(failed.kind === 'failed' ? failed.message : '', /has the wrong hash/)
    assert.equal(readFileSync(list, 'utf8'), CSV)
    server.files.clear()
    const missing = await download({ source: { kind: 'csv', url, mirrors: [] } })
    assert.ok(missing.kind === 'failed' && missing.code === 'not-found')
  })

  it('try the mirrors that the settings name', async () => {
    await start({ download: { mirrors: [server.url] } })
    server.faults.push(status(403))
    assert.equal((await download()).kind, 'done')
  })

  it('take no proxy and no mirror from a dataset', async () => {
    writeFileSync(`${folder}/taglore.json`, JSON.stringify({ download: { proxy: 'http://127.0.0.1:1', mirrors: ['http://127.0.0.1:1'] } }))
    await start()
    server.faults.push(status(403))
    assert.equal((await download()).kind, 'failed')
    assert.ok(asked.proxies.every((own) => own === null || own === undefined))
    assert.ok(asked.urls.length > 0 && asked.urls.every((url) => url.startsWith(DANBOORU)))
  })

  it('refuse a proxy that is none', async () => {
    // the local world knows no proxies; the real one asks before the first byte
    client = await TestClient.start({ files: disk, folders: [folder], settings: { download: { proxy: 'socks5://127.0.0.1:1' } } })
    const refused = await download({ source: { kind: 'csv', url: `${server.url}/a.csv`, mirrors: [] } })
    assert.ok(refused.kind === 'failed' && refused.code === 'bad-proxy')
  })

  it('remind of a list that is a month old, unless the user does not want it', async () => {
    await start()
    await download()
    const record = `${list}.json`
    const info = JSON.parse(readFileSync(record, 'utf8')) as object
    writeFileSync(record, JSON.stringify({ ...info, date: new Date(Date.now() - 40 * 86_400_000).toISOString() }))
    assert.deepEqual([(await state()).ageDays, (await state()).reminderDue], [40, true])
    assert.equal((await state(new Date().toISOString())).reminderDue, false)
    await client.settingsChanged({ download: { reminder: false } })
    assert.equal((await state()).reminderDue, false)
  })
})

describe('a list, before it is taken in', () => {
  let folder: string
  let client: TestClient

  beforeEach(async () => {
    folder = fromNative(mkdtempSync(join(tmpdir(), 'taglore-lists-')))
    client = await TestClient.start({ files: disk, folders: [folder] })
  })
  afterEach(async () => {
    await client.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const describeFile = async (name: string, content: string | Buffer): Promise<Record<string, unknown>> => {
    writeFileSync(`${folder}/${name}`, content)
    return client.request('taglore/describeList', { uri: toUri(`${folder}/${name}`) })
  }

  it('is described with rows, problems and how it reads', async () => {
    const list = await describeFile('my.csv', '1girl,0,600,"sole_female"\nzorblax,x,3,\nsolo,0,500,\n')
    assert.deepEqual([list.kind, list.format, list.rows, list.leftOut], ['tags', 'tagcomplete list', 2, 1])
    assert.deepEqual(list.problems, [{ line: 1, message: "'x' is not a category of 'zorblax'" }])
    assert.deepEqual(list.sample, [{ name: '1girl', detail: 'general · 600 · ← sole_female' }, { name: 'solo', detail: 'general · 500' }])
  })

  it('tells aliases from implications by the tags that are known', async () => {
    const pairs = await describeFile('pairs.csv', 'very_long_hair,long_hair\nabsurdly_long_hair,very_long_hair\nserafuku,school_uniform\n')
    assert.deepEqual([pairs.kind, pairs.relation, pairs.named], ['relations', 'implications', false])
  })

  it('that is none is refused in words', async () => {
    const none = await describeFile('page.csv', '<!doctype html>\n<title>Not found</title>\n')
    assert.equal(none.kind, 'unreadable')
    const latin = await describeFile('latin.csv', Buffer.from([0xe9, 0xe8, 0x0a]))
    assert.match(String(latin.message), /UTF-8/)
  })

  it('is found in the folder of its program', async () => {
    const path = `${folder}/wd14_tagger_model/selected_tags.csv`
    mkdirSync(`${folder}/wd14_tagger_model`)
    writeFileSync(path, 'tag_id,name,category,count\n1,1girl,0,600\n')
    const { lists } = await client.request<{ lists: unknown[] }>('taglore/findLists', { uri: toUri(folder) })
    assert.deepEqual(lists, [{ uri: toUri(path), path: 'wd14_tagger_model/selected_tags.csv', program: 'sd-scripts', kind: 'tags', format: "tagger's list (selected_tags.csv)", size: 41 }])
  })
})
