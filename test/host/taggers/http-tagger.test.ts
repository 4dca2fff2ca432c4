import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMessage } from '../../../server/src/base/message'
import { HttpTagger, joinUrl } from '../../../server/src/host/taggers/http/http-tagger'
import type { TaggerSetting } from '../../../server/src/settings'
import type { ImageScores } from '../../../server/src/tagging/score'

interface Asked {
  readonly path: string
  readonly key: string | undefined
  readonly body: Record<string, unknown>
}

type Answer = (response: ServerResponse, asked: Asked, request: IncomingMessage) => void
const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => (response) => response.writeHead(status, headers).end(JSON.stringify(value))
const chat = (content: string): Answer => json({ choices: [{ message: { content } }] })

describe('a service as a tagger', () => {
  let root = ''
  let server: http.Server
  let answers: Answer[] = []
  let usual: Answer = json({})
  let asked: Asked[] = []
  let waits: number[] = []
  let busy = 0
  let mostBusy = 0

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'taglore-http-'))
    ;[answers, asked, waits, busy, mostBusy] = [[], [], [], 0, 0]
    server = http.createServer((request, response) => {
      mostBusy = Math.max(mostBusy, ++busy)
      response.on('close', () => busy--)
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        const one: Asked = { path: request.url ?? '', key: request.headers.authorization, body: JSON.parse(text) as Record<string, unknown> } // sent by the tagger itself
        asked.push(one)
        ;(answers.shift() ?? usual)(response, one, request)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(root, { recursive: true, force: true })
  })

  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function tag(setting: Partial<TaggerSetting>, { count = 1, key, signal }: { count?: number; key?: string; signal?: AbortSignal } = {}): Promise<{ said: ImageScores[]; faults: string[] }> {
    const images = Array.from({ length: count }, (_, at) => {
      const path = join(root, `${at}.png`)
      writeFileSync(path, `picture ${at}`)
      return path
    })
    const said: ImageScores[] = []
    const faults: string[] = []
    const tagger = new HttpTagger({ setting: { name: 'svc', kind: 'http', url: url(), ...setting }, ...(key !== undefined && { key }), sleep: async (milliseconds) => void waits.push(milliseconds) })
    await tagger.run(images, { onScores: (_, scores) => said.push(scores), onFault: (_, fault) => faults.push(formatMessage(fault)), ...(signal && { signal }) })
    return { said, faults }
  }

  it('asks a WebUI for tags: its own interrogators and those of the tagger extension', async () => {
    answers = [json({ caption: '1girl, (hat:0.4)' }), json({ caption: { general: 0.9, explicit: 0.01, '1girl': 0.98 } }), json({ caption: { rating: { sensitive: 0.8 }, tag: { hat: 0.5 } } })]
    assert.deepEqual((await tag({ api: 'webui', model: 'deepdanbooru' })).said[0]?.tags.map(({ name, score }) => `${name} ${score}`), ['1girl 1', 'hat 0.4'])
    assert.deepEqual((await tag({ model: 'wd-vit-v3' })).said[0]?.tags.map(({ name, category }) => `${category}/${name}`), ['general/1girl', 'rating/general', 'rating/explicit'])
    assert.deepEqual((await tag({ model: 'wd-vit-v3' })).said[0]?.tags.map(({ name, category }) => `${category}/${name}`), ['general/hat', 'rating/sensitive'])
    assert.deepEqual(asked.map(({ path }) => path), ['/sdapi/v1/interrogate', '/tagger/v1/interrogate', '/tagger/v1/interrogate'])
    assert.equal(asked[0]?.body['image'], `data:image/png;base64,${Buffer.from('picture 0').toString('base64')}`)
  })

  it('asks for a caption as OpenAI\'s interface does, with the key in the header alone', async () => {
    answers = [chat('A girl stands at the edge of a quiet lake.')]
    const { said } = await tag({ api: 'openai', model: 'vision', prompt: 'Describe.', url: `${url()}/v1` }, { key: 'secret' })
    assert.deepEqual(said, [{ tags: [], text: 'A girl stands at the edge of a quiet lake.' }])
    assert.equal(asked[0]?.path, '/v1/chat/completions')
    assert.equal(asked[0]?.key, 'Bearer secret')
    assert.ok(!JSON.stringify(asked[0]?.body).includes('secret'))
    assert.equal(asked[0]?.body['model'], 'vision')
  })

  it('is asked again while it is busy, as late as it says', async () => {
    answers = [json({}, 429, { 'Retry-After': '7' }), json({}, 503), chat('hat, solo')]
    assert.deepEqual((await tag({ api: 'openai' })).said[0]?.tags.map(({ name }) => name), ['hat', 'solo'])
    assert.deepEqual(waits, [7000, 2000])
  })

  it('that is slow, cut off, wrong or without end costs the image and not the run', async () => {
    const slow: Answer = () => undefined
    const cutOff: Answer = (response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"capt')
      setTimeout(() => response.destroy(), 5)
    }
    const flood: Answer = (response) => {
      const go = (): void => {
        while (!response.destroyed && response.write('x'.repeat(100_000)));
        response.once('drain', go)
      }
      go()
    }
    usual = json({ caption: 'hat' })
    answers = [slow]
    assert.match((await tag({ timeLimit: 0.1, retries: 0 })).faults[0] ?? '', /too slow: no answer within 0\.1 seconds/)
    answers = [cutOff]
    assert.match((await tag({ retries: 0 })).faults[0] ?? '', /cannot be reached \(ECONNRESET\)/)
    for (const wrong of [json({ caption: 3 }), json('nothing'), ((response) => response.end('<html>')) satisfies Answer]) {
      answers = [wrong]
      assert.match((await tag({})).faults[0] ?? '', /something else than a caption/)
    }
    answers = [flood]
    assert.match((await tag({})).faults[0] ?? '', /without end/)
    answers = [json({ detail: 'too many pixels' }, 422)]
    assert.match((await tag({})).faults[0] ?? '', /refuses the image \(422\): .*too many pixels/)
    answers = [cutOff]
    assert.equal((await tag({ retries: 1 }, { count: 2 })).said.length, 2)
  })

  it('that is away, or takes no such question or key, ends the run', async () => {
    usual = json({}, 401)
    await assert.rejects(tag({}), /does not accept the key \(401\)/)
    usual = json({}, 404)
    await assert.rejects(tag({}), /no such interface \(404\)/)
    await assert.rejects(tag({ url: 'http://127.0.0.1:9', retries: 0 }, { count: 5 }), /cannot be reached \(ECONNREFUSED\)/)
    assert.equal(asked.length, 2)
  })

  it('is asked for several images at once, but for no more than is said', async () => {
    usual = (response) => setTimeout(() => response.end(JSON.stringify({ caption: 'hat' })), 10)
    assert.equal((await tag({ parallel: 3 }, { count: 9 })).said.length, 9)
    assert.equal(mostBusy, 3)
  })

  it('is left alone when the run is cancelled', async () => {
    const stop = new AbortController()
    usual = () => stop.abort()
    await assert.rejects(tag({}, { count: 3, signal: stop.signal }), (error) => error instanceof Error && error.name === 'AbortError')
    assert.equal(asked.length, 1)
  })

  it('may be given with or without the beginning of its path', () => {
    for (const base of ['http://x', 'http://x/', 'http://x/v1', 'http://x/v1/', 'http://x/v1/chat/completions']) assert.equal(joinUrl(base, '/v1/chat/completions'), 'http://x/v1/chat/completions')
  })
})
