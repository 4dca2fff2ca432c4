import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node'
import { toUri } from '../../server/src/lsp/uris'
import type { AuditResult } from '../../server/src/protocol/audit'
import type { TagCommandResult } from '../../server/src/protocol/captions'
import type { ImageListResult, Neighbour, PreviewData } from '../../server/src/protocol/preview'
import type { StatusResult } from '../../server/src/protocol/status'
import { A, LUMI, serve, SET, stopAll } from './set'

const uri = toUri(A)

describe('requests of our own', () => {
  afterEach(stopAll)

  describe('taglore/preview', () => {
    it('shows image, chips, problems and place of a caption', async () => {
      const { client } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, zzyzx, 1girl')
      const data = await client.eventually('the trigger', async () => {
        const preview = await client.request<PreviewData>('taglore/preview', { uri })
        return preview.chips[0]?.trigger && preview
      })
      assert.deepEqual(data.caption, { uri, version: 1, exists: true })
      assert.deepEqual(data.images.map(({ name, size, fault }) => ({ name, size, fault })), [{ name: 'a.png', size: { width: 1024, height: 1024 }, fault: null }])
      assert.deepEqual(data.chips.map(({ text, category, captions }) => [text, category, captions]), [['lumi', null, 5], ['1girl', 'general', 5], ['zzyzx', null, 1], ['1girl', 'general', 5]])
      assert.equal(data.chips[3]?.problem, 'warning')
      assert.deepEqual(data.problems.map(({ rule }) => rule), ['duplicate-tag'])
      assert.deepEqual(data.concept, { name: 'lumi', repeats: 10 })
      assert.deepEqual(data.place, { index: 5, total: 5 })
      assert.equal(data.tokens?.limit, 75)
      assert.ok((data.tokens?.count ?? 0) > 3)
      assert.equal(data.next, null)
      assert.equal(data.previous?.caption, toUri(`${SET}/10_lumi/4.txt`))
    })

    it('says what is wrong with an image', async () => {
      const { client } = await serve(`//- 1_x/a.png\nversion https://git-lfs.github.com/spec/v1\n//- 1_x/a.txt\nx`)
      const { images } = await client.request<PreviewData>('taglore/preview', { uri: toUri(`${SET}/1_x/a.png`) })
      assert.match(images[0]?.fault ?? '', /Git LFS pointer.*git lfs pull/)
    })

    it('of a file in no dataset shows what there is', async () => {
      const { client } = await serve('//- notes.md\nhello')
      await client.open('untitled:Untitled-1', '1girl, solo')
      const data = await client.request<PreviewData>('taglore/preview', { uri: 'untitled:Untitled-1' })
      assert.deepEqual([data.images, data.place, data.chips.map(({ text }) => text)], [[], null, ['1girl', 'solo']])
    })
  })

  describe('taglore/neighbour', () => {
    const ask = (client: Awaited<ReturnType<typeof serve>>['client'], path: string, direction: string): Promise<Neighbour | null> => client.request('taglore/neighbour', { uri: toUri(path), direction })

    it('goes through the images folder by folder and ends at the ends', async () => {
      const { client } = await serve(`//- 1_x/{1..2}.png\n//- 1_x/{1..2}.txt\nx\n//- 2_y/1.png`)
      const seen: string[] = []
      for (let path: string | undefined = `${SET}/1_x/1.txt`; path !== undefined; ) {
        seen.push(path)
        const next: Neighbour | null = await ask(client, path, 'next')
        path = next?.caption.replace('file://', '')
      }
      assert.deepEqual(seen, [`${SET}/1_x/1.txt`, `${SET}/1_x/2.txt`, `${SET}/2_y/1.txt`])
      assert.equal(await ask(client, `${SET}/1_x/1.png`, 'previous'), null)
      assert.deepEqual(await ask(client, `${SET}/1_x/1.txt`, 'next-uncaptioned'), { caption: toUri(`${SET}/2_y/1.txt`), captionExists: false, image: toUri(`${SET}/2_y/1.png`) })
    })

    it('goes to the next image with a problem, and on from the start', async () => {
      const { client } = await serve(`//- 1_x/{1..4}.png\n//- 1_x/1.txt\nx, solo\n//- 1_x/{3..4}.txt\nx, solo\n//- 1_x/2.txt\nx, solo, solo\n//- taglore.json\n{ "rules": { "few-images": "off" } }`)
      assert.equal((await ask(client, `${SET}/1_x/3.txt`, 'next-problem'))?.image, toUri(`${SET}/1_x/2.png`))
    })

    it('goes to the next image that is not reviewed; the mark is told by the preview', async () => {
      const { client } = await serve(`//- 1_x/{1..3}.png`)
      const at = (name: string): string => toUri(`${SET}/1_x/${name}.png`)
      assert.equal((await ask(client, `${SET}/1_x/1.png`, 'next-unreviewed'))?.image, at('2'))
      assert.deepEqual(await client.request('taglore/markReviewed', { uri: at('2'), reviewed: true }), { reviewed: true, count: 1, total: 3 })
      assert.equal((await ask(client, `${SET}/1_x/1.png`, 'next-unreviewed'))?.image, at('3'))
      assert.deepEqual((await client.request<PreviewData>('taglore/preview', { uri: at('1') })).review, { reviewed: false, count: 1, total: 3 })
      for (const name of ['1', '3']) await client.request('taglore/markReviewed', { uri: at(name), reviewed: true })
      assert.equal(await ask(client, `${SET}/1_x/1.png`, 'next-unreviewed'), null)
    })

    it('is none outside a dataset', async () => {
      const { client } = await serve('//- notes.md\nhello')
      assert.equal(await ask(client, `${SET}/notes.md`, 'next'), null)
    })
  })

  describe('taglore/imageList', () => {
    it('lists the images that a query finds, in the order one goes through them', async () => {
      const { client } = await serve(`//- 1_x/{1..3}.png\n//- 1_x/1.txt\nx, hat\n//- 1_x/3.txt\nx, hat\n//- 1_x/2.txt\nx\n//- 2_y/1.png\n//- 2_y/1.txt\ny, hat`)
      const { images, total, fault } = await client.request<ImageListResult>('taglore/imageList', { uri: toUri(`${SET}/1_x/1.txt`), where: 'tag:hat' })
      assert.deepEqual([images.map(({ folder, name }) => `${folder}/${name}`), total, fault], [['1_x/1.png', '1_x/3.png', '2_y/1.png'], 4, null])
    })

    it('says what is wrong with a query, and where', async () => {
      const { client } = await serve(`//- 1_x/1.png`)
      const { images, fault } = await client.request<ImageListResult>('taglore/imageList', { uri: toUri(`${SET}/1_x/1.png`), where: 'tag:a AND OR' })
      assert.deepEqual([images, fault?.start], [[], 10])
    })
  })

  describe('masks of a preview', () => {
    it('are those of a folder of masks, and those beside an image', async () => {
      const { client } = await serve(`//- train/1_x/a.png\n//- train/1_x/a.txt\nx\n//- 1_x/b.png\n//- 1_x/b-masklabel.png\n//- 1_x/b.txt\nx`)
      const data = await client.request<PreviewData>('taglore/preview', { uri: toUri(`${SET}/1_x/b.txt`) })
      assert.equal(data.images[0]?.mask, toUri(`${SET}/1_x/b-masklabel.png`))
    })
  })

  describe('taglore/tagCommand', () => {
    const ask = (client: Awaited<ReturnType<typeof serve>>['client'], character: number, command: string): Promise<TagCommandResult> => client.request('taglore/tagCommand', { uri, position: { line: 0, character }, command })

    it('moves, deletes and selects tags, with the version that the edits are for', async () => {
      const { client } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, solo')
      const moved = await ask(client, 7, 'move-right')
      assert.equal(moved.version, 1)
      assert.deepEqual(moved.selection, { start: { line: 0, character: 12 }, end: { line: 0, character: 17 } })
      const deleted = await ask(client, 7, 'delete')
      assert.equal(deleted.edits.map(({ newText }) => newText).join(''), '')
      assert.deepEqual((await ask(client, 7, 'select-next')).selection, { start: { line: 0, character: 13 }, end: { line: 0, character: 17 } })
    })

    it('does nothing in a file that is no caption', async () => {
      const { client } = await serve('//- notes.md\nhello')
      assert.deepEqual(await ask(client, 0, 'delete'), { version: null, edits: [], selection: null })
    })
  })

  it('taglore/status tells what is in force, and from where', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "goal": "character" }`)
    await client.open(A, 'lumi, 1girl, solo')
    const status = await client.eventually('the dataset', async () => {
      const found = await client.request<StatusResult>('taglore/status', { uri })
      return found.root !== null && found
    })
    assert.equal(status.root, toUri(SET))
    assert.deepEqual([status.goal, status.goalOrigin, status.modelOrigin], ['character', 'from taglore.json', 'assumed'])
    assert.deepEqual(status.triggers, [{ text: 'lumi', declared: false }])
    assert.equal(status.concept, 'lumi')
    assert.equal(status.tags.ready, true)
    assert.ok(status.tags.count > 1500)
  })

  describe('taglore/audit', () => {
    it('reports a dataset with progress, and renders it', async () => {
      const { client } = await serve(`${LUMI}//- 10_lumi/{10..400}.png\n//- 10_lumi/{10..400}.txt\nlumi, 1girl, solo, solo`)
      const result = await client.request<AuditResult>('taglore/audit', { uri: toUri(SET), workDoneToken: 'mine' })
      assert.equal(result.root, toUri(SET))
      assert.equal(result.report.problems.filter(({ rule }) => rule === 'duplicate-tag').length, 391)
      await client.until('progress', () => JSON.stringify(client.progress).includes('"mine"') && JSON.stringify(client.progress).includes('200/396'))
      const markdown = await client.request<string>('taglore/renderReport', { report: result.report, format: 'markdown' })
      assert.match(markdown, /^# /m)
      assert.equal(JSON.parse(await client.request<string>('taglore/renderReport', { report: result.report, format: 'json' })).version, 1)
    })

    it('can be cancelled', async () => {
      const { client } = await serve(`//- 1_x/{1..900}.png\n//- 1_x/{1..900}.txt\nx, 1girl, solo, solo`)
      const source = new CancellationTokenSource()
      const asked = client.connection.sendRequest('taglore/audit', { uri: toUri(SET) }, source.token)
      source.cancel()
      await assert.rejects(asked, /cancelled/)
      assert.ok(await client.request<AuditResult>('taglore/audit', { uri: toUri(SET) }))
    })

    it('of a folder that is no dataset says what to choose', async () => {
      const { client } = await serve('//- notes.md\nhello')
      await assert.rejects(client.request('taglore/audit', { uri: toUri(`${SET}/notes.md`) }), /choose a folder that holds images/)
      await assert.rejects(client.request('taglore/audit', { uri: toUri(`${SET}/nowhere`) }), /There is no '\/set\/nowhere'; check the path/)
    })

    it('waits for the tag lists', async () => {
      const { client } = await serve(`//- 1_x/1.png\n//- 1_x/1.txt\nx, 1girl, blonde hiar`)
      const { report } = await client.request<AuditResult>('taglore/audit', { uri: toUri(SET) })
      assert.ok(report.problems.some(({ rule }) => rule === 'unknown-tag'))
    })
  })

  describe('speak the language of the user', () => {
    it('by the locale of the client', async () => {
      const bundle: Record<string, string> = JSON.parse(readFileSync(join(__dirname, '../../l10n/bundle.l10n.zh-cn.json'), 'utf8'))
      const expected = bundle["'{0}' already appears earlier in this caption"]
      assert.ok(expected)
      for (const locale of ['zh-cn', 'zh-CN', 'zh-Hans']) {
        const { client } = await serve(LUMI, { locale })
        await client.open(A, 'lumi, 1girl, 1girl')
        assert.equal((await client.problem(A, 'duplicate-tag'))?.message, expected.replace('{0}', '1girl'))
        await stopAll()
      }
    })

    it('by translations that the client brings', async () => {
      const { client } = await serve(LUMI, { locale: 'fr', initializationOptions: { translations: { "'{0}' already appears earlier in this caption": "'{0}' figure déjà" } } })
      await client.open(A, 'lumi, 1girl, 1girl')
      assert.equal((await client.problem(A, 'duplicate-tag'))?.message, "'1girl' figure déjà")
    })

    it('and English where there is none', async () => {
      const { client } = await serve(LUMI, { locale: 'fr' })
      await client.open(A, 'lumi, 1girl, 1girl')
      assert.match((await client.problem(A, 'duplicate-tag'))?.message ?? '', /already appears/)
    })
  })
})
