import assert from 'node:assert/strict'
import type { FileErrorCode } from '../../server/src/base/file-system'
import { toUri } from '../../server/src/lsp/uris'
import type { AuditResult } from '../../server/src/protocol/audit'
import { applyTo, editsOf, type TestClient } from '../support/client'
import { pngBytes, type MemoryFiles } from '../support/memory-files'
import { A, LUMI, serve, SET, stopAll } from './set'

const BAD = `${SET}/10_lumi/bad.txt`
const BAD_IMAGE = `${SET}/10_lumi/bad.png`

function withCaption(bytes: Uint8Array | string) {
  return serve(LUMI, { prepare: (files) => files.put(BAD_IMAGE, pngBytes()).put(BAD, bytes) })
}

/** Whatever was bad, everything else still works, and nothing was written. */
async function checkTheRestWorks(client: TestClient, files: MemoryFiles): Promise<void> {
  await client.open(A, 'lumi, 1girl, 1girl')
  await client.problem(A, 'duplicate-tag')
  await client.eventually('the other captions', async () => JSON.stringify(await client.hover(A, 8)).includes('captions of this dataset') || JSON.stringify(await client.hover(A, 8)).includes('captions ('))
  assert.ok((await client.complete(A, 18))?.items.length)
  assert.ok((await client.request<AuditResult>('taglore/audit', { uri: toUri(SET) })).report.summary.images > 0)
  assert.ok(![...files.calls.keys()].some((call) => call.startsWith('write')), 'nothing is written')
}

describe('bad input', () => {
  afterEach(stopAll)

  describe('a caption', () => {
    const cases: readonly (readonly [string, Uint8Array | string, string, RegExp])[] = [
      ['that is not UTF-8', Uint8Array.from([...new TextEncoder().encode('lumi, '), 0xb3, 0xa4, 0xb7, 0xa2]), 'invalid-encoding', /not UTF-8/],
      ['with NUL bytes', 'lumi\0, 1girl\0\0, x', 'invalid-encoding', /NUL bytes/],
      ['of 10 MB', 'lumi, '.repeat(1_750_000), 'invalid-encoding', /larger than 1 MB/],
    ]
    for (const [what, bytes, code, message] of cases) {
      it(`${what} is told of once, and neither shown nor edited`, async () => {
        const { client, files } = await withCaption(bytes)
        assert.match((await client.problem(BAD, code))?.message ?? '', message)
        await client.open(BAD, typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes), 'plaintext')
        await client.settled()
        assert.deepEqual(client.codes(BAD), [code])
        assert.deepEqual((await client.tokens(BAD)).data, [])
        assert.equal(await client.complete(BAD, 3), null)
        assert.deepEqual(await client.actions(BAD, { start: 0, end: 3 }), [], 'what mends it is offered where its encoding is certain')
        await checkTheRestWorks(client, files)
        assert.deepEqual(client.told, [])
      })
    }

    it('that is empty is told of where it is open', async () => {
      const { client, files } = await withCaption('')
      await client.open(BAD, '', 'plaintext')
      await client.problem(BAD, 'empty-caption')
      await client.settled()
      assert.deepEqual(client.codes(BAD), ['empty-caption'])
      await checkTheRestWorks(client, files)
    })

    it('that grows beyond every bound while it is edited, and shrinks again', async () => {
      const { client, files } = await withCaption('lumi, 1girl')
      await client.open(BAD, 'lumi, 1girl', 'plaintext')
      await client.settled()
      await client.change(BAD, 'lumi, '.repeat(200_000))
      await client.problem(BAD, 'invalid-encoding')
      assert.equal(await client.complete(BAD, 3), null)
      await client.change(BAD, 'lumi, 1girl, 1girl')
      await client.problem(BAD, 'duplicate-tag')
      await client.problem(BAD, 'invalid-encoding', false)
      await checkTheRestWorks(client, files)
    })

    it('that is mended on disk is served again', async () => {
      const { client, files } = await withCaption('lumi\0, 1girl')
      await client.open(BAD, 'lumi\0, 1girl', 'plaintext')
      await client.problem(BAD, 'invalid-encoding')
      files.put(BAD, 'lumi, 1girl, 1girl')
      await client.change(BAD, 'lumi, 1girl, 1girl')
      await client.save(BAD)
      await client.problem(BAD, 'duplicate-tag')
      await client.problem(BAD, 'invalid-encoding', false)
    })

    it('that turns into bytes nobody can read while it is open is let go', async () => {
      const { client, files } = await withCaption('lumi, 1girl, 1girl')
      await client.open(BAD, 'lumi, 1girl, 1girl', 'plaintext')
      await client.problem(BAD, 'duplicate-tag')
      files.put(BAD, Uint8Array.from([0xb3, 0xa4, 0xb7, 0xa2]))
      await client.filesChanged(BAD)
      await client.problem(BAD, 'invalid-encoding')
      await client.problem(BAD, 'duplicate-tag', false)
    })

    it('of one line with 100,000 commas is one problem, answers in a moment and is mended by fix-all', async () => {
      const text = `lumi${','.repeat(100_000)} 1girl`
      const { client, files } = await withCaption(text)
      const started = Date.now()
      await client.open(BAD, text, 'plaintext')
      await client.problem(BAD, 'empty-tag')
      assert.equal(client.codes(BAD).filter((code) => code === 'empty-tag').length, 1)
      await client.hover(BAD, text.length - 1)
      await client.complete(BAD, text.length)
      await client.complete(BAD, 50_000)
      await client.tokens(BAD)
      const actions = await client.actions(BAD, { start: 50_000, end: 50_000 }, { only: ['source.fixAll'] })
      assert.equal(applyTo(text, editsOf(actions[0]?.edit).get(BAD)?.edits ?? []), 'lumi, 1girl')
      assert.ok(Date.now() - started < 8000, `${Date.now() - started} ms for seven answers`)
      await checkTheRestWorks(client, files)
    })
  })

  describe('an image', () => {
    const cases: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
      ['that is truncated', pngBytes().slice(0, 30), /'bad\.png' is cut off/],
      ['of zero bytes', '', /'bad\.png' is empty/],
      ['that is a renamed text file', 'hello, this is no picture', /'bad\.png' is no image/],
      ['that is a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 34\n', /git lfs pull/],
    ]
    for (const [what, bytes, message] of cases) {
      it(`${what} is told of once`, async () => {
        const { client, files } = await serve(LUMI, { prepare: (memory) => memory.put(BAD_IMAGE, bytes).put(BAD, 'lumi, 1girl') })
        assert.match((await client.problem(BAD_IMAGE, 'unreadable-image'))?.message ?? '', message)
        assert.deepEqual(client.codes(BAD_IMAGE), ['unreadable-image'])
        await checkTheRestWorks(client, files)
        assert.deepEqual(client.told, [])
      })
    }
  })

  describe('a folder', () => {
    it('without permission is told of once; the others are read', async () => {
      const { client, files } = await serve(LUMI, { prepare: (memory) => memory.put(`${SET}/5_locked/1.png`, pngBytes()).fail(`${SET}/5_locked`, 'no-permission') })
      assert.match((await client.problem(`${SET}/10_lumi/1.txt`, 'unreadable-folder'))?.message ?? '', /The folder '5_locked' cannot be read: check its permissions/)
      await checkTheRestWorks(client, files)
    })

    it('that is the root itself is told of once in a message', async () => {
      const { client, files } = await serve('//- notes.md\nhello', { prepare: (memory) => memory.put(`${SET}/x/10_y/1.png`, pngBytes()).put(`${SET}/x/10_y/1.txt`, 'y').fail(`${SET}/x`, 'no-permission') })
      await client.open(`${SET}/x/10_y/1.txt`, 'y, 1girl, 1girl')
      await client.problem(`${SET}/x/10_y/1.txt`, 'duplicate-tag')
      await client.until('a message', () => client.told.length > 0)
      await client.open(`${SET}/x/10_y/2.txt`, 'y')
      await client.settled()
      assert.deepEqual(client.told, [`Taglore: The folder '${SET}/x' cannot be read (no-permission); check its permissions`])
      assert.ok(files)
    })

    it('that leads back to itself is followed once', async () => {
      const { client, files } = await serve(LUMI, { prepare: (memory) => memory.link(`${SET}/10_lumi/again`, SET).link(`${SET}/3_again`, `${SET}/10_lumi`).link(`${SET}/4_circle`, `${SET}/4_circle`) })
      await checkTheRestWorks(client, files)
      const { report } = await client.request<AuditResult>('taglore/audit', { uri: toUri(SET) })
      assert.equal(report.summary.images, 5)
    })

    it('that goes away between being listed and being read is no fault of the server', async () => {
      const { client, files } = await serve(LUMI, { prepare: (memory) => memory.put(BAD_IMAGE, pngBytes()).put(BAD, 'lumi').fail(BAD, 'not-found').fail(BAD_IMAGE, 'not-found') })
      await checkTheRestWorks(client, files)
    })

    it('of 10,000 files is read with progress', async () => {
      const { client, files } = await serve('//- 10_x/{1..5000}.png\n//- 10_x/{1..5000}.txt\nx, 1girl, solo')
      const path = `${SET}/10_x/77.txt`
      await client.open(path, 'x, 1girl, 1girl')
      await client.eventually('all of them', async () => JSON.stringify(await client.hover(path, 4)).includes('of 5000 captions'))
      await client.problem(path, 'duplicate-tag')
      assert.ok(JSON.stringify(client.progress).includes('/5000'))
      files.calls.clear()
      await client.change(path, 'x, 1girl')
      await client.problem(path, 'duplicate-tag', false)
      assert.equal([...files.calls.keys()].filter((call) => call.startsWith('read')).length, 0, 'an edit reads nothing')
    }).timeout(60_000)

    for (const code of ['no-permission', 'loop', 'failed', 'not-found'] satisfies FileErrorCode[]) {
      it(`or a file that fails with '${code}' at any call ends nothing`, async () => {
        for (const path of [BAD, BAD_IMAGE, `${SET}/10_lumi`, `${SET}/taglore.json`]) {
          const { client } = await serve(LUMI, { prepare: (memory) => memory.put(BAD_IMAGE, pngBytes()).put(BAD, 'lumi').fail(path, code) })
          await client.open(A, 'lumi, 1girl, 1girl')
          await client.problem(A, 'duplicate-tag')
          await client.filesChanged(path)
          await client.settled()
          assert.ok(await client.hover(A, 8))
          assert.ok(client.log.every((line) => !/ {4}at /.test(line)), client.log.join('\n'))
          await stopAll()
        }
      })
    }
  })

  describe('a taglore.json', () => {
    it('that is malformed is one problem in it; its settings are not used', async () => {
      const { client, files } = await serve(`${LUMI}//- taglore.json\n{ "goal": "style", `)
      assert.match((await client.problem(`${SET}/taglore.json`, 'invalid-settings'))?.message ?? '', /not valid JSON/)
      assert.equal(client.diagnostics(`${SET}/taglore.json`).length, 1)
      await checkTheRestWorks(client, files)
      assert.deepEqual(client.told, [])
    })

    it('with a wrong value keeps the others', async () => {
      const { client } = await serve(`${LUMI}//- taglore.json\n{ "goal": "sytle", "model": "pony", "rulez": {} }`)
      await client.problem(`${SET}/taglore.json`, 'invalid-settings')
      assert.deepEqual(client.codes(`${SET}/taglore.json`), ['invalid-settings', 'invalid-settings'])
      assert.equal((await client.request<{ model: string }>('taglore/status', { uri: toUri(A) })).model, 'pony')
    })

    it('that cannot be read is one problem', async () => {
      const { client, files } = await serve(`${LUMI}//- taglore.json\n{}`, { prepare: (memory) => memory.fail(`${SET}/taglore.json`, 'no-permission') })
      await client.open(A, 'lumi, 1girl')
      await client.until('a problem', () => [...`${SET}/taglore.json ${SET}/10_lumi/1.txt`.split(' ')].some((path) => client.codes(path).includes('invalid-settings')))
      await client.close(A)
      await checkTheRestWorks(client, files)
    })

    it('of any JSON whatever does no harm', async () => {
      for (const text of ['[]', '17', 'null', '""', '{"concepts":{}}', '{"concepts":[{"name":"x","folders":["[","**","{a"]}]}', '{"exclude":["[","\\\\"]}', '{"ignore":[{"files":"["}]}', '{"rules":null}', '{"captions":{"extension":"\\u0000"}}']) {
        const { client } = await serve(`${LUMI}//- taglore.json\n${text}`)
        await client.open(A, 'lumi, 1girl')
        await client.settled()
        assert.ok(await client.hover(A, 8), text)
        assert.ok(client.log.every((line) => !/ {4}at /.test(line)), `${text}: ${client.log.join('\n')}`)
        await stopAll()
      }
    })
  })

  describe('a tag list', () => {
    const lists = (text: string | Uint8Array | undefined) => serve(LUMI, { settings: { tags: { lists: ['/lists/mine.csv'] } }, prepare: (files) => (text === undefined ? files : files.put('/lists/mine.csv', text)) })
    const cases: readonly (readonly [string, string | Uint8Array | undefined, RegExp])[] = [
      ['with bad rows is told of once, its good rows are used', 'quokka_girl,0,4200,""\n,0,1,\nwombat,zero,1,\n', /'mine\.csv'.*line 2/],
      ['that is no list is told of once', '{ "half": [1, ', /'mine\.csv'/],
      ['that is not UTF-8 is told of once', Uint8Array.from([0xb3, 0xa4, 0xb7, 0xa2, 0x2c, 0x30]), /'mine\.csv' is not UTF-8/],
      ['that is not there is told of once', undefined, /mine\.csv' is not there/],
    ]
    for (const [what, text, message] of cases) {
      it(what, async () => {
        const { client, files } = await lists(text)
        await client.until('a message', () => client.told.length > 0)
        await client.settled()
        await client.filesChanged('/lists/mine.csv')
        await client.settled()
        assert.equal(client.told.length, 1)
        assert.match(client.told[0] ?? '', message)
        await checkTheRestWorks(client, files)
      })
    }
  })
})
