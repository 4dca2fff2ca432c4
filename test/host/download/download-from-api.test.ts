import assert from 'node:assert/strict'
import type { DownloadErrorCode, DownloadProgress } from '../../../server/src/protocol/download'
import { apiDraftPath, downloadFromApi, relationsPath, type ApiOptions } from '../../../server/src/host/download/download-from-api'
import { chooseProxy } from '../../../server/src/host/download/choose-proxy'
import { createFetch } from '../../../server/src/host/download/create-fetch'
import { DownloadError } from '../../../server/src/host/download/download-error'
import { readListInfo, sha256Of } from '../../../server/src/host/download/list-info'
import { recogniseSource } from '../../../server/src/tags/recognise-source'
import { BooruServer, cut, drip, startProxy, status, text, unusedPort, type Relation, type Tag } from './booru-server'
import { TestWorld } from './test-world'

/** Letters without meaning whose hash is among the silent words, so that none of those need stand here. */
const SILENT = 'svtzmfb'

const TAGS: readonly Tag[] = [
  { id: 5, name: 'solo', category: 0, posts: 500 },
  { id: 9, name: '1girl', category: 0, posts: 600 },
  { id: 12, name: 'long_hair', category: 0, posts: 400 },
  { id: 15, name: 'very_long_hair', category: 0, posts: 90 },
  { id: 20, name: 'don\'t_say_"lazy"', category: 3, posts: 30 },
  { id: 31, name: `${SILENT}_hat`, category: 0, posts: 300 },
  { id: 40, name: 'rare_hat', category: 0, posts: 3 },
]
const ALIASES: readonly Relation[] = [
  { id: 1, from: 'longhair', to: 'long_hair' },
  { id: 2, from: '/lh', to: 'long_hair' },
  { id: 3, from: 'rare_cap', to: 'rare_hat' },
  { id: 4, from: SILENT, to: 'solo' },
]
const IMPLICATIONS: readonly Relation[] = [
  { id: 1, from: 'very_long_hair', to: 'long_hair' },
  { id: 2, from: 'rare_hat', to: 'solo' },
  { id: 3, from: `${SILENT}_hat`, to: 'solo' },
]
const LIST = ['1girl,0,600,', 'solo,0,500,', 'long_hair,0,400,"/lh,longhair"', 'very_long_hair,0,90,', '"don\'t_say_""lazy""",3,30,', ''].join('\n')
const RELATIONS = 'antecedent,consequent\nvery_long_hair,long_hair\n'
const OLD = 'old_tag,0,1,\n'
const FILES = ['danbooru.csv', 'danbooru.csv.json', 'danbooru_implications.csv']
const DRAFT = '.danbooru.csv.pages'

describe('a download from the API', () => {
  let world: TestWorld
  let server: BooruServer

  beforeEach(async () => {
    world = new TestWorld()
    server = await new BooruServer(TAGS, ALIASES, IMPLICATIONS, world.now).start()
  })
  afterEach(async () => {
    await server.stop()
    world.remove()
  })

  const download = (options: Partial<ApiOptions> = {}) =>
    downloadFromApi({ list: world.list, minimumCount: 20, explicit: false, addresses: [server.url], version: '1.2.3', ...options }, world)

  /** The download fails so, and the old list is as it was; nothing but a draft to go on with is left. */
  async function checkFails(code: DownloadErrorCode, options: Partial<ApiOptions> = {}): Promise<DownloadError> {
    world.put(world.list, OLD)
    const error = await download(options).then(
      () => assert.fail('it did not fail'),
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof DownloadError, String(error))
    assert.equal(error.code, code, error.message)
    assert.equal(world.textOf(world.list), OLD)
    assert.deepEqual(world.names().filter((name) => name !== DRAFT), ['danbooru.csv'])
    return error
  }

  async function checkSucceeds(options: Partial<ApiOptions> = {}): Promise<void> {
    await download(options)
    assert.equal(world.textOf(world.list), LIST)
    assert.equal(world.textOf(relationsPath(world.list)), RELATIONS)
    assert.deepEqual(world.names(), FILES)
  }

  /** Another empty folder, and other rules of the network. */
  function renew(...fetch: ConstructorParameters<typeof TestWorld>): void {
    world.remove()
    world = new TestWorld(...fetch)
  }

  const asked = (at = server) => at.requests.map(({ path }) => path.replace(/\?.*page=/, ' ').replace(/&.*/, ''))

  it('writes tags by their posts with aliases, implications, and a record of itself', async () => {
    await checkSucceeds()
    assert.deepEqual(await readListInfo(world.store, world.list), {
      source: 'api',
      url: server.url,
      date: new Date(world.time).toISOString(),
      minimumCount: 20,
      explicit: false,
      rows: 5,
      relations: 1,
      sha256: sha256Of(new TextEncoder().encode(LIST)),
    })
  })

  it('writes a list that our own sources read without a problem', async () => {
    await download()
    const reading = recogniseSource(world.textOf(world.list), 'danbooru.csv')?.read(world.textOf(world.list), 'danbooru.csv')
    assert.deepEqual(reading?.problems, [])
    assert.deepEqual(reading?.records.map(({ name }) => name), ['1girl', 'solo', 'long_hair', 'very_long_hair', 'don\'t_say_"lazy"'])
    assert.deepEqual(reading?.records[2]?.aliases, ['/lh', 'longhair'])
  })

  it('goes by ids, page by page, until a page is empty', async () => {
    server.pageSize = 2
    await checkSucceeds()
    assert.deepEqual(asked(), [
      '/tags.json a0', '/tags.json a9', '/tags.json a15', '/tags.json a31',
      '/tag_aliases.json a0', '/tag_aliases.json a2', '/tag_aliases.json a4',
      '/tag_implications.json a0', '/tag_implications.json a2', '/tag_implications.json a3',
    ])
  })

  it('asks for no more than it needs, and says who it is', async () => {
    await download()
    const { path, agent } = server.requests[0]!
    assert.equal(decodeURIComponent(path), '/tags.json?limit=1000&page=a0&search[post_count]=>=20&only=id,name,category,post_count')
    assert.equal(agent, 'Taglore/1.2.3 (+VS Code extension)')
  })

  it('asks one thing at a time, at most eight in a second', async () => {
    server.pageSize = 1
    await download()
    const times = server.requests.map(({ at }) => at)
    times.slice(1).forEach((at, index) => assert.ok(at - times[index]! >= 120))
    assert.equal(server.mostBusy, 1)
  })

  it('leaves explicit tags out, also as aliases and implications, unless they are asked for', async () => {
    await download()
    assert.ok(!FILES.some((name) => world.textOf(`${world.folder}/${name}`).includes(SILENT)))
    await download({ explicit: true })
    assert.match(world.textOf(world.list), new RegExp(`^${SILENT}_hat,0,300,$`, 'm'))
    assert.match(world.textOf(world.list), new RegExp(`^solo,0,500,${SILENT}$`, 'm'))
    assert.match(world.textOf(relationsPath(world.list)), new RegExp(`^${SILENT}_hat,solo$`, 'm'))
  })

  it('keeps no explicit tag in its draft either', async () => {
    server.faults.push(undefined, undefined, undefined, undefined, status(403))
    await checkFails('refused')
    assert.ok(!world.textOf(apiDraftPath(world.list)).includes(SILENT))
  })

  it('tells how far it is, and how long it will take', async () => {
    const told: DownloadProgress[] = []
    server.pageSize = 2
    await download({ onProgress: (progress) => told.push(progress) })
    assert.deepEqual(told.map(({ done }) => done), [2, 4, 6, 6, 8, 10, 10, 12, 13, 13])
    assert.equal(told[0]?.secondsLeft, undefined)
    assert.ok((told[1]?.secondsLeft ?? 0) > 0)
    assert.deepEqual(told.at(-1), { stage: 'implications', done: 13, total: 13, secondsLeft: 0 })
    assert.ok(told.every(({ done, total }) => total !== undefined && done <= total))
  })

  it('waits as long as a busy server asks, in seconds or until a date', async () => {
    const told: DownloadProgress[] = []
    server.faults.push(status(429, { 'retry-after': '7' }), (_, response) => {
      response.writeHead(429, { 'retry-after': new Date(world.time + 11_000).toUTCString() }).end()
    })
    await checkSucceeds({ onProgress: (progress) => told.push(progress) })
    assert.equal(world.waits()[0], 7000)
    assert.ok(Math.abs(world.waits()[1]! - 11_000) < 1000)
    assert.equal(told[0]?.waitingSeconds, 7)
  })

  it('waits longer and longer when a server does not say how long', async () => {
    server.faults.push(status(503), status(502), status(500))
    await checkSucceeds()
    assert.deepEqual(world.waits(), [750, 1500, 3000])
  })

  it('gives up on a server that stays busy', async () => {
    server.faults.push(...Array<ReturnType<typeof status>>(99).fill(status(503)))
    await checkFails('busy')
    assert.equal(server.requests.length, 16)
  })

  it('gives up on a server that asks for hours', async () => {
    server.faults.push(status(429, { 'retry-after': '7200' }))
    await checkFails('busy')
    assert.equal(server.requests.length, 1)
  })

  it('asks again when the connection is cut in the middle of an answer, and then says so', async () => {
    server.faults.push(undefined, cut)
    await checkSucceeds()
    renew()
    server.faults.push(cut, cut, cut, cut)
    await checkFails('cut-off')
  })

  it('asks again when the answer is no JSON, and then says so', async () => {
    server.faults.push(text('[{"id":1,'), text('<html>Just a moment…</html>'))
    await checkSucceeds()
    renew()
    server.faults.push(...Array<ReturnType<typeof text>>(4).fill(text('<html>')))
    await checkFails('unexpected-answer')
  })

  it('does not take other JSON for tags', async () => {
    for (const body of ['{"success":false}', '[1]', '[{"id":1,"name":"x"}]', '[{"id":0,"name":"x","category":0,"post_count":9}]']) {
      server.faults.push(text(body))
      await checkFails('unexpected-answer')
    }
  })

  it('leaves out names that would break the list', async () => {
    const items = [['a,b', 0], ['a\nb', 0], ['', 0], ['good', 0]].map(([name, category], index) => ({ id: index + 1, name, category, post_count: 50 }))
    server.faults.push(text(JSON.stringify(items)))
    await download()
    assert.match(world.textOf(world.list), /^good,0,50,$/m)
    assert.equal((await readListInfo(world.store, world.list))?.rows, 6)
  })

  it('ends an answer that never ends', async () => {
    server.faults.push(drip(world.expire))
    await checkSucceeds()
    assert.equal(server.requests.length, 7)
    renew()
    server.faults.push(...Array.from({ length: 4 }, () => drip(() => world.expire())))
    await checkFails('too-slow')
  })

  it('says when nobody listens there', async () => {
    const port = await unusedPort()
    const error = await checkFails('refused', { addresses: [`http://127.0.0.1:${port}`] })
    assert.match(error.message, new RegExp(`127.0.0.1:${port}`))
  })

  it('says when there is nothing of the kind, or the server refuses, without asking twice', async () => {
    server.faults.push(status(404))
    await checkFails('not-found')
    server.faults.push(status(403))
    await checkFails('refused')
    assert.equal(server.requests.length, 2)
  })

  it('says when no tag has so many posts', async () => {
    await checkFails('unexpected-answer', { minimumCount: 100_000 })
  })

  it('says when an address is none', async () => {
    await checkFails('bad-address', { addresses: ['ftp://example'] })
  })

  describe('with mirrors', () => {
    let mirror: BooruServer

    beforeEach(async () => {
      mirror = await new BooruServer(TAGS, ALIASES, IMPLICATIONS).start()
    })
    afterEach(() => mirror.stop())

    it('turns to the next address in the middle, and stays there', async () => {
      server.pageSize = 2
      server.faults.push(undefined, cut)
      await checkSucceeds({ addresses: [server.url, `${mirror.url}/`] })
      assert.deepEqual(asked().length, 2)
      assert.equal(asked(mirror)[0], '/tags.json a9')
      assert.deepEqual(world.waits(), [])
    })

    it('does not come back to one that refused', async () => {
      server.faults.push(status(403))
      mirror.faults.push(undefined, cut)
      await checkSucceeds({ addresses: [server.url, mirror.url] })
      assert.equal(server.requests.length, 1)
      assert.deepEqual(world.waits(), [750])
    })

    it('tells of the first address where all fail', async () => {
      server.faults.push(status(403))
      mirror.faults.push(status(404))
      const error = await checkFails('refused', { addresses: [server.url, mirror.url] })
      assert.match(error.message, /403/)
    })
  })

  describe('after a break', () => {
    it('goes on where it was cancelled, without asking again for what is there', async () => {
      server.pageSize = 2
      const stop = new AbortController()
      const reason = new Error('stopped by the user')
      server.faults.push(undefined, undefined, () => stop.abort(reason))
      world.put(world.list, OLD)
      await assert.rejects(download({ signal: stop.signal }), reason)
      assert.equal(world.textOf(world.list), OLD)
      assert.deepEqual(world.names(), [DRAFT, 'danbooru.csv'])
      server.requests.length = 0
      await checkSucceeds()
      assert.equal(asked()[0], '/tags.json a15')
      assert.equal(asked().filter((path) => path.startsWith('/tags')).length, 2)
    })

    it('can be cancelled while it waits', async () => {
      const stop = new AbortController()
      server.faults.push(status(503))
      await assert.rejects(download({ signal: stop.signal, onProgress: ({ waitingSeconds }) => waitingSeconds && stop.abort() }), { name: 'AbortError' })
      assert.equal(server.requests.length, 1)
    })

    it('does nothing when it is cancelled before it begins', async () => {
      await assert.rejects(download({ signal: AbortSignal.abort() }), { name: 'AbortError' })
      assert.deepEqual(world.names(), [])
      assert.equal(server.requests.length, 0)
    })

    it('goes on behind a line that was not written to its end', async () => {
      server.pageSize = 2
      world.fail('append', DRAFT, 'disk-full', 2)
      await checkFails('disk-full')
      world.mend()
      assert.doesNotMatch(world.textOf(apiDraftPath(world.list)), /\n$/)
      server.requests.length = 0
      await checkSucceeds()
      assert.equal(asked()[0], '/tags.json a15')
    })

    it('does not ask at all when only the writing failed', async () => {
      for (const [call, part] of [['create', '.new'], ['rename', 'implications.csv']] as const) {
        world.fail(call, part)
        await checkFails('disk-full')
        world.mend()
      }
      server.requests.length = 0
      await checkSucceeds()
      assert.deepEqual(asked(), [])
    })

    it('leaves lines out that do not go on from the one before, as another window may write them', async () => {
      server.pageSize = 2
      server.faults.push(undefined, undefined, status(403))
      await checkFails('refused')
      const lines = world.textOf(apiDraftPath(world.list)).split('\n')
      world.put(apiDraftPath(world.list), [lines[0], lines[1], lines[1], '{"stage":"tags","after":9}', '"x"', '', ...lines.slice(2)].join('\n'))
      server.requests.length = 0
      await checkSucceeds()
      assert.equal(asked()[0], '/tags.json a15')
    })

    it('begins anew with other choices, or when a week has gone', async () => {
      server.pageSize = 2
      const checkAnew = async (options: Partial<ApiOptions>, later = 0) => {
        server.faults.push(undefined, status(403))
        await checkFails('refused')
        server.requests.length = 0
        world.time += later
        await download(options)
        assert.equal(asked()[0], '/tags.json a0')
        for (const name of FILES) await world.store.remove(`${world.folder}/${name}`)
      }
      await checkAnew({ minimumCount: 50 })
      await checkAnew({ explicit: true })
      await checkAnew({}, 8 * 24 * 3600 * 1000)
    })
  })

  describe('with a proxy', () => {
    const through = (proxy: string) => renew(createFetch((url) => chooseProxy(url, { own: proxy })))

    it('asks everything through it', async () => {
      const proxy = await startProxy()
      through(proxy.url)
      await checkSucceeds()
      assert.ok(proxy.targets.length > 0 && proxy.targets.every((target) => `http://${target}` === server.url))
      await proxy.stop()
    })

    it('says when the proxy asks for a name, refuses, or is not there', async () => {
      for (const [code, expected] of [[407, 'bad-proxy'], [403, 'refused']] as const) {
        const proxy = await startProxy(code)
        through(proxy.url)
        await checkFails(expected)
        await proxy.stop()
      }
      through(`http://127.0.0.1:${await unusedPort()}`)
      await checkFails('refused')
      assert.equal(server.requests.length, 0)
    })
  })
})
