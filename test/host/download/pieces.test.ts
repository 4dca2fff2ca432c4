import assert from 'node:assert/strict'
import { FileError } from '../../../server/src/base/file-system'
import { expectedTags } from '../../../server/src/host/download/expected-rows'
import { toDownloadError } from '../../../server/src/host/download/download-error'
import { relationsPath } from '../../../server/src/host/download/download-from-api'
import { readListInfo } from '../../../server/src/host/download/list-info'
import { listTexts } from '../../../server/src/host/download/list-text'
import { realWorld } from '../../../server/src/host/download/real-world'
import { LIST_OFFERS } from '../../../server/src/protocol/download'
import { TestWorld } from './test-world'

describe('the pieces of a download', () => {
  it('the expected number of tags falls as the fewest posts rise', () => {
    assert.equal(expectedTags(25), 140_782)
    assert.equal(expectedTags(1000), 11_471)
    const counts = [1, 2, 10, 25, 30, 99, 100, 5000, 99_999, 2_000_000, 10_000_000, 1e12].map(expectedTags)
    counts.slice(1).forEach((count, index) => assert.ok(count <= counts[index]! && count >= 1))
  })

  it('the same rows give the same bytes in whatever order they come', () => {
    const tags = [['b', 0, 5], ['a', 0, 5], ['c', 4, 9]] as const
    const aliases = [['y', 'a'], ['x', 'a'], ['x', 'a'], ['z', 'nothing']] as const
    const implications = [['b', 'a'], ['a', 'c'], ['b', 'a']] as const
    const texts = listTexts(tags, aliases, implications)
    assert.equal(texts.list, 'c,4,9,\na,0,5,"x,y"\nb,0,5,\n')
    assert.equal(texts.relations, 'antecedent,consequent\na,c\nb,a\n')
    assert.deepEqual(listTexts([...tags].reverse(), [...aliases].reverse(), [...implications].reverse()), texts)
  })

  it('the relations file is named after the list', () => {
    assert.equal(relationsPath('/x/danbooru.csv'), '/x/danbooru_implications.csv')
    assert.equal(relationsPath('/x.y/tags'), '/x.y/tags_implications.csv')
  })

  it('a spoilt record, or none, is no record', async () => {
    const world = new TestWorld()
    for (const content of [undefined, '', '{}', '[]', '{"source":"csv","url":"x","date":"?","rows":1,"sha256":""}']) {
      if (content !== undefined) world.put(`${world.list}.json`, content)
      assert.equal(await readListInfo(world.store, world.list), undefined)
    }
    world.remove()
  })

  it('an error of our own making is not told as one of the network', () => {
    assert.throws(() => toDownloadError(new TypeError('x is not a function'), 'https://a'), TypeError)
    assert.equal(toDownloadError(new FileError('disk-full', '/a'), 'https://a').code, 'disk-full')
    for (const [code, expected] of [['ENOTFOUND', 'unreachable'], ['CERT_HAS_EXPIRED', 'unreachable'], ['ECONNRESET', 'cut-off'], ['Z_BUF_ERROR', 'cut-off'], ['EWHATEVER', 'unreachable']]) {
      assert.equal(toDownloadError(Object.assign(new Error('x'), { code }), 'https://a').code, expected)
    }
  })

  it('the real clock wakes for a cancel', async () => {
    const stop = new AbortController()
    const sleep = realWorld({}).sleep(3_600_000, stop.signal)
    const reason = new Error('enough')
    stop.abort(reason)
    await assert.rejects(sleep, reason)
  })

  it('every offered list has mirrors, all by https', () => {
    for (const { url, mirrors } of LIST_OFFERS) {
      assert.ok(mirrors.length > 0)
      for (const address of [url, ...mirrors]) assert.equal(new URL(address).protocol, 'https:')
    }
  })
})
