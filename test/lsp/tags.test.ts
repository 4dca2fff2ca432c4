import assert from 'node:assert/strict'
import { CancellationTokenSource, type DocumentHighlight, type DocumentSymbol, type Location, type SymbolInformation, type WorkspaceEdit, type WorkspaceSymbol } from 'vscode-languageserver-protocol/node'
import { toUri } from '../../server/src/lsp/uris'
import { applyTo, editsOf, FULL, type TestClient } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const at = (path: string, character: number): object => ({ textDocument: { uri: toUri(path) }, position: { line: 0, character } })
const rename = (client: TestClient, character: number, newName: string): Promise<WorkspaceEdit | null> => client.request('textDocument/rename', { ...at(A, character), newName })

describe('one tag wherever it stands, over a stream', () => {
  afterEach(stopAll)

  it('rename is prepared, then changes the whole dataset in one edit that asks for confirmation', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, Solo')
    assert.deepEqual(await client.request('textDocument/prepareRename', at(A, 15)), { range: { start: { line: 0, character: 13 }, end: { line: 0, character: 17 } }, placeholder: 'Solo' })
    const edit = await rename(client, 15, 'alone')
    const files = editsOf(edit ?? undefined)
    assert.deepEqual([...files.keys()], [1, 2, 3, 4, 'a'].map((name) => `${SET}/10_lumi/${name}.txt`))
    assert.equal(files.get(A)?.version, 1)
    assert.equal(applyTo('lumi, 1girl, Solo', files.get(A)?.edits ?? []), 'lumi, 1girl, alone')
    assert.deepEqual(Object.values(edit?.changeAnnotations ?? {}), [{ label: "Rename 'Solo' to 'alone'", needsConfirmation: true }])
  })

  it('rename waits for a dataset that is not read yet', async () => {
    const { client } = await serve(LUMI, { folders: [] })
    const outside = `${SET}/10_lumi/a.txt`
    await client.open(outside, 'lumi, 1girl, solo')
    assert.equal(editsOf((await rename(client, 15, 'alone')) ?? undefined).size, 5)
  })

  it('rename gives a plain edit to a client that knows no more', async () => {
    const { client } = await serve(LUMI, { capabilities: {} })
    await client.open(A, 'lumi, 1girl, solo')
    const edit = await rename(client, 15, 'alone')
    assert.equal(Object.keys(edit?.changes ?? {}).length, 5)
    assert.equal(edit?.documentChanges, undefined)
  })

  it('rename tells in words what cannot be', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, a girl is standing in the rain near a house, solo')
    await assert.rejects(client.request('textDocument/prepareRename', at(A, 15)), /A sentence is no tag/)
    await assert.rejects(rename(client, 53, 'a, b'), /more than one tag/)
    assert.equal(await client.request('textDocument/prepareRename', at(A, 5)), null)
  })

  it('rename looks at the files as they are, and says what it leaves alone', async () => {
    const { client, files } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, {so|du}lo, solo')
    files.put(`${SET}/10_lumi/2.txt`, 'solo, new words')
    const found = editsOf((await rename(client, 26, 'alone')) ?? undefined)
    assert.equal(applyTo('solo, new words', found.get(`${SET}/10_lumi/2.txt`)?.edits ?? []), 'alone, new words')
    await client.until('what stays', () => client.told.some((line) => /a\.txt: '\{so\|du\}lo' stays/.test(line)))
  })

  it('rename of a declared trigger changes taglore.json with it', async () => {
    const settings = '{ "concepts": [{ "name": "lumi", "triggers": ["lumi"] }] }'
    const { client } = await serve(`${LUMI}//- taglore.json\n${settings}`)
    await client.open(A, 'lumi, 1girl, solo')
    const found = editsOf((await rename(client, 1, 'lumiya')) ?? undefined)
    assert.deepEqual(JSON.parse(applyTo(settings, found.get(`${SET}/taglore.json`)?.edits ?? [])).concepts[0].triggers, ['lumiya'])
    assert.equal(found.size, 6)
  })

  it('references stand in all captions and at the declaration, in pages where they are wanted', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "concepts": [{ "name": "lumi", "triggers": ["lumi"] }] }`)
    await client.open(A, 'LUMI, 1girl')
    const ask = (more: object): Promise<Location[] | null> => client.request('textDocument/references', { ...at(A, 1), context: { includeDeclaration: true }, ...more })
    const all = (await ask({})) ?? []
    assert.deepEqual(all.map(({ uri, range }) => `${uri.replace(`file://${SET}/`, '')}:${range.start.character}`), ['taglore.json:47', ...[1, 2, 3, 4, 'a'].map((name) => `10_lumi/${name}.txt:0`)])
    assert.deepEqual(await ask({ partialResultToken: 'pages', workDoneToken: 'work' }), [])
    const values = client.progress as { token: string; value: unknown }[]
    assert.deepEqual(values.filter(({ token }) => token === 'pages').flatMap(({ value }) => value), all)
    assert.deepEqual(values.filter(({ token }) => token === 'work').map(({ value }) => (value as { kind: string }).kind), ['begin', 'end'])
    assert.equal(await client.request('textDocument/references', { ...at(A, 5), context: { includeDeclaration: true } }), null)
  })

  it('rename and references are given up when the client has lost interest', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, solo')
    for (const [method, params] of [['textDocument/rename', { newName: 'x' }], ['textDocument/references', { context: { includeDeclaration: false } }], ['workspace/symbol', { query: '' }]] as const) {
      const source = new CancellationTokenSource()
      const answer = client.connection.sendRequest(method, { ...at(A, 15), ...params }, source.token)
      source.cancel()
      await assert.rejects(answer, /cancelled/, method)
    }
  })

  it('highlights, definition, outline and search', async () => {
    const { client } = await serve(LUMI, { capabilities: { ...FULL, textDocument: { ...FULL.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } } } })
    await client.open(A, 'lumi, 1girl, solo, (Solo:1.2)')
    const highlights = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', at(A, 15))
    assert.deepEqual(highlights.map(({ range }) => range.start.character), [13, 20])
    const definition = await client.eventually('the trigger', () => client.request<Location | false>('textDocument/definition', at(A, 1)).then((found) => found ?? false))
    assert.deepEqual(definition, { uri: toUri(`${SET}/10_lumi/1.txt`), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } })
    assert.equal(await client.request('textDocument/definition', at(A, 8)), null)
    const outline = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', at(A, 0))
    assert.deepEqual(outline.map(({ name, children }) => [name, children?.map((child) => child.name)]), [['Trigger', ['lumi']], ['Persons', ['1girl', 'solo', 'Solo']]])
    assert.deepEqual(outline[1]?.range, { start: { line: 0, character: 6 }, end: { line: 0, character: 29 } })
    const found = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'smil' })
    assert.deepEqual(found.map(({ name, containerName, location }) => [name, containerName, location.uri]), [['smile', '4 captions · set', toUri(`${SET}/10_lumi/1.txt`)]])
  })

  it('the outline is flat for a client that knows no other', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'smile, 1girl')
    const flat = await client.request<SymbolInformation[]>('textDocument/documentSymbol', at(A, 0))
    assert.deepEqual(flat.map(({ name, containerName }) => [name, containerName]), [['1girl', 'Persons'], ['smile', 'Expression and pose']])
  })
})
