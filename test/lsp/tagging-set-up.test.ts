import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node'
import { gzipSync } from 'node:zlib'
import { tagList, taggerModel } from '../../scripts/tagger-model.mjs'
import type { SetUpResult, TaggersResult } from '../../server/src/protocol/tagging'
import { FULL, type TestClient } from '../support/client'
import { LUMI, serve, stopAll } from './set'

const BLOCK = 512

/** One file as npm packs it. */
function tar(name: string, text: string): Buffer {
  const head = Buffer.alloc(BLOCK)
  head.write(`package/${name}`, 0)
  head.write('0000644\0', 100)
  head.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124)
  head.write('0', 156)
  head.write('ustar\u000000', 257)
  head.fill(' ', 148, 156)
  head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([head, Buffer.from(text.padEnd(BLOCK, '\0')), Buffer.alloc(2 * BLOCK)])
}

describe('local taggers are set up through the server', () => {
  let cacheFolder: string
  let server: http.Server
  let files: Map<string, Uint8Array>
  let hang: ((response: ServerResponse) => void) | undefined

  beforeEach(async () => {
    cacheFolder = mkdtempSync(join(tmpdir(), 'taglore-set-up-'))
    files = new Map()
    hang = undefined
    server = http.createServer((request, response) => {
      const bytes = files.get(request.url ?? '')
      if (!bytes) return response.writeHead(404).end()
      if (hang) return hang(response)
      response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    await stopAll()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(cacheFolder, { recursive: true, force: true })
  })

  const archive = gzipSync(tar('package.json', '{"name":"onnxruntime-node"}'))
  const packages = [{ name: 'onnxruntime-node', version: '1.0.0', integrity: `sha512-${createHash('sha512').update(archive).digest('base64')}` }]

  async function start(): Promise<TestClient> {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { client } = await serve(LUMI, { settings: { download: { registry: address, modelHub: address, proxy: 'direct' } }, initializationOptions: { trusted: true, cacheFolder }, capabilities: FULL, server: { tagging: { packages } } })
    return client
  }

  it('the runtime comes from the mirror of the settings, checked', async () => {
    const client = await start()
    files.set('/onnxruntime-node/-/onnxruntime-node-1.0.0.tgz', gzipSync(tar('package.json', '{"name":"other"}')))
    const wrong = await client.request<SetUpResult>('taglore/setUpTagger', {})
    assert.equal(wrong.folder, null)
    assert.ok(wrong.fault)
    files.set('/onnxruntime-node/-/onnxruntime-node-1.0.0.tgz', archive)
    const { folder, fault } = await client.request<SetUpResult>('taglore/setUpTagger', {})
    assert.equal(fault, null)
    assert.equal(readFileSync(join(folder ?? '', 'node_modules/onnxruntime-node/package.json'), 'utf8'), '{"name":"onnxruntime-node"}')
  })

  it('a model comes from its repository or an address, and one that is none is told', async () => {
    const client = await start()
    files.set('/maker/tiny/resolve/main/selected_tags.csv', Buffer.from(tagList())).set('/maker/tiny/resolve/main/model.onnx', taggerModel())
    const { folder, fault } = await client.request<SetUpResult>('taglore/downloadTagger', { model: 'maker/tiny' })
    assert.equal(fault, null)
    assert.deepEqual(readFileSync(join(folder ?? '', 'model.onnx')), Buffer.from(taggerModel()))
    for (const model of ['maker/none', 'not a model']) {
      const none = await client.request<SetUpResult>('taglore/downloadTagger', { model })
      assert.deepEqual([none.folder, typeof none.fault], [null, 'string'], model)
    }
  })

  it('is cancelled at any moment, and leaves no half of a model', async () => {
    const client = await start()
    files.set('/maker/tiny/resolve/main/selected_tags.csv', Buffer.from(tagList()))
    const stop = new CancellationTokenSource()
    hang = () => stop.cancel()
    await assert.rejects(client.connection.sendRequest('taglore/downloadTagger', { model: 'maker/tiny' }, stop.token), /cancelled/)
    assert.ok(!existsSync(join(cacheFolder, 'taggers/models/maker--tiny/model.onnx')))
    const { runtime } = await client.request<TaggersResult>('taglore/taggers', {})
    assert.equal(runtime, null)
  })
})
