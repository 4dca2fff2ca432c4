import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'
import { A, LUMI, serve, SET, stopAll } from './set'

/** Whether a document is served as a caption: those that are get colours. */
async function isServed(client: TestClient, path: string): Promise<boolean> {
  return (await client.tokens(path)).data.length > 0
}

async function kindOf(client: TestClient, uri: string, siblings?: readonly string[]): Promise<boolean> {
  return (await client.request<{ caption: boolean }>('taglore/captionKind', { uri, siblings })).caption
}

async function seesShare(client: TestClient, path: string, offset: number, expected: string): Promise<void> {
  await client.eventually(expected, async () => JSON.stringify(await client.hover(path, offset)).includes(expected))
}

describe('documents over a stream', () => {
  afterEach(stopAll)

  describe('are captions', () => {
    it('with an image of the same stem beside them, whatever language the client sends', async () => {
      const { client } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl', 'plaintext')
      assert.equal(await isServed(client, A), true)
    })

    it('not without an image', async () => {
      const { client } = await serve(`${LUMI}//- 10_lumi/readme.txt\n1girl, 1girl`)
      const path = `${SET}/10_lumi/readme.txt`
      await client.open(path, '1girl, 1girl', 'plaintext')
      assert.equal(await isServed(client, path), false)
      assert.equal(await kindOf(client, toUri(path)), false)
      assert.equal(await kindOf(client, toUri(A)), true)
    })

    it('in any file whose language the user chose so', async () => {
      const { client } = await serve(LUMI)
      await client.open('/elsewhere/prompt.md', '1girl, 1girl')
      await client.problem('/elsewhere/prompt.md', 'duplicate-tag')
      await client.open('untitled:Untitled-1', '1girl, 1girl')
      await client.problem('untitled:Untitled-1', 'duplicate-tag')
    })

    it('with other suffixes by a setting', async () => {
      const { client } = await serve(`${LUMI}//- 10_lumi/a.tags\n1girl`, { settings: { captionExtensions: ['.tags'] } })
      assert.equal(await kindOf(client, toUri(`${SET}/10_lumi/a.tags`)), true)
    })

    it('as "Treat as Caption" and "Treat as Plain Text" say, also once they are open', async () => {
      const { client } = await serve(`${LUMI}//- notes.txt\n1girl, 1girl`)
      const notes = `${SET}/notes.txt`
      await client.open(A, 'lumi, 1girl, 1girl', 'plaintext')
      await client.open(notes, '1girl, 1girl', 'plaintext')
      await client.problem(A, 'duplicate-tag')
      assert.equal(await isServed(client, notes), false)
      await client.settingsChanged({ treatAsPlainText: ['10_lumi/a.txt'], treatAsCaption: ['notes.txt'] })
      await client.problem(A, 'duplicate-tag', false)
      await client.problem(notes, 'duplicate-tag')
      assert.deepEqual([await isServed(client, A), await isServed(client, notes)], [false, true])
      await client.settingsChanged({})
      await client.problem(A, 'duplicate-tag')
      await client.problem(notes, 'duplicate-tag', false)
    })

    it('once an image comes, and no longer once it goes', async () => {
      const { client, files } = await serve(`${LUMI}//- 10_lumi/z.txt\n1girl, 1girl`)
      const path = `${SET}/10_lumi/z.txt`
      await client.open(path, '1girl, 1girl', 'plaintext')
      assert.equal(await isServed(client, path), false)
      files.put(`${SET}/10_lumi/z.png`, pngBytes())
      await client.filesChanged(`${SET}/10_lumi/z.png`)
      await client.problem(path, 'duplicate-tag')
      files.drop(`${SET}/10_lumi/z.png`)
      await client.filesChanged(`${SET}/10_lumi/z.png`)
      await client.problem(path, 'duplicate-tag', false)
    })

    it('where the server cannot look for itself, by the names that the client gives', async () => {
      const { client } = await serve(LUMI)
      const uri = 'vscode-vfs://github/me/set/%E9%87%91%20a.txt'
      assert.equal(await kindOf(client, uri, ['金 a.png', 'b.png']), true)
      assert.equal(await kindOf(client, uri, ['b.png']), false)
      assert.equal(await kindOf(client, uri), false)
      await client.open(uri, '1girl, 1girl')
      await client.problem(uri, 'duplicate-tag')
    })

    it('whose stem differs from the image by Unicode form only', async () => {
      const [nfc, nfd] = ['caf\u00e9', 'cafe\u0301']
      const { client } = await serve(`//- 10_x/${nfd}.png\n//- 10_x/${nfc}.txt\nx, 1girl\n//- 10_x/b.png\n//- 10_x/b.txt\nx, 1girl`)
      const path = `${SET}/10_x/${nfc}.txt`
      await client.open(path, 'x, 1girl, smile', 'plaintext')
      await seesShare(client, path, 3, 'In 2 of 2 captions')
      // the client may hand the name over in the other form than the disk
      await client.close(path)
      const other = `${SET}/10_x/${nfd}.txt`
      await client.open(other, 'x, solo, smile')
      await client.settled()
      const preview = await client.request<{ images: unknown[]; caption: { uri: string } }>('taglore/preview', { uri: toUri(other) })
      assert.equal(preview.images.length, 1)
    })
  })

  describe('win over the disk while they are unsaved', () => {
    it('in the counts of the dataset', async () => {
      const { client } = await serve(LUMI)
      const other = `${SET}/10_lumi/1.txt`
      await client.open(A, 'lumi, 1girl, hat')
      await client.open(other, 'lumi, 1girl, solo, smile')
      await seesShare(client, A, 13, 'In 1 of 5 captions')
      await client.change(other, 'lumi, hat')
      await seesShare(client, A, 13, 'In 2 of 5 captions')
      await client.close(other)
      await seesShare(client, A, 13, 'In 1 of 5 captions')
    })

    it('though the disk changes meanwhile; closing gives the disk its due', async () => {
      const { client, files } = await serve(LUMI)
      const other = `${SET}/10_lumi/1.txt`
      await client.open(A, 'lumi, 1girl, hat')
      await client.open(other, 'lumi, hat')
      await seesShare(client, A, 13, 'In 2 of 5 captions')
      files.put(other, 'lumi, hat, cat')
      await client.filesChanged(other)
      await client.settled()
      await client.change(A, 'lumi, 1girl, cat')
      await seesShare(client, A, 13, 'In 1 of 5 captions')
      await client.close(other)
      await seesShare(client, A, 13, 'In 2 of 5 captions')
    })

    it('though the file is deleted meanwhile; closing does not bring it back', async () => {
      const { client, files } = await serve(LUMI)
      const other = `${SET}/10_lumi/1.txt`
      await client.open(A, 'lumi, 1girl, hat')
      await client.open(other, 'lumi, hat')
      await seesShare(client, A, 13, 'In 2 of 5 captions')
      files.drop(other).drop(`${SET}/10_lumi/1.png`)
      await client.filesChanged(other, `${SET}/10_lumi/1.png`)
      await seesShare(client, A, 13, 'In 1 of 4 captions')
      await client.close(other)
      await client.settled()
      await seesShare(client, A, 13, 'In 1 of 4 captions')
    })

    it('in the audit', async () => {
      const { client } = await serve(LUMI)
      await client.open(A, 'lumi, 1girl, 1girl')
      const { report } = await client.request<{ report: { problems: { rule: string; file: string; range: { start: { character: number } } }[] } }>('taglore/audit', { uri: toUri(SET) })
      const problem = report.problems.find(({ rule }) => rule === 'duplicate-tag')
      assert.deepEqual([problem?.file, problem?.range.start.character], ['10_lumi/a.txt', 13])
    })

    it('when they are new: a caption that is not written yet counts, an empty one is not told off', async () => {
      const { client, files } = await serve(`${LUMI}//- 10_lumi/new.png`)
      const [path, image] = [`${SET}/10_lumi/new.txt`, `${SET}/10_lumi/new.png`]
      await client.problem(image, 'missing-caption')
      await client.open(path, '')
      await client.settled()
      assert.deepEqual(client.codes(path), [])
      assert.deepEqual(client.codes(image), ['missing-caption'])
      await client.change(path, '1girl, hat')
      await client.problem(image, 'missing-caption', false)
      await client.problem(path, 'missing-trigger')
      await seesShare(client, path, 8, 'In 1 of 6 captions')
      await client.close(path)
      await client.problem(image, 'missing-caption')
      await client.open(path, 'lumi, hat')
      files.put(path, 'lumi, hat')
      await client.save(path)
      await client.close(path)
      await client.problem(image, 'missing-caption', false)
    })
  })

  it('that are saved are read again though no watcher tells', async () => {
    const { client, files } = await serve(LUMI, { capabilities: {} })
    await client.open(A, 'lumi, 1girl, hat')
    await seesShare(client, A, 13, 'In 1 of 5 captions')
    files.put(A, 'lumi, 1girl, hat').put(`${SET}/10_lumi/9.png`, pngBytes()).put(`${SET}/10_lumi/9.txt`, 'hat')
    await client.save(A)
    await seesShare(client, A, 13, 'In 2 of 6 captions')
  })

  it('closed and opened again at once, as a change of language does, are served', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl', 'plaintext')
    await client.close(A)
    await client.open(A, 'lumi, 1girl, 1girl', 'sd-caption')
    await client.problem(A, 'duplicate-tag')
    assert.equal(await isServed(client, A), true)
  })

  it('keep the URI that the client gave them', async () => {
    const { client } = await serve(`//- 10_x/a (1).png\n//- 10_x/a (1).txt\nx`)
    const uri = `file://${SET}/10_x/a (1).txt`
    const uris: string[] = []
    client.connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string }) => void uris.push(params.uri))
    await client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'plaintext', version: 1, text: '1girl, 1girl' } })
    await client.settled()
    assert.deepEqual([...new Set(uris)], [uri])
  })
})
