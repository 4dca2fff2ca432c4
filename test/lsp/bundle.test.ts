import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { toUri } from '../../server/src/lsp/uris'
import type { StatusResult, ThumbnailResult } from '../../server/src/protocol/status'
import { TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'

const DIST = join(__dirname, '../../dist')

/** The real bundle as any client starts it: `node dist/server.js --stdio`, without the extension. */
describe('the server by itself', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-lsp-')))
  const set = join(folder, '10_lumi')
  let server: ChildProcess
  let ended: Promise<number | null>

  before(() => {
    assert.ok(existsSync(join(DIST, 'server.js')), 'run npm run build first')
    mkdirSync(set)
    for (const name of ['a', 'b', 'c']) {
      writeFileSync(join(set, `${name}.png`), pngBytes())
      writeFileSync(join(set, `${name}.txt`), 'lumi, 1girl, solo')
    }
  })
  after(() => rmSync(folder, { recursive: true, force: true }))
  afterEach(() => server.kill())

  async function connect(options: Partial<Parameters<typeof TestClient.connect>[2]> = {}, entry = join(DIST, 'server.js')): Promise<TestClient> {
    const child = spawn(process.execPath, [entry, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    server = child
    ended = new Promise((resolve) => child.on('exit', resolve))
    const client = await TestClient.connect(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), { folders: [folder], capabilities: {}, ...options })
    return client.ready()
  }

  it('serves a client that can do almost nothing', async () => {
    writeFileSync(join(folder, 'taglore.json'), '{ "model": "pony" }')
    const path = join(set, 'a.txt')
    const client = await connect({ initializationOptions: { settings: { goal: 'style', model: 'flux' } } })
    await client.open(path, 'lumi, 1girl, 1girl', 'plaintext')
    await client.problem(path, 'duplicate-tag')
    const status = await client.eventually('the dataset', async () => {
      const found = await client.request<StatusResult>('taglore/status', { uri: toUri(path) })
      return found.root !== null && found
    })
    assert.deepEqual([status.goal, status.model, status.concept], ['style', 'pony', 'lumi'])
    const list = await client.complete(path, 18)
    assert.equal(list?.isIncomplete, true)
    assert.match(JSON.stringify(await client.hover(path, 8)), /In 3 of 3 captions/)
    const actions = await client.actions(path, { start: 14, end: 14 })
    assert.ok(actions.some(({ title, edit }) => title === "Remove the repeated '1girl'" && edit?.changes))
    assert.deepEqual(client.told, [])
    await client.request('shutdown', null)
    await client.connection.sendNotification('exit')
    assert.equal(await ended, 0)
    assert.deepEqual(readdirSync(set).length, 6, 'nothing is written')
    assert.equal(readFileSync(path, 'utf8'), 'lumi, 1girl, solo')
  })

  it('asks a client that can be asked for its settings', async () => {
    rmSync(join(folder, 'taglore.json'), { force: true })
    const path = join(set, 'a.txt')
    const client = await connect({ capabilities: { workspace: { configuration: true } }, settings: { model: 'sd15' }, initializationOptions: { settings: { goal: 'style', model: 'flux' } } })
    await client.open(path, 'lumi', 'plaintext')
    const status = await client.eventually('the dataset', async () => {
      const found = await client.request<StatusResult>('taglore/status', { uri: toUri(path) })
      return found.root !== null && found
    })
    assert.deepEqual([status.goal, status.model], ['style', 'sd15'])
  })

  it('finds its translations beside itself', async () => {
    const client = await connect({ locale: 'zh-cn' })
    const path = join(set, 'a.txt')
    await client.open(path, 'lumi, 1girl, 1girl', 'plaintext')
    assert.match((await client.problem(path, 'duplicate-tag'))?.message ?? '', /\p{Script=Han}/u)
  })

  it('makes thumbnails in a process of its own', async () => {
    const client = await connect()
    const sample = join(__dirname, '../../samples/mascots/10_lumi girl/lumi-01.png')
    const { data, message } = await client.request<ThumbnailResult>('taglore/thumbnail', { uri: toUri(sample), size: 64 })
    assert.equal(message, null)
    assert.match(data ?? '', /^data:image\/webp;base64,UklGR/)
  })

  it('says what is missing when its own data is not there, and serves on', async () => {
    const bare = join(folder, 'bare/dist')
    mkdirSync(bare, { recursive: true })
    cpSync(join(DIST, 'server.js'), join(bare, 'server.js'))
    const child = spawn(process.execPath, [join(bare, 'server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TAGLORE_DIST: bare } })
    server = child
    const client = await TestClient.connect(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), { folders: [folder], capabilities: {} })
    await client.until('a message', () => client.told.some((text) => text.includes('The built-in tags cannot be read')))
    const path = join(set, 'a.txt')
    await client.open(path, 'lumi, 1girl, 1girl', 'plaintext')
    await client.problem(path, 'duplicate-tag')
  })

  it('ends when its client does', async () => {
    await connect()
    server.stdin?.end()
    assert.equal(await ended, 1)
  })
})
