import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { TAGS, tagList, taggerModel } from '../../../scripts/tagger-model.mjs'
import { disk } from '../../../server/src/host/disk'
import { createFetch } from '../../../server/src/host/download/create-fetch'
import { DownloadError } from '../../../server/src/host/download/download-error'
import { diskStore } from '../../../server/src/host/download/store'
import type { DownloadWorld } from '../../../server/src/host/download/world'
import { OnnxTagger } from '../../../server/src/host/taggers/onnx/onnx-tagger'
import { downloadModel } from '../../../server/src/host/taggers/set-up/download-model'
import { runtimeFolder } from '../../../server/src/host/taggers/set-up/places'
import { readTar, TarError } from '../../../server/src/host/taggers/set-up/read-tar'
import { RUNTIME_PACKAGES, setUpRuntime, type RuntimePackage } from '../../../server/src/host/taggers/set-up/set-up-runtime'
import { PRODUCT, taggerFolder } from './model-folder'

/** A tar as npm packs it. */
function tar(files: Readonly<Record<string, Uint8Array | string>>, { prefix = 'package' } = {}): Buffer {
  const parts: Buffer[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = `${prefix}/${name}`
    const body = Buffer.from(content)
    if (path.length > 100) parts.push(header('pax', 'x', Buffer.byteLength(pax(path))), padded(Buffer.from(pax(path))))
    parts.push(header(path.slice(0, 100), '0', body.length), padded(body))
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

function pax(path: string): string {
  const rest = ` path=${path}\n`
  let length = rest.length + 2
  while (`${length}${rest}`.length !== length) length++
  return `${length}${rest}`
}

function header(name: string, type: string, size: number): Buffer {
  const head = Buffer.alloc(512)
  head.write(name, 0)
  head.write('0000644\0', 100)
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  head.write(type, 156)
  head.write('ustar\u000000', 257)
  head.fill(' ', 148, 156)
  head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((512 - (body.length % 512)) % 512)])
}

const integrity = (bytes: Uint8Array): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`

describe('setting up local taggers', () => {
  let root = ''
  let server: http.Server
  let files: Map<string, Uint8Array>
  let faults: ((request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void)[]
  let asked: string[]

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'taglore-set-up-'))
    ;[files, faults, asked] = [new Map(), [], []]
    server = http.createServer((request, response) => {
      const bytes = files.get(request.url ?? '')
      asked.push(`${request.url} ${request.headers.range ?? ''}`.trim())
      if (!bytes) return response.writeHead(404).end()
      const fault = faults.shift()
      if (fault) return fault(request, response, bytes)
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
      if (request.headers.range === undefined || (request.headers['if-range'] ?? '"1"') !== '"1"') response.writeHead(200, { 'Content-Length': bytes.length, ETag: '"1"' }).end(bytes)
      else response.writeHead(206, { 'Content-Length': bytes.length - from, 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`, ETag: '"1"' }).end(bytes.subarray(from))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(root, { recursive: true, force: true })
  })

  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** No pauses; a time limit that passes at once where `slow`. */
  const world = (slow = false): DownloadWorld => ({ fetch: createFetch(), store: diskStore, now: Date.now, random: () => 0, sleep: async (_, signal) => signal?.throwIfAborted(), after: (_, run) => (slow ? cancelled(setTimeout(run, 60)) : () => undefined) })
  const cancelled = (timer: NodeJS.Timeout) => () => clearTimeout(timer)
  const cutOff = (_: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void => {
    response.writeHead(200, { 'Content-Length': bytes.length, ETag: '"1"' }).write(bytes.subarray(0, bytes.length / 2))
    setTimeout(() => response.destroy(), 20)
  }

  const NODE = { 'package.json': '{"name":"onnxruntime-node","main":"dist/index.js"}', 'dist/index.js': 'module.exports = 1', 'dist/index.js.map': 'x', 'bin/napi-v6/linux/x64/a.node': 'linux', 'bin/napi-v6/win32/x64/a.node': 'windows', 'script/install.js': 'x', [`dist/${'deep/'.repeat(25)}end.js`]: 'long' }

  function publish(contents: Readonly<Record<string, Uint8Array | string>> = NODE, archive = gzipSync(tar(contents))): readonly RuntimePackage[] {
    const common = gzipSync(tar({ 'package.json': '{"name":"onnxruntime-common"}' }))
    files.set('/onnxruntime-node/-/onnxruntime-node-1.0.0.tgz', archive).set('/onnxruntime-common/-/onnxruntime-common-1.0.0.tgz', common)
    return [{ name: 'onnxruntime-node', version: '1.0.0', integrity: integrity(archive) }, { name: 'onnxruntime-common', version: '1.0.0', integrity: integrity(common) }]
  }

  const setUp = (packages: readonly RuntimePackage[], more: { signal?: AbortSignal; platform?: string; slow?: boolean; onProgress?: () => void } = {}) =>
    setUpRuntime({ cacheFolder: root, version: '1', registry: `${url()}/`, platform: 'linux-x64', packages, ...more }, world(more.slow))
  const unpacked = () => (readdirSync(runtimeFolder(root), { recursive: true }) as string[]).filter((name) => statSync(join(runtimeFolder(root), name)).isFile()).sort()
  const fails = (work: Promise<unknown>, code: string) => assert.rejects(work, (error) => error instanceof DownloadError && error.code === code)

  it('unpacks only what this platform runs', async () => {
    assert.equal(await setUp(publish()), runtimeFolder(root))
    assert.deepEqual(unpacked(), ['node_modules/onnxruntime-common/package.json', 'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/a.node', `node_modules/onnxruntime-node/dist/${'deep/'.repeat(25)}end.js`, 'node_modules/onnxruntime-node/dist/index.js', 'node_modules/onnxruntime-node/package.json', 'package.json'])
    assert.deepEqual(readdirSync(join(runtimeFolder(root), '..')), ['onnxruntime-1.30.0'], 'no archive is left')
  })

  it('goes on where a download was cut off, in the same call and in a later one', async () => {
    const big = Buffer.alloc(300_000)
    for (let at = 0; at < big.length; at++) big[at] = (at * 7919) >> 3
    const packages = publish({ ...NODE, 'big.js': big }, gzipSync(tar({ ...NODE, 'big.js': big }), { level: 0 }))
    faults = [cutOff]
    await setUp(packages)
    assert.match(asked[1] ?? '', /bytes=[1-9]\d*-$/)
    rmSync(runtimeFolder(root), { recursive: true })
    const stop = new AbortController()
    asked = []
    await assert.rejects(setUp(packages, { signal: stop.signal, onProgress: () => stop.abort() }), (error) => error instanceof Error && error.name === 'AbortError')
    assert.ok(!existsSync(runtimeFolder(root)))
    await setUp(packages)
    assert.match(asked[1] ?? '', /bytes=[1-9]\d*-$/)
    assert.equal(readFileSync(join(runtimeFolder(root), 'node_modules/onnxruntime-node/big.js')).compare(big), 0)
  })

  it('refuses a package with another hash, and keeps the runtime that was there', async () => {
    const packages = publish()
    await setUp(packages)
    publish({ ...NODE, 'dist/index.js': 'module.exports = "changed on its way"' })
    await fails(setUp(packages), 'wrong-hash')
    assert.equal(readFileSync(join(runtimeFolder(root), 'node_modules/onnxruntime-node/dist/index.js'), 'utf8'), 'module.exports = 1')
  })

  it('says where a server is slow, refuses, has nothing, or is away', async () => {
    const packages = publish()
    faults = Array.from({ length: 20 }, () => () => undefined)
    await fails(setUp(packages, { slow: true }), 'too-slow')
    faults = [(_, response) => response.writeHead(403).end()]
    await fails(setUp(packages), 'refused')
    files.clear()
    await fails(setUp(packages), 'not-found')
    await fails(setUpRuntime({ cacheFolder: root, version: '1', registry: 'http://127.0.0.1:9', platform: 'linux-x64', packages }, world()), 'refused')
    await fails(setUp(packages, { platform: 'darwin-x64' }), 'not-found')
    assert.ok(!existsSync(runtimeFolder(root)))
  })

  it('takes nothing out of an archive that is none, ends early, or leads outside', async () => {
    for (const archive of [gzipSync('no tar at all'.repeat(100)), Buffer.from('no gzip'), gzipSync(tar(NODE).subarray(0, 1700)), gzipSync(tar(NODE)).subarray(0, 200)]) await fails(setUp(publish(NODE, archive)), 'unexpected-answer')
    await setUp(publish({ ...NODE, '../../../../evil.js': 'evil', '/etc/evil.js': 'evil' }))
    assert.ok(!unpacked().some((name) => name.includes('evil')))
    assert.ok(!existsSync(join(root, 'evil.js')))
  })

  it('reads a tar in pieces of any size', async () => {
    const archive = tar(NODE)
    for (const step of [1, 7, 512, 100_000]) {
      const names: string[] = []
      async function* pieces() {
        for (let at = 0; at < archive.length; at += step) yield archive.subarray(at, at + step)
      }
      for await (const { name, body } of readTar(pieces())) {
        const chunks: Uint8Array[] = []
        if (name.endsWith('a.node')) for await (const chunk of body) chunks.push(chunk)
        names.push(`${name} ${Buffer.concat(chunks).toString()}`.trim())
      }
      assert.deepEqual(names, Object.entries(NODE).map(([name, text]) => `package/${name}${name.endsWith('a.node') ? ` ${String(text)}` : ''}`))
    }
    await assert.rejects(async () => {
      for await (const _ of readTar((async function* () { yield archive.subarray(0, 700) })())) continue
    }, TarError)
  })

  it('downloads a model by its repository or its address, the list first', async () => {
    const model = taggerModel()
    files.set('/me/wd/resolve/main/selected_tags.csv', Buffer.from(tagList())).set('/me/wd/resolve/main/model.onnx', model)
    const folder = await downloadModel('me/wd', { cacheFolder: root, version: '1', hub: url() }, world())
    assert.deepEqual([readdirSync(folder).sort(), readFileSync(join(folder, 'model.onnx')).compare(model)], [['model.onnx', 'selected_tags.csv'], 0])
    assert.ok(existsSync(join(await downloadModel(`${url()}/me/wd/blob/main/model.onnx`, { cacheFolder: root, version: '1' }, world()), 'model.onnx')))
    files.set('/me/cl/resolve/main/v2/tag_mapping.json', Buffer.from('{"0":{"tag":"a","category":"General"}}')).set('/me/cl/resolve/main/v2/model_optimized.onnx', model)
    assert.deepEqual(readdirSync(await downloadModel('me/cl/v2', { cacheFolder: root, version: '1', hub: url() }, world())).sort(), ['model_optimized.onnx', 'tag_mapping.json'])
    await fails(downloadModel('me/none', { cacheFolder: root, version: '1', hub: url() }, world()), 'not-found')
    await fails(downloadModel('nothing', { cacheFolder: root, version: '1', hub: url() }, world()), 'bad-address')
    files.set('/me/bad/resolve/main/selected_tags.csv', Buffer.from('<html>'))
    await fails(downloadModel('me/bad', { cacheFolder: root, version: '1', hub: url() }, world()), 'unexpected-answer')
  })

  it('begins anew where a model has changed since its download was cut off', async () => {
    const big = Buffer.alloc(200_000, 1)
    files.set('/me/wd/resolve/main/selected_tags.csv', Buffer.from(tagList())).set('/me/wd/resolve/main/model.onnx', big)
    faults = [undefined as never, (_, response, bytes) => {
      response.writeHead(200, { 'Content-Length': bytes.length, ETag: '"0"' }).write(Buffer.alloc(100_000, 9))
      setTimeout(() => response.destroy(), 20)
    }]
    const folder = await downloadModel('me/wd', { cacheFolder: root, version: '1', hub: url() }, world())
    assert.equal(readFileSync(join(folder, 'model.onnx')).compare(big), 0)
  })

  it('the packages that are pinned are those the project is tested with, and they run once they are set up', async () => {
    const lock = JSON.parse(readFileSync(join(PRODUCT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version: string; integrity: string }> } // npm's own form
    for (const { name, version, integrity: pinned } of RUNTIME_PACKAGES) assert.deepEqual([lock.packages[`node_modules/${name}`]?.version, lock.packages[`node_modules/${name}`]?.integrity], [version, pinned])
    const packages = RUNTIME_PACKAGES.map(({ name, version }) => {
      const folder = join(PRODUCT, 'node_modules', name)
      const names = (readdirSync(folder, { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/')).filter((path) => statSync(join(folder, path)).isFile() && !/\.map$|\/esm\/|^lib\//.test(path) && (!path.startsWith('bin/') || path.includes(`/${process.platform}/${process.arch}/`)))
      const archive = gzipSync(tar(Object.fromEntries(names.map((path) => [path, readFileSync(join(folder, path))]))), { level: 0 })
      files.set(`/${name}/-/${name}-${version}.tgz`, archive)
      return { name, version, integrity: integrity(archive) }
    })
    const runtime = await setUpRuntime({ cacheFolder: root, version: '1', registry: url(), packages }, world())
    const tagger = await taggerFolder()
    try {
      const [image = ''] = await tagger.pictures([[255, 255, 255]])
      const answers: string[] = []
      await new OnnxTagger({ name: 'local', modelFolder: tagger.model('plain'), runtime, fileSystem: disk, entry: tagger.entry }).run([image], { onScores: (_, { tags }) => answers.push(...tags.map(({ name }) => name)), onFault: () => assert.fail() })
      assert.ok(answers.includes(TAGS.at(-1)?.name ?? ''))
    } finally {
      tagger.remove()
    }
  })
})
