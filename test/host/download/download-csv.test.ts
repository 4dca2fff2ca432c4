import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import type { DownloadErrorCode, DownloadProgress } from '../../../server/src/protocol/download'
import { downloadCsv, type CsvOptions } from '../../../server/src/host/download/download-csv'
import { DownloadError } from '../../../server/src/host/download/download-error'
import { readListInfo, sha256Of } from '../../../server/src/host/download/list-info'
import { BooruServer, cut, drip, status, text, unusedPort } from './booru-server'
import { TestWorld } from './test-world'

/** Letters without meaning whose hash is among the silent words. */
const SILENT = 'svtzmfb'
const LIST = '1girl,0,6008644,"1girls,sole_female"\nsolo,0,5000954,\n"don\'t_say_""lazy""",3,30,\n'
const OLD = 'old_tag,0,1,\n'

describe('a download of a CSV list', () => {
  let world: TestWorld
  let server: BooruServer

  beforeEach(async () => {
    world = new TestWorld()
    server = await new BooruServer().start()
    serve(LIST)
  })
  afterEach(async () => {
    await server.stop()
    world.remove()
  })

  const serve = (content: string | Uint8Array, at = server) => at.files.set('/list.csv', Buffer.from(content))
  const hashOf = (content: string) => sha256Of(new TextEncoder().encode(content))
  const download = (options: Partial<CsvOptions> = {}, url = `${server.url}/list.csv`) =>
    downloadCsv(url, { list: world.list, explicit: false, version: '1.2.3', ...options }, world)

  /** The list is there with its record, and nothing else. */
  async function checkWrites(expected: string, options: Partial<CsvOptions> = {}): Promise<void> {
    await download(options)
    assert.equal(world.textOf(world.list), expected)
    assert.deepEqual(world.names(), ['danbooru.csv', 'danbooru.csv.json'])
  }

  /** The download fails so; the old list is as it was, and nothing else is left. */
  async function checkFails(code: DownloadErrorCode, options: Partial<CsvOptions> = {}, url?: string): Promise<DownloadError> {
    world.put(world.list, OLD)
    const error = await download(options, url).then(
      () => assert.fail('it did not fail'),
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof DownloadError, String(error))
    assert.equal(error.code, code, error.message)
    assert.equal(world.textOf(world.list), OLD)
    assert.deepEqual(world.names(), ['danbooru.csv'])
    return error
  }

  it('writes the list byte for byte, and a record of it', async () => {
    serve(`\uFEFF${LIST.replaceAll('\n', '\r\n')}`)
    await checkWrites(`\uFEFF${LIST.replaceAll('\n', '\r\n')}`)
    assert.deepEqual(await readListInfo(world.store, world.list), {
      source: 'csv',
      url: `${server.url}/list.csv`,
      date: new Date(world.time).toISOString(),
      minimumCount: null,
      explicit: false,
      rows: 3,
      relations: null,
      sha256: hashOf(world.textOf(world.list)),
    })
  })

  it('records no name and password of an address', async () => {
    const info = await download({}, `${server.url.replace('//', '//me:secret@')}/list.csv`)
    assert.equal(info.url, `${server.url}/list.csv`)
  })

  it('takes the right hash in either case', () => checkWrites(LIST, { sha256: hashOf(LIST).toUpperCase() }))

  it('refuses a file with the wrong hash, and says which it has', async () => {
    const { message } = await checkFails('wrong-hash', { sha256: hashOf('other') })
    assert.match(message, new RegExp(hashOf(LIST)))
    assert.equal(server.requests.length, 1)
  })

  it('leaves explicit tags and aliases out, and every other line as it is', async () => {
    serve(`${SILENT}_hat,0,7,\nhat,0,6,"cap,${SILENT}"\n  odd , 0,5\r\nplain,0,4,${SILENT}\n`)
    await checkWrites('hat,0,6,cap\n  odd , 0,5\r\nplain,0,4,\n')
    assert.equal((await readListInfo(world.store, world.list))?.rows, 3)
  })

  it('leaves them out of lists of other formats', async () => {
    serve(`tag_id,name,category,count\n1,${SILENT}_hat,0,5\n2,hat,0,4\n`)
    await checkWrites('tag_id,name,category,count\n2,hat,0,4\n')
    serve(`count,tag,category\n5,${SILENT}_hat,0\n4,hat,0\n`)
    await checkWrites('count,tag,category\n4,hat,0\n')
    const words = 'a1 b2 c3 d4 e5 f6 g7 h8 i9 j10'.split(' ').join('\n')
    serve(`${words}\n${SILENT}_hat\n`)
    await checkWrites(`${words}\n`)
  })

  it('reads a long list with a header as a whole', async () => {
    const rows = Array.from({ length: 9000 }, (_, index) => `${index % 1000 === 7 ? SILENT : 'hat'}_${index},0,${index}\r`)
    serve(`name,category,count\r${rows.join('')}`)
    await checkWrites(`name,category,count\r${rows.filter((row) => row.startsWith('hat')).join('')}`)
    assert.equal((await readListInfo(world.store, world.list))?.rows, 8991)
  })

  it('keeps them when they are asked for', async () => {
    serve(`${SILENT}_hat,0,7,\n`)
    await checkWrites(`${SILENT}_hat,0,7,\n`, { explicit: true })
  })

  it('does not take a list of nothing but explicit tags for one without', async () => {
    serve(`${SILENT}_hat,0,7,\n`)
    await checkFails('not-a-tag-list')
  })

  it('takes nothing for a list that is none', async () => {
    const others = [
      '<!DOCTYPE html><html><body>Sign in, 1, 2</body></html>',
      '{"error":"rate limit"}',
      '[{"name":"1girl"}]',
      'Rate limit exceeded',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0f\nsize 5\n',
      '',
      'a,b,c\n'.repeat(20) + 'tag,0,1\n',
      gzipSync(LIST),
      new Uint8Array(64),
    ]
    for (const other of others) {
      serve(other)
      await checkFails('not-a-tag-list')
    }
  })

  it('takes a list that begins with a face of angle brackets', async () => {
    serve('<o>_<o>,0,50,\n')
    await checkWrites('<o>_<o>,0,50,\n')
  })

  it('asks again when the file is cut off, and begins it anew', async () => {
    server.faults.push(cut)
    await checkWrites(LIST)
    server.faults.push(cut, cut, cut, cut)
    await world.store.remove(`${world.list}.json`)
    await checkFails('cut-off')
  })

  it('ends a file that comes too slowly, or never', async () => {
    server.faults.push(drip(() => world.expire()))
    await checkWrites(LIST)
  })

  it('refuses a file that is too large, told or not', async () => {
    server.faults.push((_, response) => {
      response.writeHead(200, { 'content-length': 65 * 1024 * 1024 }).flushHeaders()
    })
    await checkFails('too-large')
    server.faults.push((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024, 'a,0,1\n')));
      }
      response.writeHead(200).on('drain', more)
      more()
    })
    await checkFails('too-large')
  })

  it('says when the disk is full, at whatever moment', async () => {
    for (const [call, part] of [['create', '.download'], ['append', '.download'], ['create', '.csv.new'], ['create', '.json.new'], ['rename', 'danbooru.csv']] as const) {
      world.fail(call, part)
      const { message } = await checkFails('disk-full')
      assert.match(message, /The disk is full/)
      world.mend()
    }
  })

  it('says when it may not write there', async () => {
    world.fail('create', '.download', 'no-permission')
    await checkFails('disk')
  })

  it('says when the server refuses, does not have it, or nobody listens', async () => {
    server.faults.push(status(403))
    await checkFails('refused')
    await checkFails('not-found', {}, `${server.url}/other.csv`)
    await checkFails('refused', {}, `http://127.0.0.1:${await unusedPort()}/list.csv`)
    await checkFails('bad-address', {}, 'list.csv')
  })

  it('follows where the server sends it, but not for ever', async () => {
    const onwards = status(302, { location: '/list.csv' })
    server.faults.push(onwards)
    await checkWrites(LIST)
    await world.store.remove(`${world.list}.json`)
    server.faults.push(...Array.from({ length: 6 }, () => onwards))
    await checkFails('unexpected-answer')
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const stop = new AbortController()
    world.put(world.list, OLD)
    server.faults.push((_, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('1girl,0,5\n', () => stop.abort())
    })
    await assert.rejects(download({ signal: stop.signal }), { name: 'AbortError' })
    assert.deepEqual(world.names(), ['danbooru.csv'])
    assert.equal(world.textOf(world.list), OLD)
  })

  it('tells how far it is', async () => {
    const told: DownloadProgress[] = []
    await download({ onProgress: (progress) => told.push(progress) })
    const { done, total } = told.at(-1)!
    assert.deepEqual([done, total], [LIST.length, LIST.length])
  })

  it('makes the folder of the list', async () => {
    await download({ list: `${world.folder}/lists/new/danbooru.csv` })
    assert.equal(world.textOf(`${world.folder}/lists/new/danbooru.csv`), LIST)
  })

  describe('with mirrors', () => {
    let mirror: BooruServer

    beforeEach(async () => {
      mirror = await new BooruServer().start()
      serve(LIST, mirror)
    })
    afterEach(() => mirror.stop())

    it('takes the file from the first that has the right one', async () => {
      for (const fault of [status(404), text('<html>'), text('other,0,1\n'), cut]) {
        server.faults.push(fault)
        await checkWrites(LIST, { mirrors: [`${mirror.url}/list.csv`], sha256: hashOf(LIST) })
      }
      assert.deepEqual(world.waits(), [])
    })

    it('tells what was wrong with the file rather than that a mirror is away', async () => {
      await checkFails('wrong-hash', { mirrors: [`http://127.0.0.1:${await unusedPort()}/list.csv`], sha256: hashOf('other') })
    })
  })
})
